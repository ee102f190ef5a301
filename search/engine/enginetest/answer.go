package enginetest

import (
	"cmp"
	"slices"
	"testing"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// An answer is what the plain scan has to say to a request, in the order of engine.Document.
type answer struct {
	Total  engine.Total
	Hits   []hit
	Facets map[query.Field]map[string]engine.Count
}

// A hit is a paragraph that the scan found, with its marks in the text that was scanned.
type hit struct {
	plain
	body  string
	marks [][2]int
}

func (l *library) answer(request engine.Request) answer {
	a := answer{Facets: map[query.Field]map[string]engine.Count{}}
	reports := map[string]bool{}
	s := newScanner(request.Query, request.Loose)
	for _, p := range l.paragraphs {
		marks, ok := s.scan(p)
		if !ok {
			continue
		}
		reports[p.report.ID] = true
		a.Total.Paragraphs++
		a.Total.Occurrences += len(marks)
		if len(a.Hits) < request.Limit {
			a.Hits = append(a.Hits, hit{p, p.body(request.Loose), marks})
		}
		if request.Facets {
			a.count(p, len(marks))
		}
	}
	a.Total.Reports = len(reports)
	return a
}

func (a *answer) count(p plain, occurrences int) {
	for field, value := range map[query.Field]string{
		query.Year: years(p.report.Year), query.Region: p.report.Region, query.Level: string(p.report.Level), query.Kind: string(p.report.Kind),
	} {
		if a.Facets[field] == nil {
			a.Facets[field] = map[string]engine.Count{}
		}
		c := a.Facets[field][value]
		a.Facets[field][value] = engine.Count{Value: value, Paragraphs: c.Paragraphs + 1, Occurrences: c.Occurrences + occurrences}
	}
}

func compareFacets(t *testing.T, request engine.Request, got engine.Result, want answer) {
	t.Helper()
	for field, counts := range map[query.Field][]engine.Count{
		query.Year: got.Facets.Year, query.Region: got.Facets.Region, query.Level: got.Facets.Level, query.Kind: got.Facets.Kind,
	} {
		if len(counts) != len(want.Facets[field]) {
			t.Errorf("%s: facet %s has %v, a scan has %v", query.Print(request.Query), field, counts, want.Facets[field])
		}
		for _, c := range counts {
			if c != want.Facets[field][c.Value] {
				t.Errorf("%s: facet %s has %+v, a scan has %+v", query.Print(request.Query), field, c, want.Facets[field][c.Value])
			}
		}
	}
	if !slices.IsSortedFunc(got.Facets.Year, func(a, b engine.Count) int { return cmp.Compare(b.Value, a.Value) }) {
		t.Errorf("%s: years out of order: %v", query.Print(request.Query), got.Facets.Year)
	}
}
