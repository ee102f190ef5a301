package opensearch_test

import (
	"flag"
	"testing"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/engine/opensearch/testcluster"
)

// samples is what takes a few minutes on a cluster: the engine for one machine is asked five times as often in the same time.
var samples = flag.Int("samples", 2000, "texts, and trees, that TestEngine looks for on a cluster")

func TestEngine(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	enginetest.Suite{Samples: *samples, Open: func(t *testing.T) engine.Engine { return create(t, c) }}.Run(t)
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
	return open(t, c.NewIndex(t))
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
