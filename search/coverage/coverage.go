// Package coverage tells which reports an index holds, by region and year, and what looks missing or odd among them.
//
// [Of] is all of it: a pure function of what engine.Engine lists. It guesses nothing: a finding is a question to the
// person who collects the reports.
package coverage

import (
	"cmp"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/language"
	"gongbao/search/engine"
)

// A Coverage is what is there, and what to look at.
type Coverage struct {
	Regions  []Region  `json:"regions"`  // national first, then by level and in the usual order
	Findings []Finding `json:"findings"` // by kind, region and year
}

// A Region is a row of the matrix.
type Region struct {
	Region string       `json:"region"` // empty for reports whose region is not known
	Level  corpus.Level `json:"level"`
	Years  []Year       `json:"years"` // ascending, those with a report; 0 for reports whose year is not known
}

// A Year is what a region has for a year: the ids of its reports, resolutions and others included.
type Year struct {
	Year int      `json:"year"`
	IDs  []string `json:"ids"`
}

// Of makes the Coverage of what is indexed. Its findings speak lang.
func Of(reports []engine.Summary, lang language.Lang) Coverage {
	return Coverage{Regions: regions(reports), Findings: finder{lang}.all(reports)}
}

// Span gives the first and the last year that any region has; both are 0 when there is none.
func (c Coverage) Span() (first, last int) {
	for _, r := range c.Regions {
		for _, y := range r.Years {
			if y.Year > 0 && (first == 0 || y.Year < first) {
				first = y.Year
			}
			last = max(last, y.Year)
		}
	}
	return first, last
}

// Count is the number of reports of a region for a year.
func (r Region) Count(year int) int {
	for _, y := range r.Years {
		if y.Year == year {
			return len(y.IDs)
		}
	}
	return 0
}

func regions(reports []engine.Summary) []Region {
	list := []Region{}
	for _, r := range slices.SortedFunc(slices.Values(reports), byRegionAndYear) {
		if n := len(list); n == 0 || list[n-1].Region != r.Region || list[n-1].Level != r.Level {
			list = append(list, Region{Region: r.Region, Level: r.Level})
		}
		last := &list[len(list)-1]
		if n := len(last.Years); n == 0 || last.Years[n-1].Year != r.Year {
			last.Years = append(last.Years, Year{Year: r.Year})
		}
		year := &last.Years[len(last.Years)-1]
		year.IDs = append(year.IDs, r.ID)
	}
	return list
}

func byRegionAndYear(a, b engine.Summary) int {
	return cmp.Or(cmp.Compare(rank(a.Level), rank(b.Level)), cmp.Compare(code(a.Region), code(b.Region)), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year), cmp.Compare(a.ID, b.ID))
}

// code orders regions as they are always listed, 北京 first; what is no region comes last.
func code(name string) string {
	if r, ok := region.Find(name); ok {
		return r.Code
	}
	return "~"
}

// rank orders levels from the top, and what is not known last.
func rank(l corpus.Level) int {
	order := []corpus.Level{corpus.National, corpus.Province, corpus.City, corpus.County}
	if i := slices.Index(order, l); i >= 0 {
		return i
	}
	return len(order)
}
