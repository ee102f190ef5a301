package page

import (
	"cmp"
	"math"
	"slices"

	"gongbao/corpus/region"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A facetView is a filter with its values.
type facetView struct {
	Field query.Field
	Items []facetItem
	Rest  []facetItem // folded away
	Long  bool        // so many that a reader may want to find one by its name

	All    int           // values in all, where those with the fewest paragraphs are left out
	Unfold *frame.Choice // the link to all of them, or to few again; nil where there are no more
}

// sectionsName is the parameter that says how many sections the filter lists: those with the most paragraphs, or everySection.
const (
	sectionsName = "sections"
	everySection = "all"
	mostSections = 1000 // that a page lists at most
)

// A facetItem is one value of a filter.
type facetItem struct {
	Value      string
	Link       string // to the search with this value, or without it if it is active
	Paragraphs int
	Share      int // of the largest, in percent
	Active     bool
}

const (
	shownItems = 8  // values of a facet that show at once
	longItems  = 12 // values of which a reader may want to find one by its name
)

// newFacetViews returns the facets that offer a choice. A facet with a single value that is not chosen offers none.
func newFacetViews(f frame.Frame, q frame.State, facets search.Facets) []facetView {
	var views []facetView
	for _, facet := range []struct {
		field  query.Field
		counts []search.Count
	}{{query.Role, facets.Role}, {query.Region, officially(facets.Region)}, {query.Level, facets.Level}, {query.Kind, facets.Kind}, {query.Section, facets.Section}} {
		items := facetItems(f, q, facet.field, facet.counts)
		if len(facet.counts) < 2 && len(q.Chosen(facet.field)) == 0 || len(items) == 0 {
			continue
		}
		view := facetView{Field: facet.field}
		shown := min(len(items), shownItems)
		switch facet.field {
		case query.Region: // all of them in their order, in a box of their own
			shown, view.Long = len(items), len(items) > longItems
		case query.Section:
			shown, view.Long = len(items), len(items) > longItems
			view.addUnfolding(f, q, facets)
		}
		view.Items, view.Rest = items[:shown], items[shown:]
		views = append(views, view)
	}
	return views
}

// addUnfolding says how many sections there are, and leads to all of them or back.
func (v *facetView) addUnfolding(f frame.Frame, q frame.State, facets search.Facets) {
	if facets.Sections > len(facets.Section) {
		v.All = facets.Sections
	}
	to := frame.Choice{Name: "page.results.sections.every"}
	switch {
	case q.Own(sectionsName) != "":
		to.Name = "page.results.sections.few"
		to.Link = q.WithOwn(sectionsName, "").At(q).Link(f)
	case v.All > 0:
		to.Link = q.WithOwn(sectionsName, everySection).At(q).Link(f)
	default:
		return
	}
	v.Unfold = &to
}

// officially returns counts by region in the official order: the country, then provinces, cities and counties by their codes.
func officially(counts []search.Count) []search.Count {
	type place struct {
		level int
		code  string
	}
	places := map[string]place{}
	for _, c := range counts {
		r, ok := region.Find(c.Value)
		places[c.Value] = place{r.Level.Rank(), r.Code}
		if !ok {
			places[c.Value] = place{math.MaxInt, c.Value}
		}
	}
	counts = slices.Clone(counts)
	slices.SortStableFunc(counts, func(a, b search.Count) int {
		p, q := places[a.Value], places[b.Value]
		return cmp.Or(cmp.Compare(p.level, q.level), cmp.Compare(p.code, q.code))
	})
	return counts
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
