package opensearch_test

import (
	"errors"
	"flag"
	mathrand "math/rand/v2"
	"net/http"
	"path"
	"strings"
	"testing"

	"gongbao/internal/testcluster"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/facettest"
	"gongbao/search/query"
	"gongbao/search/trend/trendtest"
)

// samples are fewer than those of the engine for one machine, which answers faster. Of mistakes made on purpose, each was found within
// the first hundred.
var samples = flag.Int("samples", 500, "texts, and trees, that TestClusterEngine looks for on a cluster, and asks of both engines")

// TestClusterEngine runs on one cluster what leaves all nodes alive. Each part has its own index, and one works while another waits.
func TestClusterEngine(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	for _, part := range []struct {
		name string
		run  func(*testing.T, *testcluster.Cluster)
	}{
		{"Agreement", testAgreement}, {"Facets", testFacets}, {"Trends", testTrends}, {"Inputs", testInputs}, {"Upgrade", testUpgrade},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			part.run(t, c)
		})
	}
	t.Run("Suite", func(t *testing.T) {
		t.Parallel()
		enginetest.Suite{Samples: *samples, Open: func(t *testing.T) engine.Engine { return create(t, c) }}.Run(t)
	})
}

// testAgreement compares the engine with the one for one machine: users cannot tell them apart.
func testAgreement(t *testing.T, c *testcluster.Cluster) {
	local := bleve.New()
	t.Cleanup(func() {
		if err := local.Close(); err != nil {
			t.Error(err)
		}
	})
	enginetest.Agree(t, local, create(t, c), *samples)
}

// testFacets holds the facets of searches on a cluster to their totals, to tables, and to the searches for their values.
func testFacets(t *testing.T, c *testcluster.Cluster) { facettest.Run(t, create(t, c), 3) }

// testTrends holds the figures of trends and panels on a cluster to the searches that they link to, and to a plain count.
func testTrends(t *testing.T, c *testcluster.Cluster) {
	e := create(t, c)
	trendtest.Run(t, e, 20)
	trendtest.RunPanels(t, search.New(e, nil), 20)
}

// create returns an empty index on a cluster, deleted after the test.
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

// testInputs checks that the cluster accepts the queries for whatever people type or send.
func testInputs(t *testing.T, c *testcluster.Cluster) {
	e := create(t, c)
	if err := e.Update(t.Context(), enginetest.Puts(enginetest.Reports(t)[0])); err != nil {
		t.Fatal(err)
	}
	pieces := []string{
		"发展", "改革", "绿", "、", "。", "5%", "2.5", "5G", "a b", "ＧＤＰ", "𠀀", "😀", "\x00", "\x01", "\x02", "\xff", "\ufeff", "\"", "“", "”", "{", "}", "\\", "'",
		" ", " ", " OR ", " -", "(", ")", "同句:(", "同段:(", " NEAR/5 ", " NEAR/99999999999 ", " year:2020.. ", " year:0..99999999999 ", " region:辽宁,吉林 ",
		" level:province ", " section:工作 ", " title:、 ", " section:“” ", " report:liaoning-2021 ", strings.Repeat("长", 3000), strings.Repeat("w", 40_000),
	}
	r := mathrand.New(mathrand.NewPCG(6, 2026))
	found := 0
	for i := range 1000 {
		var input strings.Builder
		for range 1 + r.IntN(8) {
			input.WriteString(pieces[r.IntN(len(pieces))])
		}
		request := engine.Request{Query: query.Parse(input.String()).Root, Loose: i%3 == 0, Order: engine.Order(i % 4), Limit: 5}
		if i%2 == 0 {
			request.Collect = []engine.Collector{engine.CountBy(query.Year), engine.CountBy(query.Section)}
		}
		result, err := e.Search(t.Context(), request)
		if err != nil {
			t.Fatalf("%.200q: %v", input.String(), err)
		}
		if result.Total.Paragraphs > 0 {
			found++
		}
	}
	t.Logf("1000 inputs, %d of them with hits", found)
}

// testUpgrade checks that readers reject an index of an older version, that what it holds can be brought up to date, and that
// nobody touches an index of a later version.
func testUpgrade(t *testing.T, c *testcluster.Cluster) {
	location := c.NewIndex(t)
	if err := open(t, location).Update(t.Context(), enginetest.Puts(enginetest.Old(t)...)); err != nil {
		t.Fatal(err)
	}
	become := func(field, value string) {
		change := `{"script": {"source": "ctx._source.state.` + field + ` = ` + value + `"}}`
		if err := c.Ask(t.Context(), http.MethodPost, "/"+path.Base(location)+"/_update/state", change, nil); err != nil {
			t.Fatal(err)
		}
	}
	become("figures", "0")
	older := open(t, location)
	if outdated, err := older.Outdated(t.Context()); err != nil || !outdated {
		t.Errorf("an index with figures of older rules: outdated %v, %v", outdated, err)
	}
	if found, err := older.Search(t.Context(), engine.Request{Query: query.Text{Value: "发展"}}); err != nil || found.Total.Paragraphs == 0 {
		t.Errorf("an index with figures of older rules: %+v, %v", found, err)
	}
	become("text", "99")
	if _, err := opensearch.Create(t.Context(), location); !errors.Is(err, engine.ErrVersion) || errors.Is(err, engine.ErrOutdated) {
		t.Errorf("an index of a later version: %v", err)
	}
	become("text", "0")
	if _, err := opensearch.Open(t.Context(), location); !errors.Is(err, engine.ErrOutdated) || !strings.Contains(err.Error(), "gongbao index --index http") {
		t.Errorf("an index of an older version: %v", err)
	}
	var noted error
	ctx := engine.WithNotes(t.Context(), func(err error) { noted = err })
	if check, err := (opensearch.Driver{}).Verify(ctx, location); err != nil || check.Reports != 2 || len(check.Damaged) > 0 || !errors.Is(noted, engine.ErrOutdated) {
		t.Errorf("%+v, %v, noted %v", check, err, noted)
	}
	enginetest.Upgrade(t, open(t, location), enginetest.Old(t))
	reader, err := opensearch.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
}
