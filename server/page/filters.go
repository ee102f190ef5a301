package page

import (
	"slices"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// A facetView is a filter with its values.
type facetView struct {
	Field query.Field
	Items []facetItem
	Rest  []facetItem // folded away
}

// A facetItem is one value of a filter.
type facetItem struct {
	Value      string
	Link       string // to the search with this value, or without it if it is active
	Paragraphs int
	Share      int // of the largest, in percent
	Active     bool
}

// shownItems is how many values of a facet show at once.
const shownItems = 8

// newFacetViews returns the facets that offer a choice. A facet with a single value that is not chosen offers none.
func newFacetViews(f frame, q searchState, facets search.Facets) []facetView {
	var views []facetView
	for _, facet := range []struct {
		field  query.Field
		counts []search.Count
	}{{query.Region, facets.Region}, {query.Level, facets.Level}, {query.Kind, facets.Kind}, {query.Role, facets.Role}, {query.Section, facets.Section}} {
		items := facetItems(f, q, facet.field, facet.counts)
		if len(facet.counts) < 2 && len(q.chosen(facet.field)) == 0 || len(items) == 0 {
			continue
		}
		shown := min(len(items), shownItems)
		views = append(views, facetView{facet.field, items[:shown], items[shown:]})
	}
	return views
}

// facetItems returns the values of a facet, active ones first.
func facetItems(f frame, q searchState, field query.Field, counts []search.Count) []facetItem {
	chosen := q.chosen(field)
	most := 1
	for _, c := range counts {
		most = max(most, c.Paragraphs)
	}
	var items []facetItem
	for _, c := range counts {
		if c.Value == "" {
			continue
		}
		items = append(items, facetItem{
			Value: valueName(f, field, c.Value), Link: q.toggled(field, c.Value).link(f), Paragraphs: c.Paragraphs,
			Share: max(1, 100*c.Paragraphs/most), Active: slices.Contains(chosen, c.Value),
		})
	}
	slices.SortStableFunc(items, func(a, b facetItem) int { return rank(b.Active) - rank(a.Active) })
	return items
}

// rank orders active values above the others.
func rank(active bool) int {
	if active {
		return 1
	}
	return 0
}

// A chip is an active filter.
type chip struct {
	Field query.Field
	Value string
	Link  string // to the search without it
}

// chipsOf returns a chip for each value of the filters.
func chipsOf(f frame, q searchState) []chip {
	var chips []chip
	for _, field := range filterFields() {
		if years := q.years(); field == query.Year && len(years) > 0 {
			chips = append(chips, chip{field, query.PrintValues(q.filter(field)), q.with(string(field), "").link(f)})
		}
		for _, value := range q.chosen(field) {
			chips = append(chips, chip{field, valueName(f, field, value), q.toggled(field, value).link(f)})
		}
	}
	return chips
}

// valueName returns the label of a facet value. Levels, kinds and roles have words of ours, other values are the reports' own.
func valueName(f frame, field query.Field, value string) string {
	if value == "" {
		return f.T("page.unknown")
	}
	if field == query.Missing { // its values are fields
		return f.T("page.field." + value)
	}
	name := "page.value." + string(field) + "." + value
	if !slices.Contains([]query.Field{query.Level, query.Kind, query.Role}, field) || !language.Has(name) {
		return value
	}
	return f.T(name)
}
