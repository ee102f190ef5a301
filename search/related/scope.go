package related

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
)

// A scope holds the regions and years that a search names.
type scope struct {
	regions []region.Region
	years   []int
}

var yearPattern = regexp.MustCompile(`((?:19|20)\d\d)年?(?:[-至到]((?:19|20)\d\d))?年`)

// longestRange is the maximum number of years in a range; longer ones are ignored.
const longestRange = 30

func scopeOf(search string) (s scope) {
	for rest := search; rest != ""; {
		if r, after, ok := region.FindPrefix(rest); ok && namesRegion(r, rest[:len(rest)-len(after)]) {
			s.regions = append(s.regions, r)
			rest = after
			continue
		}
		_, rest = cutRune(rest)
	}
	for _, m := range yearPattern.FindAllStringSubmatch(search, -1) {
		from, _ := strconv.Atoi(m[1])
		to := from
		if m[2] != "" {
			to, _ = strconv.Atoi(m[2])
		}
		for year := from; year <= to && to-from <= longestRange; year++ {
			s.years = append(s.years, year)
		}
	}
	return s
}

func cutRune(s string) (string, string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// namesRegion reports whether a name in a search means the region. Provinces match by any name; cities and counties
// only by their full names, since the short ones are also words (平安, 安康, 长治).
func namesRegion(r region.Region, name string) bool {
	return r.Level == region.Province || r.Level != region.National && name == r.Name
}

// factor returns the score factor for the region and year of a report.
func (s scope) factor(h *corpus.Header, folded string) float64 {
	return s.regionFactor(h, folded) * s.yearFactor(h, folded)
}

func (s scope) regionFactor(h *corpus.Header, folded string) float64 {
	if len(s.regions) == 0 || h.Region == "" {
		return 1
	}
	home, known := region.Find(h.Region)
	for _, r := range s.regions {
		inside := known && r.Code != "" && strings.HasPrefix(home.Code, r.Code)
		if inside || r.Short == h.Region || strings.Contains(folded, r.Short) {
			return 1
		}
	}
	return elsewhere
}

func (s scope) yearFactor(h *corpus.Header, folded string) float64 {
	switch {
	case len(s.years) == 0 || h.Year == 0 || slices.Contains(s.years, h.Year):
		return 1
	case slices.Contains(s.years, h.Year-1):
		return yearAfter
	}
	for _, year := range s.years {
		if strings.Contains(folded, strconv.Itoa(year)+"年") {
			return yearAfter
		}
	}
	return elsewhere
}
