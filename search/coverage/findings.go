package coverage

import (
	"slices"
	"strconv"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
)

// A Finding is something that looks missing or odd.
type Finding struct {
	Kind   Kind     `json:"kind"`
	Region string   `json:"region"`
	Year   int      `json:"year"`  // for a gap, its first year
	Until  int      `json:"until"` // for a gap, its last year; otherwise Year
	IDs    []string `json:"ids"`   // the reports concerned; none for a gap
	Text   string   `json:"text"`  // a sentence for people
}

// A Kind is a kind of finding.
type Kind string

const (
	Gap        Kind = "gap"        // years without a report between years with one
	Several    Kind = "several"    // two reports for one region and year
	Short      Kind = "short"      // a report that is suspiciously short
	Unknown    Kind = "unknown"    // a report of unknown region or year, or of a name that several regions share
	Resolution Kind = "resolution" // an assembly's resolution on a report instead of the report
	Other      Kind = "other"      // a document of another kind
)

// shortShare is the share of the median length of a level below which a report looks truncated. The shortest complete
// reports known have a third of it.
const shortShare = 0.25

// minForMedian is the number of reports of a level that make its median meaningful; with fewer, shortAnyway is the
// bound.
const minForMedian = 5

// shortAnyway is a length in characters that every complete work report exceeds.
const shortAnyway = 3000

// A finder collects findings in a language.
type finder struct{ lang language.Lang }

func (f finder) all(reports []engine.Summary) []Finding {
	list := []Finding{}
	sorted := inOrder(reports)
	var works, rest []engine.Summary
	for _, r := range sorted {
		if r.Kind == corpus.Work {
			works = append(works, r)
		} else {
			rest = append(rest, r)
		}
	}
	known := slices.DeleteFunc(slices.Clone(works), hasSeveralRegions)
	list = append(list, f.gaps(known)...)
	list = append(list, f.several(known)...)
	list = append(list, f.short(works)...)
	list = append(list, f.unknown(sorted)...)
	return append(list, f.notReports(rest)...)
}

// gaps finds the missing years between two reports of a region. works must be in order of region and year.
func (f finder) gaps(works []engine.Summary) (list []Finding) {
	for i := 1; i < len(works); i++ {
		a, b := works[i-1], works[i]
		if a.Region != b.Region || a.Level != b.Level || a.Year == 0 || b.Year-a.Year < 2 {
			continue
		}
		from, to := a.Year+1, b.Year-1
		list = append(list, Finding{Gap, a.Region, from, to, []string{}, f.gap(a.Region, from, to)})
	}
	return list
}

func (f finder) several(works []engine.Summary) (list []Finding) {
	for from := 0; from < len(works); {
		to := from + 1
		for to < len(works) && works[to].Region == works[from].Region && works[to].Level == works[from].Level && works[to].Year == works[from].Year {
			to++
		}
		if r := works[from]; to-from > 1 && r.Region != "" && r.Year > 0 {
			list = append(list, f.about(Several, works[from:to], "coverage.several", r.Region, year(r.Year), to-from))
		}
		from = to
	}
	return list
}

func (f finder) short(works []engine.Summary) (list []Finding) {
	lengths := map[corpus.Level][]int{}
	for _, r := range works {
		lengths[r.Level] = append(lengths[r.Level], r.Characters)
	}
	least := map[corpus.Level]int{}
	for level, of := range lengths {
		least[level] = shortBelow(of)
	}
	for _, r := range works {
		if r.Characters < least[r.Level] {
			list = append(list, f.about(Short, []engine.Summary{r}, "coverage.short", r.Region, year(r.Year), r.Characters))
		}
	}
	return list
}

// shortBelow returns the length below which a report of a level looks truncated. It sorts lengths.
func shortBelow(lengths []int) int {
	if len(lengths) < minForMedian {
		return shortAnyway
	}
	slices.Sort(lengths)
	return int(shortShare * float64(lengths[len(lengths)/2]))
}

func (f finder) unknown(reports []engine.Summary) (list []Finding) {
	for _, r := range reports {
		name := ""
		switch {
		case r.Region == "" && r.Year == 0:
			name = "coverage.unknown.both"
		case r.Region == "":
			name = "coverage.unknown.region"
		case hasSeveralRegions(r):
			list = append(list, f.about(Unknown, []engine.Summary{r}, "coverage.ambiguous", r.File, r.Region))
			continue
		case r.Year == 0:
			name = "coverage.unknown.year"
		default:
			continue
		}
		list = append(list, f.about(Unknown, []engine.Summary{r}, name, r.File))
	}
	return list
}

// hasSeveralRegions reports whether the region of a report is a name that several share.
func hasSeveralRegions(r engine.Summary) bool { return slices.Contains(r.Ambiguous, "region") }

func (f finder) notReports(rest []engine.Summary) (list []Finding) {
	for _, r := range rest {
		kind, name := Other, "coverage.other"
		if r.Kind == corpus.Resolution {
			kind, name = Resolution, "coverage.resolution"
		}
		list = append(list, f.about(kind, []engine.Summary{r}, name, r.Title))
	}
	return list
}

// gap returns the sentence for a gap.
func (f finder) gap(region string, from, to int) string {
	if from == to {
		return f.lang.Say("coverage.gap", region, year(from))
	}
	return f.lang.Say("coverage.gap.years", region, year(from), year(to))
}

// about returns a finding on reports of one region and year. name is the catalog key of its sentence.
func (f finder) about(k Kind, reports []engine.Summary, name string, args ...any) Finding {
	finding := Finding{Kind: k, Region: reports[0].Region, Year: reports[0].Year, Until: reports[0].Year, Text: f.lang.Say(name, args...)}
	for _, r := range reports {
		finding.IDs = append(finding.IDs, r.ID)
	}
	return finding
}

// year formats a year. As a string, it does not select a plural form.
func year(y int) string { return strconv.Itoa(y) }
