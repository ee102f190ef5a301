package bleve

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/frequent"
	"gongbao/search/query"
)

// frequentReports makes reports of words, many of which are frequent, and some near the threshold.
func frequentReports(r *rand.Rand, prefix string, reports, length int) (all []*corpus.Report) {
	words := []string{"发展", "高质量发展", "质量", "人人", "人民", "改革", "开放", "5G基站", "2020年", "增长5.5%", "的", "和", "产业", "业农", "绿色"}
	separators := []string{"", "", "", "、", "，", "。", " ", "5"}
	phrase := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteString(words[min(r.IntN(len(words)), r.IntN(2*len(words)))])
			b.WriteString(separators[r.IntN(len(separators))])
		}
		return b.String()
	}
	for i := range reports {
		report := &corpus.Report{Header: corpus.Header{
			ID: fmt.Sprintf("%s-%d", prefix, i), Title: phrase(2), Region: []string{"辽宁", "全国", "北京"}[r.IntN(3)],
			Level: []corpus.Level{corpus.National, corpus.Province}[r.IntN(2)], Kind: corpus.Work, Year: 2000 + r.IntN(20),
		}}
		var section []string
		for n := range 1 + r.IntN(2*length) {
			heading := r.IntN(8) == 0
			if heading {
				section = []string{fmt.Sprint("第", r.IntN(5), phrase(1)), phrase(1)}[:r.IntN(3)]
			}
			p := corpus.Paragraph{Ordinal: n + 1, Text: phrase(1 + r.IntN(20)), Section: section, Heading: heading}
			if r.IntN(40) == 0 {
				p.Text += "产业农" // two frequent words that seldom overlap
			}
			report.Paragraphs = append(report.Paragraphs, p)
		}
		all = append(all, report)
	}
	return all
}

