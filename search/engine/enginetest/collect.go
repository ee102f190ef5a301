package enginetest

import (
	"cmp"
	"context"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// An Answer is the result of a request, with counts by each field.
type Answer struct {
	engine.Result
	Counts map[query.Field][]engine.Count
}

// Ask runs a request and counts by every field.
func Ask(ctx context.Context, e engine.Reader, r engine.Request) (Answer, error) {
	fields := map[query.Field]*engine.FieldCounts{}
	for _, field := range []query.Field{query.Year, query.Region, query.Level, query.Kind, query.Section, query.Role} {
		fields[field] = engine.CountBy(field)
		r.Collect = append(r.Collect, fields[field])
	}
	result, err := e.Search(ctx, r)
	a := Answer{result, map[query.Field][]engine.Count{}}
	for field, counts := range fields {
		a.Counts[field] = counts.Counts()
	}
	return a, err
}

func ask(t *testing.T, e engine.Reader, r engine.Request) Answer {
	t.Helper()
	a, err := Ask(t.Context(), e, r)
	if err != nil {
		t.Fatalf("%s: %v", query.Print(r.Query), err)
	}
	return a
}

// section returns the top-level section of a paragraph.
func (p *plain) section() string {
	if len(p.paragraph.Section) == 0 {
		return ""
	}
	return p.paragraph.Section[0]
}

// count adds a matching paragraph.
func (a *scanned) count(p *plain, occurrences int) {
	for field, value := range p.values {
		if field == query.Section && value == "" {
			continue
		}
		if a.counts[field] == nil {
			a.counts[field] = map[string]engine.Count{}
		}
		c := a.counts[field][value]
		a.counts[field][value] = engine.Count{Value: value, Paragraphs: c.Paragraphs + 1, Occurrences: c.Occurrences + occurrences}
	}
}

// compareCounts compares the counts of an engine with those of a scan.
func compareCounts(t *testing.T, request engine.Request, got Answer, want scanned) {
	t.Helper()
	for field, counts := range got.Counts {
		wanted := make([]engine.Count, 0, len(want.counts[field]))
		for _, c := range want.counts[field] {
			wanted = append(wanted, c)
		}
		slices.SortFunc(wanted, orders[field])
		if field == query.Section {
			wanted = wanted[:min(10, len(wanted))]
		}
		if diff := gocmp.Diff(wanted, counts); diff != "" {
			t.Errorf("%s (loose %v): counts by %s (-scan +engine):\n%s", query.Print(request.Query), request.Loose, field, diff)
		}
	}
}

// orders are the orders of the values of each field.
var orders = map[query.Field]func(a, b engine.Count) int{
	query.Year:   func(a, b engine.Count) int { return cmp.Compare(b.Value, a.Value) },
	query.Role:   inTheOrderOf("review", "plan", "annex", ""),
	query.Level:  inTheOrderOf("national", "province", "city", "county", ""),
	query.Region: mostFirst, query.Kind: mostFirst, query.Section: mostFirst,
}

func inTheOrderOf(values ...string) func(a, b engine.Count) int {
	return func(a, b engine.Count) int {
		return cmp.Compare(slices.Index(values, a.Value), slices.Index(values, b.Value))
	}
}

func mostFirst(a, b engine.Count) int {
	return cmp.Or(cmp.Compare(b.Paragraphs, a.Paragraphs), cmp.Compare(b.Occurrences, a.Occurrences), cmp.Compare(a.Value, b.Value))
}
