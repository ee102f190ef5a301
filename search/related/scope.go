package related

import (
	"regexp"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/search/engine"
)

// A scope holds the regions that a search names.
type scope struct {
	regions  []region.Region
	national bool            // it names the nation
	inside   map[string]bool // short names of the regions and of all inside them, and of the nation if it is named
}

func scopeOf(search string) scope {
	s := scope{inside: map[string]bool{}, national: nation.MatchString(notNation.ReplaceAllString(search, ""))}
	for rest := search; rest != ""; {
		if r, after, ok := region.FindPrefix(rest); ok && namesRegion(r, rest[:len(rest)-len(after)]) {
			s.regions = append(s.regions, r)
			for _, name := range region.Inside(r) {
				s.inside[name] = true
			}
			rest = after
			continue
		}
		_, rest = cutRune(rest)
	}
	if s.national {
		s.inside[region.Nation.Short] = true
	}
	return s
}

// nation matches the names of the nation and its government, and notNation the names of others that begin with one.
var (
	nation    = regexp.MustCompile(`全国|国务院|我国|(?:^|[^中各多])国家(?:怎|如何|对|在|为|给|有|是|出台|采取|会|要|能|准备|将|还|都|也)`)
	notNation = regexp.MustCompile(`全国(?:人大|人民代表|政协|两会|性|第|首|各|统一大市场|一体化)`)
)

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

// factor returns the score factor for the region of a report with a folded paragraph.
func (s scope) factor(h *corpus.Header, folded string) float64 {
	switch {
	case len(s.inside) == 0 || h.Region == "" || s.inside[h.Region]:
		return 1
	case len(s.regions) == 0 || s.surrounds(h.Region):
		return around
	}
	for _, r := range s.regions {
		if strings.Contains(folded, r.Short) {
			return mentioned
		}
	}
	return elsewhere
}

// surrounds reports whether a region contains one that the search names.
func (s scope) surrounds(name string) bool {
	of, ok := region.Find(name)
	for _, r := range s.regions {
		if ok && strings.HasPrefix(r.Code, of.Code) {
			return true
		}
	}
	return false
}

// newest returns the year of the newest report of the regions that the search names, or of all reports if there is none.
// It is 0 if no year is known.
func (s scope) newest(reports []engine.Summary) int {
	there, anywhere := 0, 0
	for i := range reports {
		h := &reports[i].Header
		anywhere = max(anywhere, h.Year)
		if s.inside[h.Region] {
			there = max(there, h.Year)
		}
	}
	if there > 0 {
		return there
	}
	return anywhere
}
