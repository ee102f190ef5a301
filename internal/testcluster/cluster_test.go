package testcluster_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gongbao/internal/testcluster"
)

const documents = 12

// TestClusterLosesNodes checks what fault tests rely on: all documents stay searchable when a node is lost, the node returns
// with its data, and so does a cluster that was killed as a whole.
func TestClusterLosesNodes(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	fill(t, ctx, c)

	if err := c.Kill(0); errors.Is(err, testcluster.ErrForeign) {
		t.Skip("skipped:", err)
	} else if err != nil {
		t.Fatal(err)
	}
	if _, err := count(ctx, c.URLs[0]); err == nil {
		t.Error("a killed node answers")
	}
	eventuallyFull(t, ctx, c.URLs[1])

	restart(t, ctx, c, 0)
	eventuallyFull(t, ctx, c.URLs[0])

	if err := c.KillAll(); err != nil {
		t.Fatal(err)
	}
	restart(t, ctx, c, 0, 1, 2)
	eventuallyFull(t, ctx, c.URLs[2])
}

// fill creates an index of three shards with two copies each, and indexes a few documents.
func fill(t *testing.T, ctx context.Context, c *testcluster.Cluster) {
	t.Helper()
	call(t, ctx, c, http.MethodPut, "/gongbao-testcluster", `{"settings": {"number_of_shards": 3, "number_of_replicas": 1}}`)
	t.Cleanup(func() {
		if len(c.URLs) == 1 { // a cluster that outlives the test should not keep its index
			call(t, context.WithoutCancel(ctx), c, http.MethodDelete, "/gongbao-testcluster", "")
		}
	})
	var bulk strings.Builder
	for i := range documents {
		fmt.Fprintf(&bulk, "{\"index\": {\"_id\": \"%d\"}}\n{\"text\": \"碳排放达峰\"}\n", i)
	}
	call(t, ctx, c, http.MethodPost, "/gongbao-testcluster/_bulk?refresh=true", bulk.String())
	if err := c.WaitGreen(ctx); err != nil {
		t.Fatal(err)
	}
	eventuallyFull(t, ctx, c.URLs[0])
}

func restart(t *testing.T, ctx context.Context, c *testcluster.Cluster, nodes ...int) {
	t.Helper()
	for _, n := range nodes {
		if err := c.Restart(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.WaitGreen(ctx); err != nil {
		t.Fatal(err)
	}
}

// eventuallyFull waits until a node finds all documents, since the cluster needs a moment to notice a loss.
func eventuallyFull(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		n, err := count(ctx, url)
		if err == nil && n == documents {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%s finds %d documents of %d: %v", url, n, documents, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// count returns the number of documents that a node finds, and rejects partial answers.
func count(ctx context.Context, url string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	var answer struct {
		Hits struct{ Total struct{ Value int } }
	}
	c := testcluster.Cluster{URLs: []string{url}}
	err := c.Ask(ctx, http.MethodGet, "/gongbao-testcluster/_search?size=0&track_total_hits=true&allow_partial_search_results=false", "", &answer)
	return answer.Hits.Total.Value, err
}

func call(t *testing.T, ctx context.Context, c *testcluster.Cluster, method, path, body string) {
	t.Helper()
	var answer struct{ Errors bool }
	if err := c.Ask(ctx, method, path, body, &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors {
		t.Fatalf("%s %s: some items failed", method, path)
	}
}
