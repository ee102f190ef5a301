package search

import (
	"maps"
	"slices"

	"gongbao/search/engine"
	"gongbao/search/query"
)

// Facets count the hits of the tier that Answer.Match names, by field: exact ones add up to Total, equal and loose ones to Equal and
// Loose, of which the loose ones have the exact ones among them. Related paragraphs are not counted, so that there are none where only
// these were found.
type Facets struct {
	Year    []Count `json:"year"`    // latest first; "" for reports without one
	Region  []Count `json:"region"`  // most paragraphs first
	Level   []Count `json:"level"`   // national, province, city, county, unknown
	Kind    []Count `json:"kind"`    // most paragraphs first
	Section []Count `json:"section"` // the top-level sections with the most paragraphs: ten, or as many as the request wants
	Role    []Count `json:"role"`    // review, plan, annex; "" for paragraphs in no section, or in one of unknown role

	Sections int `json:"sections"` // the number of all top-level sections with hits
}

// A Count is one value of a facet, with its paragraphs and occurrences.
type Count struct {
	Value       string `json:"value"`
	Paragraphs  int    `json:"paragraphs"`
	Occurrences int    `json:"occurrences"`
	Of          *Size  `json:"of,omitempty"` // of all that has this value and the filters admit; nil unless the request is Measured
}

// facetCounts are the collectors behind Facets, and behind Answer.Years for pages.
type facetCounts struct {
	year, region, level, kind, section, role engine.FieldCounts

	years *yearCounts // nil unless the request is Sideways
	sizes sizes       // nil unless the request is Measured
}

// sizes is a Collector of what there is of each value of a field of reports.
type sizes map[query.Field]map[string]*Size

func newSizes() sizes {
	s := sizes{}
	for _, field := range countFields {
		s[field] = map[string]*Size{}
	}
	return s
}

// Needs implements engine.Collector.
func (s sizes) Needs() engine.Needs { return engine.Needs{Letters: true} }

// Collect implements engine.Collector.
func (s sizes) Collect(g engine.Group) {
	for field, of := range s {
		value := engine.HeaderValue(field, g.Report)
		if of[value] == nil {
			of[value] = new(Size)
		}
		of[value].add(g)
	}
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

func newFacetCounts(r Request) *facetCounts {
	by := func(field query.Field) engine.FieldCounts {
		if r.filtersSideways(field) {
			return *engine.CountBeside(field)
		}
		return *engine.CountBy(field)
	}
	counts := &facetCounts{by(query.Year), by(query.Region), by(query.Level), by(query.Kind), by(query.Section), by(query.Role), nil, nil}
	if r.Sections > 0 {
		counts.section.AtMost(r.Sections)
	}
	if r.Sideways {
		counts.years = &yearCounts{byYear: map[int]*YearCount{}}
		if r.filtersSideways(query.Year) {
			counts.years.without = query.Year
		}
	} else if r.Measured {
		counts.sizes = newSizes()
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

func (c *facetCounts) collectors() []engine.Collector {
	collectors := []engine.Collector{&c.year, &c.region, &c.level, &c.kind, &c.section, &c.role}
	if c.years != nil {
		collectors = append(collectors, c.years)
	}
	if c.sizes != nil {
		collectors = append(collectors, c.sizes)
	}
	return collectors
}

func (c *facetCounts) facets() Facets {
	fields := [...]*engine.FieldCounts{&c.year, &c.region, &c.level, &c.kind, &c.section, &c.role}
	values := 0
	for _, by := range fields {
		values += by.Len()
	}
	all := make([]Count, 0, values)
	var facets [len(fields)][]Count
	for i, by := range fields {
		from := len(all)
		for _, v := range by.Counts() {
			all = append(all, Count{v.Value, v.Paragraphs, v.Occurrences, c.sizes[by.Field()][v.Value]})
		}
		facets[i] = all[from:len(all):len(all)]
	}
	return Facets{facets[0], facets[1], facets[2], facets[3], facets[4], facets[5], c.section.Sections()}
}
