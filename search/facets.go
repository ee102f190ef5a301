package search

import (
	"gongbao/search/engine"
	"gongbao/search/query"
)

// Facets divide the hits of the tier that answered.
type Facets struct {
	Year    []Count `json:"year"`    // latest first; "" for reports without one
	Region  []Count `json:"region"`  // most paragraphs first
	Level   []Count `json:"level"`   // national, province, city, county, unknown
	Kind    []Count `json:"kind"`    // most paragraphs first
	Section []Count `json:"section"` // the outermost sections with the most paragraphs, ten at most
}

// facetCounts are the collectors that facets come from.
type facetCounts struct{ year, region, level, kind, section *engine.FieldCounts }

func newFacetCounts() facetCounts {
	return facetCounts{
		engine.CountBy(query.Year), engine.CountBy(query.Region), engine.CountBy(query.Level), engine.CountBy(query.Kind), engine.CountBy(query.Section),
	}
}

// collectors are what a request counts.
func (c facetCounts) collectors(r Request) []engine.Collector {
	if r.HitsOnly {
		return nil
	}
	return []engine.Collector{c.year, c.region, c.level, c.kind, c.section}
}

func (c facetCounts) facets() Facets {
	return Facets{c.year.Counts(), c.region.Counts(), c.level.Counts(), c.kind.Counts(), c.section.Counts()}
}
