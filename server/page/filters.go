package page

import (
	"slices"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
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
func newFacetViews(f frame.Frame, q frame.State, facets search.Facets) []facetView {
	var views []facetView
	for _, facet := range []struct {
		field  query.Field
		counts []search.Count
	}{{query.Region, facets.Region}, {query.Level, facets.Level}, {query.Kind, facets.Kind}, {query.Role, facets.Role}, {query.Section, facets.Section}} {
		items := facetItems(f, q, facet.field, facet.counts)
		if len(facet.counts) < 2 && len(q.Chosen(facet.field)) == 0 || len(items) == 0 {
			continue
		}
		shown := min(len(items), shownItems)
		views = append(views, facetView{facet.field, items[:shown], items[shown:]})
	}
	return views
}

// facetItems returns the values of a facet, active ones first.
func facetItems(f frame.Frame, q frame.State, field query.Field, counts []search.Count) []facetItem {
	chosen := q.Chosen(field)
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
			Value: f.ValueName(field, c.Value), Link: q.Toggled(field, c.Value).Link(f), Paragraphs: c.Paragraphs,
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
