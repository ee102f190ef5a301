package enginetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

var development = query.Text{Value: "发展"}

// testOrders requests all hits in each order.
func testOrders(t *testing.T, e engine.Engine, l *library) {
	total := l.answer(engine.Request{Query: development}).Total
	for order, sorted := range map[engine.Order]func(a, b engine.Hit) bool{
		engine.Relevance: func(a, b engine.Hit) bool { return a.Score >= b.Score },
		engine.Newest:    func(a, b engine.Hit) bool { return a.Report.Year >= b.Report.Year },
		engine.Oldest:    func(a, b engine.Hit) bool { return a.Report.Year <= b.Report.Year },
		engine.Document: func(a, b engine.Hit) bool {
			return a.Report.ID < b.Report.ID || a.Report.ID == b.Report.ID && a.Paragraph.Ordinal < b.Paragraph.Ordinal
		},
	} {
		result, err := e.Search(t.Context(), engine.Request{Query: development, Order: order, Limit: total.Paragraphs + 1})
		if err != nil || len(result.Hits) != total.Paragraphs || result.Next != "" {
			t.Fatalf("order %d: %d hits of %d, next %q, %v", order, len(result.Hits), total.Paragraphs, result.Next, err)
		}
		for i, hit := range result.Hits[1:] {
			if !sorted(result.Hits[i], hit) {
				t.Fatalf("order %d: %s#%d before %s#%d", order, result.Hits[i].Report.ID, result.Hits[i].Paragraph.Ordinal, hit.Report.ID, hit.Paragraph.Ordinal)
			}
		}
	}
}

// testFactors takes scores of one and of several terms apart: together the factors must make the score, to the last bit.
func testFactors(t *testing.T, e engine.Engine) {
	for _, tree := range []query.Node{development, query.And{Nodes: []query.Node{development, query.Text{Value: "改革"}}}} {
		result, err := e.Search(t.Context(), engine.Request{Query: tree, Limit: 50, Explain: true})
		if err != nil || len(result.Hits) == 0 {
			t.Fatalf("%d hits, %v", len(result.Hits), err)
		}
		for _, h := range result.Hits {
			if h.Factors == nil || h.Factors.Score() != h.Score {
				t.Fatalf("%s: %s#%d scores %v by factors %+v", query.Print(tree), h.Report.ID, h.Paragraph.Ordinal, h.Score, h.Factors)
			}
		}
	}
	result, err := e.Search(t.Context(), engine.Request{Query: development, Limit: 1})
	if err != nil || result.Hits[0].Factors != nil {
		t.Errorf("factors that nobody asked for: %+v, %v", result.Hits, err)
	}
}

// testPaging reads pages of seven in every order: joined, they must equal one long page.
func testPaging(t *testing.T, e engine.Engine) {
	for order := engine.Relevance; order <= engine.Document; order++ {
		long, err := e.Search(t.Context(), engine.Request{Query: development, Order: order, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var paged []engine.Hit
		request := engine.Request{Query: development, Order: order, Limit: 7}
		for len(paged) < len(long.Hits) {
			page, err := e.Search(t.Context(), request)
			if err != nil || page.Total != long.Total {
				t.Fatalf("order %d: a page with total %+v, %v; want %+v", order, page.Total, err, long.Total)
			}
			paged = append(paged, page.Hits...)
			if request.After = page.Next; page.Next == "" {
				break
			}
		}
		if diff := cmp.Diff(long.Hits, paged[:min(len(paged), len(long.Hits))]); diff != "" {
			t.Errorf("order %d: the pages are not the long page (-long +pages):\n%s", order, diff)
		}
	}
	if _, err := e.Search(t.Context(), engine.Request{Query: development, Limit: 7, After: "nonsense"}); !errors.Is(err, engine.ErrCursor) {
		t.Errorf("a cursor of nonsense gives %v, want ErrCursor", err)
	}
}

// testLayout puts the same reports into another index, one by one and backwards, with a replacement and a deletion
// among them. Answers must be equal, scores included, despite the different layout.
func testLayout(t *testing.T, e, other engine.Engine, reports []*corpus.Report) {
	if testing.Short() {
		t.Skip("short: an update for each report takes minutes with the race detector")
	}
	if len(reports) == 1 {
		t.Skip("one report can be laid out in one way only; set GONGBAO_DATA to try more")
	}
	passing := *reports[0]
	passing.ID = "passing-2000"
	for i, r := range slices.Backward(reports) {
		batch := []*corpus.Report{r}
		if i == 3 {
			batch = append(batch, &passing)
		}
		if err := other.Update(t.Context(), Puts(batch...)); err != nil {
			t.Fatal(err)
		}
	}
	if err := other.Update(t.Context(), deletes(passing.ID)); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"发展", "就业 民生", "工业 OR 农业", "绿", "十一届三中全会"} {
		request := engine.Request{Query: query.Parse(q).Root, Limit: 50}
		want := ask(t, e, request)
		for range 10 { // each copy answers sometimes
			got := ask(t, other, request)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: another layout, another answer (-one +other):\n%s", q, diff)
			}
		}
	}
}
