// Package facettest holds the facets of searches to their totals, to tables of counts, and to the searches for their values, on any engine.
package facettest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/trend/trendtest"
)

// Run fills an engine, searches in every mode, with and without filters, and looks at the facets of every nth search.
func Run(t *testing.T, e engine.Engine, nth int) {
	t.Helper()
	reports := trendtest.Reports()
	for i, text := range []string{"投资12000亿元，增长5%。", "投资1.2万亿元。", "投资，12000亿元。投资12000亿元。", "投资，1.2万亿元。"} {
		reports[i].Paragraphs = append(reports[i].Paragraphs, corpus.Paragraph{Ordinal: len(reports[i].Paragraphs) + 1, Text: text, Hash: fmt.Sprintf("0000ff%02x", i)})
	}
	if err := e.Update(t.Context(), trendtest.Puts(reports)); err != nil {
		t.Fatal(err)
	}
	s := search.New(e, nil)
	given := [][]query.Node{nil}
	for field, value := range map[query.Field]string{query.Year: "2019..2021", query.Region: "辽宁,吉林", query.Level: "province", query.Kind: "report", query.Role: "review,plan", query.Section: "plan"} {
		given = append(given, []query.Node{trendtest.Filter(t, field, value)})
	}
	tiers, searches := map[search.Match]int{}, 0
	for _, q := range []string{"发展", "改革开放", "改革发展", "发展就业", "投资1.2万亿元", "12000亿元", "1.20万亿元", "就业 OR 数字 year:2019..", "没有这个词", "role:plan,review 发展", "level:province"} {
		for _, mode := range []search.Mode{search.Smart, search.Exact, search.Equal, search.Loose} {
			for _, filters := range given {
				if searches++; searches%nth != 0 {
					continue
				}
				tiers[check(t, s, search.Request{Query: q, Mode: mode, Filters: filters, Measured: true})]++
			}
		}
	}
	for _, m := range []search.Match{search.MatchExact, search.MatchEqual, search.MatchLoose, search.MatchNone} {
		if tiers[m] == 0 {
			t.Errorf("no answer of the %s tier: %v", m, tiers)
		}
	}
}

// check looks at the facets of an answer, and returns its match.
func check(t *testing.T, s *search.Service, r search.Request) search.Match {
	t.Helper()
	a := answer(t, s, r)
	total := totalOf(a)
	for field, counts := range map[query.Field][]search.Count{
		query.Year: a.Facets.Year, query.Region: a.Facets.Region, query.Level: a.Facets.Level, query.Kind: a.Facets.Kind, query.Role: a.Facets.Role,
	} {
		var sum search.Total
		for _, c := range counts {
			sum.Paragraphs += c.Paragraphs
			sum.Occurrences += c.Occurrences
		}
		if sum.Paragraphs != total.Paragraphs || sum.Occurrences != total.Occurrences {
			t.Errorf("%+v: by %s %+v, the %s tier has %+v", r, field, sum, a.Match, total)
		}
		if field == query.Role {
			for _, c := range counts {
				if c.Of != nil {
					t.Errorf("%+v: the role %q is of %+v", r, c.Value, *c.Of)
				}
			}
			continue
		}
		if a.Match == search.MatchExact || a.Match == search.MatchLoose { // what a table counts
			if diff := cmp.Diff(table(t, s, r, a.Match, field), byValue(counts)); diff != "" {
				t.Errorf("%+v: by %s (-table +facet):\n%s", r, field, diff)
			}
		}
		for _, c := range counts {
			if c.Of == nil || c.Of.Reports == 0 {
				t.Errorf("%+v: %s %q is a count of %+v", r, field, c.Value, c.Of)
			}
			if c.Value == "" {
				continue
			}
			narrow := r
			narrow.Filters = append(narrow.Filters[:len(narrow.Filters):len(narrow.Filters)], trendtest.Filter(t, field, c.Value))
			if a.Match == search.MatchLoose {
				narrow.Mode = search.Loose // an exact hit may be left where all were loose
			}
			if got := totalOf(answer(t, s, narrow)); got.Paragraphs != c.Paragraphs || got.Occurrences != c.Occurrences {
				t.Errorf("%+v: %s %s has %+v, its search %+v", r, field, c.Value, c, got)
			}
		}
	}
	return a.Match
}

// totalOf returns the total of the tier that answered.
func totalOf(a search.Answer) search.Total {
	tier := a.Loose
	switch a.Match {
	case search.MatchExact:
		return a.Total
	case search.MatchEqual:
		tier = a.Equal
	case search.MatchRelated, search.MatchNone:
		return search.Total{}
	}
	return search.Total{Paragraphs: tier.Paragraphs, Reports: tier.Reports, Occurrences: tier.Occurrences}
}

// table counts what a facet does as a table, without the rows that have no hit.
func table(t *testing.T, s *search.Service, r search.Request, match search.Match, field query.Field) map[string]search.Count {
	t.Helper()
	r.Mode = search.Exact
	if match == search.MatchLoose {
		r.Mode = search.Loose
	}
	counts := map[string]search.Count{}
	err := s.Read(t.Context(), func(e *search.Edition) error {
		counted, err := e.Count(t.Context(), r)
		if err != nil {
			return err
		}
		for _, row := range counted.Rows([]query.Field{field}, search.RowsByValue) {
			if row.Paragraphs > 0 {
				counts[row.Values[0]] = search.Count{Value: row.Values[0], Paragraphs: row.Paragraphs, Occurrences: row.Occurrences, Of: &row.Of}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func byValue(counts []search.Count) map[string]search.Count {
	values := map[string]search.Count{}
	for _, c := range counts {
		values[c.Value] = c
	}
	return values
}

func answer(t *testing.T, s *search.Service, r search.Request) (a search.Answer) {
	t.Helper()
	err := s.Read(t.Context(), func(e *search.Edition) (err error) {
		a, err = e.Search(t.Context(), r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
