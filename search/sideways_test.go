package search_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
)

// TestSideways holds that each facet is the one of a search without the request's own filters of its field.
func TestSideways(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), variants(corpustest.Sample(t))); err != nil {
		t.Fatal(err)
	}
	s := search.New(e, nil)
	for _, tc := range []struct {
		query   string
		filters map[query.Field]string
	}{
		{"发展", nil},
		{"发展", map[query.Field]string{query.Year: "2021"}},
		{"发展", map[query.Field]string{query.Year: "2020,2022", query.Region: "辽宁", query.Section: "一、"}},
		{"发展 year:2020..2021", map[query.Field]string{query.Year: "2020", query.Level: "province"}},
		{"year:2020..2022", map[query.Field]string{query.Year: "2020", query.Kind: "report"}},
		{"发展 region:吉林", map[query.Field]string{query.Year: "1999"}},
		{"改革发展", map[query.Field]string{query.Year: "2021", query.Region: "吉林"}},
		{"无此文字", map[query.Field]string{query.Year: "2021"}},
	} {
		for _, mode := range []search.Mode{search.Smart, search.Exact, search.Loose} {
			r := search.Request{Query: tc.query, Mode: mode}
			r.Filters = filters(t, tc.filters, "")
			plain := ask(t, s, r)
			want := plain.Facets
			for field, of := range map[query.Field]func(*search.Facets) *[]search.Count{
				query.Year:    func(f *search.Facets) *[]search.Count { return &f.Year },
				query.Region:  func(f *search.Facets) *[]search.Count { return &f.Region },
				query.Level:   func(f *search.Facets) *[]search.Count { return &f.Level },
				query.Kind:    func(f *search.Facets) *[]search.Count { return &f.Kind },
				query.Section: func(f *search.Facets) *[]search.Count { return &f.Section },
			} {
				if tc.filters[field] == "" {
					continue
				}
				wide := search.Request{Query: tc.query, Mode: search.Exact, Filters: filters(t, tc.filters, field)}
				if plain.Match == search.MatchLoose || mode == search.Loose {
					wide.Mode = search.Loose
				}
				facets := ask(t, s, wide).Facets
				*of(&want) = *of(&facets)
				if field == query.Section {
					want.Sections = facets.Sections
				}
			}
			r.Sideways = true
			got := ask(t, s, r)
			if diff := cmp.Diff(want, got.Facets); diff != "" {
				t.Errorf("%s %v, mode %s (-one by one +sideways):\n%s", tc.query, tc.filters, mode, diff)
			}
			if diff := cmp.Diff(plain.Hits, got.Hits); diff != "" || plain.Total != got.Total {
				t.Errorf("%s %v, mode %s: other hits (-plain +sideways):\n%s", tc.query, tc.filters, mode, diff)
			}
		}
	}
}

// variants puts a report as if of several years and regions.
func variants(sample corpus.Report) func(func(engine.Change, error) bool) {
	return func(yield func(engine.Change, error) bool) {
		for i, id := range []string{"a", "b", "c", "d", "e"} {
			r := sample
			r.ID, r.Year, r.Region = id, 2018+i, []string{"辽宁", "吉林"}[i%2]
			r.Paragraphs = slices.Clone(r.Paragraphs[i*5:])
			if !yield(engine.Change{Put: &r}, nil) {
				return
			}
		}
	}
}

// filters makes filters of all fields but one.
func filters(t *testing.T, values map[query.Field]string, but query.Field) (nodes []query.Node) {
	t.Helper()
	for field, value := range values {
		if field == but {
			continue
		}
		n, err := query.ParseFilter(field, value)
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, n)
	}
	return nodes
}
