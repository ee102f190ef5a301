package search

import (
	"maps"
	"slices"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// Facets count the hits of the tier that answered, by field.
type Facets struct {
	Year    []Count `json:"year"`    // latest first; "" for reports without one
	Region  []Count `json:"region"`  // most paragraphs first
	Level   []Count `json:"level"`   // national, province, city, county, unknown
	Kind    []Count `json:"kind"`    // most paragraphs first
	Section []Count `json:"section"` // the ten top-level sections with the most paragraphs
	Role    []Count `json:"role"`    // review, plan, annex; "" for paragraphs in no section, or in one of unknown role
}

// MostSections is how many sections a facet has at most.
const MostSections = engine.MostSections

// facetCounts are the collectors behind Facets, and behind Answer.Years for pages.
type facetCounts struct {
	year, region, level, kind, section, role *engine.FieldCounts

	years *yearCounts // nil unless the request is Sideways
}

// A YearCount counts the hits of a year, and says what it is a count of.
type YearCount struct {
	Year                    int
	Paragraphs, Occurrences int
	Of                      Size // of what the filters other than the year admit; never without a report
}

// yearCounts is a Collector of YearCounts.
type yearCounts struct {
	without query.Field
	byYear  map[int]*YearCount
}

// Needs implements engine.Collector.
func (y *yearCounts) Needs() engine.Needs { return engine.Needs{Letters: true, Without: y.without} }

// Collect implements engine.Collector.
func (y *yearCounts) Collect(g engine.Group) {
	year := g.Report.Year
	if year == 0 {
		return
	}
	if y.byYear[year] == nil {
		y.byYear[year] = &YearCount{Year: year}
	}
	of := y.byYear[year]
	of.Paragraphs += g.Paragraphs
	of.Occurrences += g.Occurrences
	of.Of.add(g)
}

// counts gives the years that have a report, earliest first.
func (y *yearCounts) counts() []YearCount {
	var counts []YearCount
	for _, year := range slices.Sorted(maps.Keys(y.byYear)) {
		counts = append(counts, *y.byYear[year])
	}
	return counts
}

func newFacetCounts(r Request) facetCounts {
	by := func(field query.Field) *engine.FieldCounts {
		if r.filtersSideways(field) {
			return engine.CountBeside(field)
		}
		return engine.CountBy(field)
	}
	counts := facetCounts{by(query.Year), by(query.Region), by(query.Level), by(query.Kind), by(query.Section), by(query.Role), nil}
	if r.Sideways {
		counts.years = &yearCounts{byYear: map[int]*YearCount{}}
		if r.filtersSideways(query.Year) {
			counts.years.without = query.Year
		}
	}
	return counts
}

// filtersSideways reports whether the facet of a field leaves out the request's own filters of it.
func (r Request) filtersSideways(field query.Field) bool {
	return r.Sideways && r.filters(field)
}

// treeFor returns what the engine looks for: tree, which is root with the request's filters. Filters in the root itself hold
// for every facet, so the root stays a node of its own where facets would leave them out too.
func (r Request) treeFor(root, tree query.Node) query.Node {
	for _, condition := range query.Conditions(root) {
		if r.filtersSideways(query.FieldOf(condition)) {
			whole := query.And{Nodes: []query.Node{root}}
			return normalRegions(query.And{Nodes: append([]query.Node{whole}, r.Filters...)})
		}
	}
	return tree
}

func (c facetCounts) collectors() []engine.Collector {
	collectors := []engine.Collector{c.year, c.region, c.level, c.kind, c.section, c.role}
	if c.years != nil {
		collectors = append(collectors, c.years)
	}
	return collectors
}

func (c facetCounts) facets() Facets {
	return Facets{c.year.Counts(), c.region.Counts(), c.level.Counts(), c.kind.Counts(), c.section.Counts(), c.role.Counts()}
}
