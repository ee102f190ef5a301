package opensearch_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/engine/opensearch/testcluster"
)

func TestEngine(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	enginetest.Suite{Samples: 300, Open: func(t *testing.T) engine.Engine { return create(t, c) }}.Run(t)
}

// TestAgreement holds the engine against the one for one machine: a user cannot tell which of them answers.
func TestAgreement(t *testing.T) {
	local := bleve.New()
	defer local.Close()
	enginetest.Agree(t, local, create(t, testcluster.Require(t, testcluster.Options{})), 1000)
}

// create makes an empty index on a cluster, which is deleted with the test.
func create(t *testing.T, c *testcluster.Cluster) *opensearch.Engine {
	t.Helper()
	return open(t, newLocation(t, c))
}

func open(t *testing.T, location string) *opensearch.Engine {
	t.Helper()
	e, err := opensearch.Create(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// newLocation names an index that is not there, on all nodes of a cluster, and has what is made of it deleted.
func newLocation(t *testing.T, c *testcluster.Cluster) string {
	t.Helper()
	name := "gongbao-test-" + strings.ToLower(rand.Text())
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		for _, n := range []string{"1", "2"} {
			req, err := http.NewRequestWithContext(ctx, http.MethodDelete, c.URLs[0]+"/"+name+"-00000"+n+"?ignore_unavailable=true", nil)
			if err != nil {
				t.Fatal(err)
			}
			if resp, err := http.DefaultClient.Do(req); err == nil { // a test may have killed the node
				resp.Body.Close()
			}
		}
	})
	return "http://" + strings.ReplaceAll(strings.Join(c.URLs, ","), "http://", "") + "/" + name
}
