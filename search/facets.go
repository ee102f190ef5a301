package search

import (
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
}

// facetCounts are the collectors behind Facets.
type facetCounts struct{ year, region, level, kind, section *engine.FieldCounts }

func newFacetCounts(r Request) facetCounts {
	by := func(field query.Field) *engine.FieldCounts {
		if r.filtersSideways(field) {
			return engine.CountBeside(field)
		}
		return engine.CountBy(field)
	}
	return facetCounts{by(query.Year), by(query.Region), by(query.Level), by(query.Kind), by(query.Section)}
}

// filtersSideways reports whether the facet of a field leaves out the request's own filters of it.
func (r Request) filtersSideways(field query.Field) bool {
	return r.Sideways && slices.ContainsFunc(r.Filters, func(f query.Node) bool { return query.FieldOf(f) == field })
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
	return []engine.Collector{c.year, c.region, c.level, c.kind, c.section}
}

func (c facetCounts) facets() Facets {
	return Facets{c.year.Counts(), c.region.Counts(), c.level.Counts(), c.kind.Counts(), c.section.Counts()}
}
