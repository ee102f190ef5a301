package enginetest

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// testFrequent searches for texts of one to four characters, most of which stand in many paragraphs, with filters by report
// or without, and compares totals, counts and marks with a scan. In the order of relevance it compares hits and scores with
// those of all matches of a scan, ranked by the published formula.
func testFrequent(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	ranked := l.ranking()
	for i := range samples {
		request := engine.Request{Query: query.Text{Value: l.sample(r, 4)}, Order: engine.Document, Limit: 20, CountOther: i%2 == 0, Explain: i%6 == 0}
		wanted := request.Query
		if i%3 == 0 {
			p := l.paragraphs[r.IntN(len(l.paragraphs))]
			from := p.report.Year - r.IntN(20)
			filters := []query.Node{
				query.Filter{Field: query.Year, Years: query.Years{From: from, To: from + r.IntN(40)}},
				query.Not{Node: query.Filter{Field: query.Report, Values: []string{p.report.ID}}},
				query.Filter{Field: query.Region, Values: []string{p.report.Region}},
			}
			request.Query = query.And{Nodes: []query.Node{wanted, filters[r.IntN(3)]}}
		}
		if compare(t, e, l, request); i%4 == 0 {
			request.Order, request.Limit = engine.Relevance, 1+r.IntN(12)
			ranked.compare(t, e, request)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d texts: all totals, counts and marks equal a scan, and the best hits the formula", samples)
}

// testScores searches for several texts, joined by each operator, with filters and without: hits and scores are those of all matches
// of a scan, ranked by the published formula, and the scores are the same in an order that they do not matter for.
func testScores(t *testing.T, e engine.Engine, l *library, samples int) {
	r := rand.New(rand.NewChaCha8(seed))
	ranked := l.ranking()
	some := func(n int) (nodes []query.Node) {
		for range n {
			nodes = append(nodes, l.text(r))
		}
		return nodes
	}
	for i := range samples {
		var tree query.Node
		switch i % 6 {
		case 0:
			tree = query.And{Nodes: some(2)}
		case 1:
			tree = query.Or{Nodes: some(2 + r.IntN(4))}
		case 2:
			tree = query.Or{Nodes: some(20)}
		case 3:
			tree = query.Near{Left: l.text(r), Right: l.text(r), Distance: r.IntN(40)}
		case 4:
			tree = query.And{Nodes: []query.Node{l.text(r), query.Or{Nodes: some(2)}, query.Not{Node: l.text(r)}}}
		case 5:
			tree = query.And{Nodes: []query.Node{query.Or{Nodes: some(3)}, l.condition(r)}}
		}
		ranked.compare(t, e, engine.Request{Query: tree, Limit: 1 + r.IntN(12)})
		ranked.compare(t, e, engine.Request{Query: tree, Order: engine.Oldest, Limit: 5})
		if t.Failed() {
			return
		}
	}
	t.Logf("%d trees: the best hits are those of the formula", samples)
}

// A ranking ranks the matches of texts as package rank documents it.
type ranking struct {
	*library
	size   rank.Collection
	having map[string]int // paragraphs that have each term
}

func newRanking(l *library) *ranking {
	ranked := &ranking{library: l, having: map[string]int{}}
	for _, p := range l.paragraphs {
		ranked.size.Paragraphs++
		ranked.size.Newest = max(ranked.size.Newest, p.report.Year)
		ranked.size.Bytes += len(p.exact.text) + 1
		terms := map[string]bool{}
		for term := range text.Terms(p.loose.text) {
			terms[term] = true
		}
		for term := range terms {
			ranked.having[term]++
		}
	}
	return ranked
}

// formula returns the formula for some texts.
func (l *ranking) formula(texts []wanted) *rank.Formula {
	var frequencies []int
	for _, of := range texts {
		n := l.size.Paragraphs
		for _, term := range text.NewPattern(of.value).RequiredTerms() {
			n = min(n, l.having[term])
		}
		frequencies = append(frequencies, n)
	}
	return rank.New(l.size, frequencies)
}

// numbered is the number of a paragraph, and whatever else of ASCII it begins with.
var numbered = regexp.MustCompile("^[\x00-\x7f]*")

// place says where a paragraph stands that has one of some folded texts.
func (l *ranking) place(p *plain, texts []string) rank.Place {
	oneIn := func(folded string) bool {
		return slices.ContainsFunc(texts, func(wanted string) bool { return occurs(folded, wanted) })
	}
	place := rank.Place{Context: rank.InText}
	if p.report.Year > 0 {
		place.Age = l.size.Newest - p.report.Year
	}
	if slices.ContainsFunc(p.paragraph.Section, func(title string) bool { return oneIn(text.Fold(title)) }) {
		place.Context = rank.InSection
	}
	if p.paragraph.Heading {
		place.Context = rank.InHeading
	}
	lead := p.sentences[0].exact.text
	if len(lead) > 120 || len(p.sentences) == 1 {
		if pause := strings.IndexAny(lead, "。！？；：，!?;:,"); pause >= 0 {
			lead = lead[:pause]
		}
	}
	place.Lead = oneIn(lead)
	place.Brief = len(p.sentences) < 3 && len(p.exact.text) <= 360 && !strings.ContainsAny(numbered.ReplaceAllString(p.exact.text, ""), "0123456789")
	return place
}

// compare compares the first hits of a request for texts with the best of a scan.
func (l *ranking) compare(t *testing.T, e engine.Engine, request engine.Request) {
	t.Helper()
	scanner := newScanner(request.Query, false)
	formula := l.formula(scanner.texts)
	folded := make([]string, len(scanner.texts))
	for i, of := range scanner.texts {
		folded[i] = text.Fold(of.value)
	}
	var hits []engine.Hit
	for _, p := range l.paragraphs {
		if _, ok := scanner.scan(p); !ok {
			continue
		}
		counts, spans := make([]int, len(folded)), make([][]text.Span, len(folded))
		for i, of := range scanner.texts {
			for _, o := range scanner.occurrences(p.exact, of) {
				counts[i]++
				spans[i] = append(spans[i], text.Span{From: o[0], To: o[1]})
			}
		}
		score := formula.Score(counts, spans, len(p.exact.text)+1, l.place(p, folded))
		hits = append(hits, engine.Hit{Report: p.report.Header, Paragraph: p.paragraph, Score: score})
	}
	slices.SortFunc(hits, before[request.Order])
	got := ask(t, e, request)
	if len(got.Hits) != min(len(hits), request.Limit) || (got.Next != "") != (len(hits) > request.Limit) {
		t.Errorf("%s: %d hits of %d, next %q; a scan has %d", query.Print(request.Query), len(got.Hits), request.Limit, got.Next, len(hits))
		return
	}
	for i, hit := range got.Hits {
		if want := hits[i]; hit.Report.ID != want.Report.ID || hit.Paragraph.Ordinal != want.Paragraph.Ordinal || hit.Score != want.Score {
			t.Errorf("%s: hit %d is %s#%d with a score of %v; the formula has %s#%d with %v", query.Print(request.Query), i,
				hit.Report.ID, hit.Paragraph.Ordinal, hit.Score, want.Report.ID, want.Paragraph.Ordinal, want.Score)
		}
	}
}
