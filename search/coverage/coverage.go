// Package coverage reports which reports an index holds, by region and year, and which look missing or odd.
//
// [Of] is a pure function of the summaries that engine.Engine lists. A finding is a hint for whoever collects the
// reports; the package corrects nothing.
package coverage

import (
	"cmp"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/language"
	"gongbao/search/engine"
)

// A Coverage is a region by year matrix with findings.
type Coverage struct {
	Regions  []Region  `json:"regions"`  // national first, then by level and in the usual order
	Findings []Finding `json:"findings"` // by kind, region and year
}

// A Region is a row of the matrix.
type Region struct {
	Region string       `json:"region"` // empty if unknown
	Level  corpus.Level `json:"level"`
	Years  []Year       `json:"years"` // ascending, only years with reports; 0 is the unknown year
}

// A Year lists the ids of all reports of a region for a year, resolutions and others included.
type Year struct {
	Year int      `json:"year"`
	IDs  []string `json:"ids"`
}

// Of returns the coverage of the reports, with findings in lang.
func Of(reports []engine.Summary, lang language.Lang) Coverage {
	return Coverage{Regions: regions(reports), Findings: finder{lang}.all(reports)}
}

// Findings returns what looks missing or odd among the reports, as Of does, without the matrix.
func Findings(reports []engine.Summary, lang language.Lang) []Finding {
	return finder{lang}.all(reports)
}

// Span returns the first and the last year of any report, or 0 and 0 without one.
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

// Count returns the number of reports of the region for a year.
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
	for _, r := range inOrder(reports) {
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

// inOrder returns reports by level, region, year and id. The code of a region is looked up once.
func inOrder(reports []engine.Summary) []engine.Summary {
	codes := map[string]string{}
	order := make([]*engine.Summary, len(reports))
	for i := range reports {
		order[i] = &reports[i]
		if _, known := codes[reports[i].Region]; !known {
			codes[reports[i].Region] = code(reports[i].Region)
		}
	}
	slices.SortFunc(order, func(a, b *engine.Summary) int {
		return cmp.Or(cmp.Compare(rank(a.Level), rank(b.Level)), strings.Compare(codes[a.Region], codes[b.Region]), strings.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year), strings.Compare(a.ID, b.ID))
	})
	sorted := make([]engine.Summary, len(order))
	for i, r := range order {
		sorted[i] = *r
	}
	return sorted
}

// code returns the sort key of a region: its division code, so that 北京 comes first and unknown names last.
func code(name string) string {
	if r, ok := region.Find(name); ok {
		return r.Code
	}
	return "~"
}

// rank returns the sort key of a level, national first and unknown last.
func rank(l corpus.Level) int {
	order := []corpus.Level{corpus.National, corpus.Province, corpus.City, corpus.County}
	if i := slices.Index(order, l); i >= 0 {
		return i
	}
	return len(order)
}
