package main

import (
	"context"
	"net/http"

	"gongbao/internal/testcluster"
)

// indexName is the index on the cluster. On a cluster that OPENSEARCH_URL names it stays and is reused.
const indexName = "gongbao-bench"

// A cluster holds an index in OpenSearch.
type cluster struct{ *testcluster.Cluster }

func startCluster(ctx context.Context, _ options) (target, error) {
	c, err := testcluster.Start(ctx, testcluster.Options{Bench: true})
	if err != nil {
		return nil, err
	}
	return cluster{c}, nil
}

func (c cluster) location() string { return c.Location(indexName) }

// settle merges the index, as one does after the first big load, and turns the request cache off.
func (c cluster) settle(ctx context.Context) error {
	for _, path := range []string{"/_forcemerge?max_num_segments=1", "/_refresh", "/_flush?force=true"} {
		if err := c.Ask(ctx, http.MethodPost, "/"+indexName+"*"+path, "", nil); err != nil {
			return err
		}
	}
	return c.Ask(ctx, http.MethodPut, "/"+indexName+"*/_settings", `{"index.requests.cache.enable": false}`, nil)
}

func (c cluster) size(ctx context.Context) (one, all int, err error) {
	type stores struct {
		Store struct {
			Bytes int `json:"size_in_bytes"`
		}
	}
	var stats struct {
		All struct{ Primaries, Total stores } `json:"_all"`
	}
	err = c.Ask(ctx, http.MethodGet, "/"+indexName+"*/_stats/store", "", &stats)
	return stats.All.Primaries.Store.Bytes, stats.All.Total.Store.Bytes, err
}

func (c cluster) close() error { return c.Close() }
