package query

import (
	"strings"
	"unicode"
)

// Years have four digits.
const firstYear, lastYear = 1000, 9999

// rangeMarks separate the years of a range. A longer one precedes its own prefixes.
var rangeMarks = []string{"...", "..", "……", "…", "——", "—", "–", "--", "-", "−", "~~", "~", "〜", "至", "到"}

// comparisons make a range that is open on one side. A longer sign precedes its own prefixes.
var comparisons = []struct {
	sign  string
	after bool // the years after, not before
	step  int  // from the year named to the first that counts
}{
	{">=", true, 0}, {"≥", true, 0}, {">", true, 1},
	{"<=", false, 0}, {"≤", false, 0}, {"<", false, -1},
}

// readYears parses a year or a range of years. turned reports that the range ran backwards.
func readYears(s string) (years Years, turned, ok bool) {
	s = strings.Map(dropSpace, narrowed([]rune(s)))
	if years, ok := readComparison(s); ok {
		return years, false, true
	}
	from, to := s, s
	for _, mark := range rangeMarks {
		if left, right, found := strings.Cut(s, mark); found {
			from, to = left, right
			break
		}
	}
	years = Years{readYear(from), readYear(to)}
	if years.To > 0 && years.From > years.To {
		years, turned = Years{years.To, years.From}, true
	}
	readable := (from == "" || years.From > 0 || turned) && (to == "" || years.To > 0)
	return years, turned, readable && from+to != ""
}

func readComparison(s string) (Years, bool) {
	for _, c := range comparisons {
		rest, found := strings.CutPrefix(s, c.sign)
		if !found {
			continue
		}
		year := readYear(rest)
		first := year + c.step
		if year == 0 || first < firstYear || first > lastYear {
			return Years{}, false
		}
		if c.after {
			return Years{From: first}, true
		}
		return Years{To: first}, true
	}
	return Years{}, false
}

// readYear parses a year of four digits, with or without 年 behind it; 0 if it is none.
func readYear(s string) int {
	s = strings.TrimSuffix(s, "年")
	if len(s) != 4 || s[0] == '0' {
		return 0
	}
	year := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		year = 10*year + int(r-'0')
	}
	return year
}

func dropSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}
