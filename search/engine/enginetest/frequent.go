package enginetest

import (
	"cmp"
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
	ranked := newRanking(l)
	for i := range samples {
		request := engine.Request{Query: query.Text{Value: l.sample(r, 4)}, Order: engine.Document, Limit: 20, CountOther: i%2 == 0}
		wanted := request.Query.(query.Text)
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
			ranked.compare(t, e, request, wanted.Value)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d texts: all totals, counts and marks equal a scan, and the best hits the formula", samples)
}

// A ranking ranks the matches of one text as package rank documents it.
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

// formula returns the formula for a text.
func (l *ranking) formula(wanted string) *rank.Formula {
	n := l.size.Paragraphs
	for _, term := range text.NewPattern(wanted).RequiredTerms() {
		n = min(n, l.having[term])
	}
	return rank.New(l.size, []int{n})
}

// numbered is the number of a paragraph, and whatever else of ASCII it begins with.
var numbered = regexp.MustCompile("^[\x00-\x7f]*")

// place says where a paragraph stands that has a text.
func (l *ranking) place(p *plain, folded string) rank.Place {
	place := rank.Place{Context: rank.InText, Age: l.size.Newest - p.report.Year}
	if slices.ContainsFunc(p.paragraph.Section, func(title string) bool { return occurs(text.Fold(title), folded) }) {
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
	place.Lead = occurs(lead, folded)
	place.Brief = len(p.sentences) < 3 && len(p.exact.text) <= 360 && !strings.ContainsAny(numbered.ReplaceAllString(p.exact.text, ""), "0123456789")
	return place
}

// compare compares the first hits of a request for a text with the best of a scan.
func (l *ranking) compare(t *testing.T, e engine.Engine, request engine.Request, wanted string) {
	t.Helper()
	formula, folded := l.formula(wanted), text.Fold(wanted)
	var hits []engine.Hit
	scanner := newScanner(request.Query, false)
	for _, p := range l.paragraphs {
		marks, ok := scanner.scan(p)
		if !ok {
			continue
		}
		score := formula.Score([]int{len(marks)}, nil, len(p.exact.text)+1, l.place(p, folded))
		hits = append(hits, engine.Hit{Report: p.report.Header, Paragraph: p.paragraph, Score: score})
	}
	slices.SortFunc(hits, func(a, b engine.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Report.Year, a.Report.Year), strings.Compare(b.Report.Date, a.Report.Date),
			strings.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Paragraph.Ordinal, b.Paragraph.Ordinal))
	})
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
