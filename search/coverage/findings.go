package coverage

import (
	"fmt"
	"slices"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// A Finding is something that looks missing or odd.
type Finding struct {
	Kind   Kind     `json:"kind"`
	Region string   `json:"region"`
	Year   int      `json:"year"`  // the first one of a gap
	Until  int      `json:"until"` // the last one of a gap, otherwise Year
	IDs    []string `json:"ids"`   // the reports that it is about; none for a gap
	Text   string   `json:"text"`  // a sentence for people
}

// A Kind is a kind of finding.
type Kind string

const (
	Gap        Kind = "gap"        // years without a report between years with one
	Several    Kind = "several"    // two reports for one region and year
	Short      Kind = "short"      // a report that is suspiciously short
	Unknown    Kind = "unknown"    // a report whose region or year could not be found
	Resolution Kind = "resolution" // an assembly's resolution about a report, not the report
	Other      Kind = "other"      // a text of another kind
)

// shortShare is the part of the usual length of its level's reports below which a report looks cut: the shortest complete
// ones that we know have a third of it.
const shortShare = 0.25

// fewForUsual is the number of reports of a level that show what is usual; with fewer, shortAnyway decides.
const fewForUsual = 5

// shortAnyway is a number of characters that no complete work report stays below.
const shortAnyway = 3000

func findings(reports []engine.Summary) []Finding {
	list := []Finding{}
	sorted := slices.SortedFunc(slices.Values(reports), byRegionAndYear)
	var works, rest []engine.Summary
	for _, r := range sorted {
		if r.Kind == corpus.Work {
			works = append(works, r)
		} else {
			rest = append(rest, r)
		}
	}
	list = append(list, gaps(works)...)
	list = append(list, several(works)...)
	list = append(list, short(works)...)
	list = append(list, unknown(sorted)...)
	return append(list, notReports(rest)...)
}

// gaps finds the years that a region lacks between two that it has. The reports are in order of region and year.
func gaps(works []engine.Summary) (list []Finding) {
	for i := 1; i < len(works); i++ {
		a, b := works[i-1], works[i]
		if a.Region != b.Region || a.Level != b.Level || a.Year == 0 || b.Year-a.Year < 2 {
			continue
		}
		from, to := a.Year+1, b.Year-1
		list = append(list, Finding{Gap, a.Region, from, to, []string{}, fmt.Sprintf("%s缺 %s 年", a.Region, years(from, to))})
	}
	return list
}

func several(works []engine.Summary) (list []Finding) {
	for from := 0; from < len(works); {
		to := from + 1
		for to < len(works) && works[to].Region == works[from].Region && works[to].Level == works[from].Level && works[to].Year == works[from].Year {
			to++
		}
		if r := works[from]; to-from > 1 && r.Region != "" && r.Year > 0 {
			f := about(Several, works[from:to]...)
			f.Text = fmt.Sprintf("%s %d 年有 %d 篇", r.Region, r.Year, to-from)
			list = append(list, f)
		}
		from = to
	}
	return list
}

func short(works []engine.Summary) (list []Finding) {
	lengths := map[corpus.Level][]int{}
	for _, r := range works {
		lengths[r.Level] = append(lengths[r.Level], r.Characters)
	}
	for _, r := range works {
		if least := leastOf(lengths[r.Level]); r.Characters < least {
			f := about(Short, r)
			f.Text = fmt.Sprintf("%s %d 年只有 %d 字，可能不全", r.Region, r.Year, r.Characters)
			list = append(list, f)
		}
	}
	return list
}

// leastOf is the length below which a report of a level looks cut.
func leastOf(lengths []int) int {
	if len(lengths) < fewForUsual {
		return shortAnyway
	}
	slices.Sort(lengths)
	return int(shortShare * float64(lengths[len(lengths)/2]))
}

func unknown(reports []engine.Summary) (list []Finding) {
	for _, r := range reports {
		lacking := ""
		switch {
		case r.Region == "" && r.Year == 0:
			lacking = "地区和年份"
		case r.Region == "":
			lacking = "地区"
		case r.Year == 0:
			lacking = "年份"
		default:
			continue
		}
		f := about(Unknown, r)
		f.Text = fmt.Sprintf("%s 不知%s，可在文件夹的 gongbao.csv 中写明", r.File, lacking)
		list = append(list, f)
	}
	return list
}

func notReports(rest []engine.Summary) (list []Finding) {
	for _, r := range rest {
		f := about(Other, r)
		f.Text = fmt.Sprintf("《%s》不是政府工作报告", r.Title)
		if r.Kind == corpus.Resolution {
			f.Kind, f.Text = Resolution, fmt.Sprintf("《%s》是关于报告的决议", r.Title)
		}
		list = append(list, f)
	}
	return list
}

// about is a finding of some reports of one region and year.
func about(k Kind, reports ...engine.Summary) Finding {
	f := Finding{Kind: k, Region: reports[0].Region, Year: reports[0].Year, Until: reports[0].Year}
	for _, r := range reports {
		f.IDs = append(f.IDs, r.ID)
	}
	return f
}