// frequentEngine has three parts, and deleted reports in the first.
func frequentEngine(t *testing.T) (*Engine, []*corpus.Report) {
	e := New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	r := rand.New(rand.NewPCG(5, 5))
	var all []*corpus.Report
	for i, reports := range []int{40, 20, 8} {
		batch := frequentReports(r, fmt.Sprint("batch", i), reports, 20)
		all = append(all, batch...)
		var changes []engine.Change
		for _, report := range batch {
			changes = append(changes, engine.Change{Put: report})
		}
		if i == 2 {
			for _, report := range all[3:6] {
				changes = append(changes, engine.Change{Delete: report.ID})
			}
		}
		err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
			for _, c := range changes {
				if !yield(c, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return e, all
}

// collected are collectors of every kind, and what they have counted.
type collected struct {
	Counts  [][]engine.Count
	Cells   []engine.Cell
	Reports []engine.Group
	Result  engine.Result
}

// searched runs a request with the tables or without.
func searched(t *testing.T, g *generation, r engine.Request, without bool) (c collected, read bool) {
	t.Helper()
	for i := range g.parts {
		if p := g.parts[i].part; without {
			defer func(kept *frequent.Table) { p.frequent = kept }(p.frequent)
			p.frequent = nil
		}
	}
	var fields []*engine.FieldCounts
	for _, field := range []query.Field{query.Year, query.Region, query.Section} {
		fields = append(fields, engine.CountBy(field), engine.CountBeside(field))
	}
	cells, reports := engine.CountByTwo(query.Year, query.Section), &engine.ReportCounts{Letters: true}
	r.Collect = []engine.Collector{cells, reports}
	for _, f := range fields {
		r.Collect = append(r.Collect, f)
	}
	s, err := g.newSearch(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if c.Result, err = g.search(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		c.Counts = append(c.Counts, f.Counts())
	}
	c.Cells, c.Reports = cells.Cells(), reports.Reports
	return c, len(s.tasks) > 0
}

// sampleText returns a text of at most so many characters that some report has.
func sampleText(r *rand.Rand, all []*corpus.Report, most int) query.Text {
	for {
		report := all[r.IntN(len(all))]
		text := []rune(report.Paragraphs[r.IntN(len(report.Paragraphs))].Text)
		from := r.IntN(len(text))
		if wanted := string(text[from:min(len(text), from+1+r.IntN(most))]); strings.Trim(wanted, " ") == wanted {
			return query.Text{Value: wanted}
		}
	}
}

// sampleFilter returns a filter by report that some report passes, or one by section.
func sampleFilter(r *rand.Rand, all []*corpus.Report) query.Node {
	report := all[r.IntN(len(all))]
	switch r.IntN(9) {
	case 0, 1, 2:
		return query.Filter{Field: query.Year, Years: query.Years{From: 2000 + r.IntN(18), To: 2005 + r.IntN(20)}}
	case 3, 4:
		return query.Filter{Field: query.Region, Values: []string{report.Region}}
	case 5:
		return query.Not{Node: query.Filter{Field: query.Level, Values: []string{string(report.Level)}}}
	case 6:
		return query.Filter{Field: query.Title, Values: []string{report.Title[:3]}}
	case 7:
		return query.Or{Nodes: []query.Node{query.Filter{Field: query.Report, Values: []string{report.ID}}, query.Filter{Field: query.Year, Years: query.Years{From: report.Year, To: report.Year}}}}
	}
	return query.Filter{Field: query.Section, Values: []string{"第1"}}
}

// randomRequest asks for a text of one to four characters, with filters by report or by section, or for one of some texts, or of many
// characters.
func randomRequest(r *rand.Rand, all []*corpus.Report) engine.Request {
	sample := func(most int) query.Text { return sampleText(r, all, most) }
	var tree query.Node = sample(4)
	switch r.IntN(10) {
	case 0:
		tree = query.Or{Nodes: []query.Node{tree, sample(4)}}
	case 1, 2, 3:
		or := query.Or{Nodes: []query.Node{sample(2), sample(2)}}
		for range r.IntN(3) {
			or.Nodes = append(or.Nodes, sample(2))
		}
		tree = or
	case 4:
		or := query.Or{Nodes: []query.Node{sample(1), sample(1)}}
		for range 4 + r.IntN(40) {
			or.Nodes = append(or.Nodes, sample(1))
		}
		tree = or
	}
	nodes := []query.Node{tree}
	for range r.IntN(3) {
		nodes = append(nodes, sampleFilter(r, all))
	}
	if len(nodes) > 1 {
		tree = query.And{Nodes: nodes}
	}
	return engine.Request{
		Query: tree, Order: engine.Order(r.IntN(4)), Limit: []int{0, 1, 3, 10, 25, 100, 1000}[r.IntN(7)], Loose: r.IntN(20) == 0, CountOther: r.IntN(2) == 0,
	}
}

// TestFrequent compares searches that use the tables of frequent strings with the same that do not: they have to be equal in
// everything, page by page.
func TestFrequent(t *testing.T) {
	e, all := frequentEngine(t)
	g, err := e.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := g.release(); err != nil {
			t.Error(err)
		}
	}()
	if len(g.parts) != 3 {
		t.Fatalf("%d parts, want 3", len(g.parts))
	}
	tables := 0
	for _, p := range g.parts {
		if p.frequent.Len() > 0 {
			tables++
		}
	}
	if tables < 2 {
		t.Fatalf("%d parts have frequent strings", tables)
	}
	r := rand.New(rand.NewPCG(6, 6))
	unread, pages := map[engine.Order]int{}, map[engine.Order]int{}
	requests := 600
	if testing.Short() { // the race detector makes it ten times slower, and sees the same code each time
		requests = 150
	}
	for range requests {
		request := randomRequest(r, all)
		for page := range 6 {
			want, _ := searched(t, g, request, true)
			got, read := searched(t, g, request, false)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s, order %d, limit %d, page %d (-texts +tables):\n%s", query.Print(request.Query), request.Order, request.Limit, page, diff)
			}
			if pages[request.Order]++; !read && got.Result.Total.Paragraphs > 0 {
				unread[request.Order]++
			}
			if request.After = got.Result.Next; request.After == "" {
				break
			}
		}
	}
	t.Logf("pages in each order %v, of them without a search through texts %v", pages, unread)
	for order := engine.Relevance; order <= engine.Document; order++ {
		if 10*unread[order] < pages[order] && !testing.Short() {
			t.Errorf("order %d: %d pages of %d without a search through texts", order, unread[order], pages[order])
		}
	}
}
