package enginetest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

var development = query.Text{Value: "发展"}

// before are the orders of hits as engine.Order documents them.
var before = map[engine.Order]func(a, b engine.Hit) int{
	engine.Relevance: func(a, b engine.Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), newest(a, b)) },
	engine.Newest:    newest,
	engine.Oldest: func(a, b engine.Hit) int {
		const never = 10000
		return cmp.Or(cmp.Compare(cmp.Or(a.Report.Year, never), cmp.Or(b.Report.Year, never)), strings.Compare(a.Report.Date, b.Report.Date), inReports(a, b))
	},
	engine.Document: inReports,
}

func newest(a, b engine.Hit) int {
	return cmp.Or(cmp.Compare(b.Report.Year, a.Report.Year), strings.Compare(b.Report.Date, a.Report.Date), inReports(a, b))
}

func inReports(a, b engine.Hit) int {
	return cmp.Or(strings.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Paragraph.Ordinal, b.Paragraph.Ordinal))
}

// testOrders requests all hits in each order.
func testOrders(t *testing.T, e engine.Engine, l *library) {
	total := l.answer(engine.Request{Query: development}).Total
	for order, compare := range before {
		result, err := e.Search(t.Context(), engine.Request{Query: development, Order: order, Limit: total.Paragraphs + 1})
		if err != nil || len(result.Hits) != total.Paragraphs || result.Next != "" {
			t.Fatalf("order %d: %d hits of %d, next %q, %v", order, len(result.Hits), total.Paragraphs, result.Next, err)
		}
		for i, hit := range result.Hits[1:] {
			if compare(result.Hits[i], hit) >= 0 {
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
		if diff := gocmp.Diff(long.Hits, paged[:min(len(paged), len(long.Hits))]); diff != "" {
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
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: another layout, another answer (-one +other):\n%s", q, diff)
			}
		}
	}
}

// paged are searches whose hits are read page by page: of one text, of several, of conditions alone, and of a few hits.
var paged = []query.Node{
	development,
	query.Or{Nodes: []query.Node{query.Text{Value: "改革开放"}, query.Text{Value: "就业"}}},
	query.And{Nodes: []query.Node{development, query.Not{Node: query.Filter{Field: query.Level, Values: []string{"national"}}}}},
	query.Filter{Field: query.Year, Years: query.Years{From: 2001}},
	query.And{Nodes: []query.Node{development, query.Filter{Field: query.Report, Values: []string{"d-2021"}}}},
}

// testPages reads the hits of the varied reports, many of which tie in year or day, in each order, in one page and in pages of several
// sizes: all of them come, each once, strictly in that order, and each page knows the totals and whether there is another.
func testPages(t *testing.T, e engine.Engine) {
	l := fillVaried(t, e)
	for _, tree := range paged {
		for order, compare := range before {
			request := engine.Request{Query: tree, Loose: order%2 == 1, Order: order, Limit: 1000}
			all, total := ask(t, e, request), l.answer(engine.Request{Query: tree, Loose: request.Loose}).Total
			name := fmt.Sprintf("%s, order %d", query.Print(tree), order)
			if len(all.Hits) != total.Paragraphs || all.Total != total || all.Next != "" {
				t.Fatalf("%s: %d hits, total %+v, next %q; a scan has %+v", name, len(all.Hits), all.Total, all.Next, total)
			}
			for i, h := range all.Hits[1:] {
				if compare(all.Hits[i], h) >= 0 {
					t.Errorf("%s: %s#%d comes before %s#%d", name, all.Hits[i].Report.ID, all.Hits[i].Paragraph.Ordinal, h.Report.ID, h.Paragraph.Ordinal)
				}
			}
			for _, size := range []int{1, 2, 7, max(len(all.Hits)-1, 1), len(all.Hits)} {
				if len(all.Hits) > 25*size { // many small pages say no more
					continue
				}
				checkPages(t, e, name, request, size, all)
			}
			if none := ask(t, e, engine.Request{Query: tree, Loose: request.Loose, Order: order}); none.Total != total || len(none.Hits) > 0 || none.Next != "" {
				t.Errorf("%s: no hits are wanted, and the total is %+v, hits %d, next %q", name, none.Total, len(none.Hits), none.Next)
			}
		}
	}
	first := ask(t, e, engine.Request{Query: development, Order: engine.Newest, Limit: 1})
	for _, order := range []engine.Order{engine.Relevance, engine.Oldest, engine.Document} {
		if _, err := e.Search(t.Context(), engine.Request{Query: development, Order: order, Limit: 1, After: first.Next}); !errors.Is(err, engine.ErrCursor) {
			t.Errorf("a cursor of the newest gives %v in order %d, want ErrCursor", err, order)
		}
	}
}

// checkPages reads pages of a size: they are the parts of the long page, and the last is not followed by an empty one.
func checkPages(t *testing.T, e engine.Reader, name string, request engine.Request, size int, all Answer) {
	t.Helper()
	request.Limit = size
	var hits []engine.Hit
	for pages := 0; ; pages++ {
		page := ask(t, e, request)
		if page.Total != all.Total || gocmp.Diff(page.Counts, all.Counts) != "" {
			t.Errorf("%s: page %d of %d hits has totals and counts of its own", name, pages, size)
		}
		hits = append(hits, page.Hits...)
		if request.After = page.Next; page.Next == "" {
			break
		}
		if len(page.Hits) != size || len(hits) >= len(all.Hits) {
			t.Fatalf("%s: page %d of %d has %d hits, %d of %d so far, and promises more", name, pages, size, len(page.Hits), len(hits), len(all.Hits))
		}
	}
	if diff := gocmp.Diff(all.Hits, hits); diff != "" {
		t.Errorf("%s: pages of %d are not the long page (-long +pages):\n%s", name, size, diff)
	}
}

// testCursors changes the index between two pages: it deletes the report of the last hit, and adds one that has hits. The next page
// goes on behind the place of that hit.
func testCursors(t *testing.T, e engine.Engine) {
	fillVaried(t, e)
	for _, order := range []engine.Order{engine.Newest, engine.Oldest, engine.Document} {
		for _, last := range []int{3, 30} {
			request := engine.Request{Query: development, Order: order, Limit: last}
			page := ask(t, e, request)
			if page.Next == "" || len(page.Hits) != last {
				t.Fatalf("order %d: %d hits, next %q", order, len(page.Hits), page.Next)
			}
			at := page.Hits[last-1]
			var gone *corpus.Report
			var there []*corpus.Report
			for _, r := range varied() {
				if r.ID == at.Report.ID {
					gone = r
				} else {
					there = append(there, r)
				}
			}
			added := *gone
			added.ID = gone.ID + "-again" // in every order right behind the one that is gone
			there = append(there, &added)
			replace(t, e, gone.ID, &added)
			var want []string
			for _, p := range newLibrary(there).answer(engine.Request{Query: development, Limit: 1000}).Hits {
				h := engine.Hit{Report: p.report.Header, Paragraph: p.paragraph}
				if before[order](at, h) < 0 {
					want = append(want, hitName(h))
				}
			}
			request.After, request.Limit = page.Next, 1000
			var got []string
			for _, h := range ask(t, e, request).Hits {
				got = append(got, hitName(h))
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("order %d: behind %s, which is gone (-scan +engine):\n%s", order, hitName(at), diff)
			}
			replace(t, e, added.ID, gone)
		}
	}
}

// replace deletes a report and puts another in one update.
func replace(t *testing.T, e engine.Engine, id string, r *corpus.Report) {
	t.Helper()
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		_ = yield(engine.Change{Delete: id}, nil) && yield(engine.Change{Put: r}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func hitName(h engine.Hit) string { return fmt.Sprintf("%s#%d", h.Report.ID, h.Paragraph.Ordinal) }
