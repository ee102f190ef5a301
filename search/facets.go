package search

import (
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

func newFacetCounts() facetCounts {
	return facetCounts{
		engine.CountBy(query.Year), engine.CountBy(query.Region), engine.CountBy(query.Level), engine.CountBy(query.Kind), engine.CountBy(query.Section),
	}
}

// collectors returns the collectors for a request.
func (c facetCounts) collectors(r Request) []engine.Collector {
	if r.HitsOnly {
		return nil
	}
	return []engine.Collector{c.year, c.region, c.level, c.kind, c.section}
}

func (c facetCounts) facets() Facets {
	return Facets{c.year.Counts(), c.region.Counts(), c.level.Counts(), c.kind.Counts(), c.section.Counts()}
}
