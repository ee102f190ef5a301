// Package region knows the administrative divisions of China by the names that reports use.
//
// [Find] reads a name, short or in full (内蒙古, 内蒙古自治区, 河北省保定市), and returns its rank and its forms for pages and ids. It
// finds a name that several regions share only with the name of the province or city before it: it never guesses. The
// divisions are those of the embedded divisions.csv, 全国 for the nation, and the former ones of former.csv: 清苑县, 襄樊市. A name
// is that of a former division only where no division of today has it, or none where it is looked for.
package region

import (
	"slices"
	"strings"
)

// A Region is one division, or the nation.
type Region struct {
	Code  string // of the National Bureau of Statistics: 21, 2101, 210102; empty for the nation
	Name  string // in full: 辽宁省
	Short string // in everyday use, and unique: 辽宁, 保定, 正定县, 北京朝阳区
	Slug  string // the short name in Latin letters, unique: liaoning, jiangsu-suzhou
	Level Level
	// First and Last are the years at whose ends the division first and last bore the name; First is 0 for before 1980 or where it is
	// not known, and Last is 0 for a division of today. Successor is the short name of the division that followed a former one, or
	// empty.
	First, Last int
	Successor   string
}

// A Level is the rank of a region; it is empty when unknown.
type Level string

const (
	National Level = "national"
	Province Level = "province"
	City     Level = "city"
	County   Level = "county"
)

// Rank orders levels from National, 0, to County; an unknown one is last.
func (l Level) Rank() int {
	levels := []Level{National, Province, City, County}
	if i := slices.Index(levels, l); i >= 0 {
		return i
	}
	return len(levels)
}

// Nation is the whole country; the State Council delivers its reports.
var Nation = Region{Name: "中华人民共和国", Short: "全国", Slug: "national", Level: National}

// Find reads name as one region. Each of within may name a region that contains it, such as a folder or a heading; Find
// ignores those that name no region. It returns false if no region has the name, or more than one.
func Find(name string, within ...string) (Region, bool) {
	t := divisions()
	return t.one(t.among(t.readWithin(name, within), within))
}

// Named returns the regions that a person who gives name as that of a region may mean: those that Find chooses among, and
// the counties and districts of which name lacks only the rank (浦东, 海淀) where there are none, or where only these lie within.
// All are of one rank, in the order of their codes. Prose has such words too (和平, 新华), so Named is for names of regions alone.
func Named(name string, within ...string) []Region {
	t := divisions()
	found, bare := t.readWithin(name, within), t.byStem[strings.TrimSpace(name)]
	if len(found) == 0 || !t.anyInside(found, within) && t.anyInside(bare, within) {
		found = bare
	}
	found = t.among(found, within)
	regions := make([]Region, len(found))
	for i, at := range found {
		regions[i] = t.regions[at]
	}
	return regions
}

// Inside returns the short names of a region and of all that lie in it, from the highest rank on.
func Inside(r Region) []string {
	var names []string
	for _, other := range divisions().regions {
		if strings.HasPrefix(other.Code, r.Code) {
			names = append(names, other.Short)
		}
	}
	return names
}

// Line returns the short names of the divisions that a region follows, and of the one that followed it: of 西城区 that is 宣武区, and
// of 宣武区 it is 西城区.
func Line(r Region) []string {
	var names []string
	if r.Successor != "" {
		names = append(names, r.Successor)
	}
	for _, other := range divisions().regions {
		if other.Successor == r.Short && other.Short != r.Short {
			names = append(names, other.Short)
		}
	}
	return names
}

// Divisions returns the nation and all divisions of today, in the order of their codes.
func Divisions() []Region {
	var today []Region
	for _, r := range divisions().regions {
		if r.Last == 0 {
			today = append(today, r)
		}
	}
	return today
}

// In returns the nation and the divisions that bore their names all through a year, those of today first, in the order of their
// codes. Little is known of the years before 1981: of these it returns what was there in 1981.
func In(year int) []Region {
	year = max(year, firstKnown)
	return slices.DeleteFunc(slices.Clone(divisions().regions), func(r Region) bool {
		return r.First >= year || r.Last > 0 && r.Last < year
	})
}

// firstKnown is the year behind the first list of divisions.
const firstKnown = 1981

// ByCode returns the region with a code: of two digits for a province, four for a city and six for a county, with or without the
// zeros that fill it up to six or twelve.
func ByCode(code string) (Region, bool) {
	code = strings.TrimSpace(code)
	if len(code) == 12 || len(code) == 9 {
		code = code[:6]
	}
	for len(code) > 2 && len(code)%2 == 0 && strings.HasSuffix(code, "00") {
		code = code[:len(code)-2]
	}
	t := divisions()
	at, ok := t.byCode[code]
	if !ok {
		return Region{}, false
	}
	return t.regions[at], true
}

// Contains reports whether other is r or lies in it.
func (r Region) Contains(other Region) bool { return strings.HasPrefix(other.Code, r.Code) }

// FindPrefix reads the longest region name at the beginning of text, and returns the text behind it as rest. Of former divisions
// it reads the names of counties and cities alone: words begin like those of districts (东风区).
func FindPrefix(text string, within ...string) (r Region, rest string, ok bool) {
	for end := range backwards(text) {
		if r, ok := Find(text[:end], within...); ok && (r.Last == 0 || strings.HasSuffix(text[:end], "县") || strings.HasSuffix(text[:end], "市")) {
			return r, text[end:], true
		}
	}
	return Region{}, text, false
}

// longestName is the number of characters in the longest form of a region's name: 新疆维吾尔自治区巴音郭楞蒙古自治州….
const longestName = 36

// backwards yields the rune borders of the beginning of text, last first.
func backwards(text string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		var ends []int
		for i, c := range text {
			ends = append(ends, i+len(string(c)))
			if len(ends) == longestName {
				break
			}
		}
		for i := len(ends) - 1; i >= 0 && yield(ends[i]); i-- {
		}
	}
}

// isNation reports whether name is a name of the nation or its government.
func isNation(name string) bool {
	switch strings.TrimPrefix(name, "中华人民共和国") {
	case "", "全国", "国务院", "中央", "中央人民政府", "中国", "国家", "national":
		return name != ""
	}
	return false
}
