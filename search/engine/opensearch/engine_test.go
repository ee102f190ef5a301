package opensearch_test

import (
	"errors"
	"flag"
	"net/http"
	"path"
	"strings"
	"testing"

	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/engine/opensearch/testcluster"
	"gongbao/search/query"
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

// TestOutdated holds that an index of another version is refused by whoever reads it, and built anew by whoever indexes.
func TestOutdated(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	location := c.NewIndex(t)
	e := open(t, location)
	if err := e.Update(t.Context(), enginetest.Puts(enginetest.Reports(t)[0])); err != nil {
		t.Fatal(err)
	}
	before, err := e.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	outdated := `{"script": {"source": "ctx._source.state.text = -1"}}`
	if err := c.Ask(t.Context(), http.MethodPost, "/"+path.Base(location)+"/_update/state", outdated, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := opensearch.Open(t.Context(), location); !errors.Is(err, engine.ErrVersion) || !strings.Contains(err.Error(), "gongbao index PATH") {
		t.Errorf("an index of another version: %v", err)
	}
	rebuilder := open(t, location)
	if reports, err := rebuilder.Reports(t.Context()); err != nil || len(reports) > 0 {
		t.Errorf("%d reports for whoever builds it anew, %v", len(reports), err)
	}
	if err := rebuilder.Update(t.Context(), enginetest.Puts(enginetest.Reports(t)[0])); err != nil {
		t.Fatal(err)
	}
	reader, err := opensearch.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	result, err := reader.Search(t.Context(), engine.Request{Query: query.Text{Value: "碳排放达峰"}})
	if err != nil || result.Total != (engine.Total{Paragraphs: 1, Reports: 1, Occurrences: 2}) {
		t.Errorf("built anew: %+v, %v", result.Total, err)
	}
	if after, err := reader.Version(t.Context()); err != nil || after == before {
		t.Errorf("version %s as before, %v", after, err)
	}
}
