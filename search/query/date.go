package query

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Dates is a range of days, both ends included, each written as 2021-01-28, or 2021-01 for a month, or 2021 for a year;
// an empty end is open.
type Dates struct{ From, To string }

// ParseDates reads a value of a Date filter from Parse or ParseFilter.
func ParseDates(value string) Dates {
	from, to, isRange := strings.Cut(value, "..")
	if !isRange {
		to = from
	}
	return Dates{from, to}
}

// Admit reports whether a day, as 2021-01-28, is one of d. An unknown day, which is empty, is not.
func (d Dates) Admit(day string) bool {
	return day != "" && d.From <= day && (d.To == "" || day[:min(len(day), len(d.To))] <= d.To)
}

// plainDate matches a day, a month or a year in the usual forms: 2021-01-28, 2021.1, 2021年1月28日, 20210128.
var plainDate = regexp.MustCompile(`^(\d{4})(?:年?|[-./年](\d{1,2})月?|(\d{2})|[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$`)

// readDate returns a date as 2021-01-28, 2021-01 or 2021; empty if it is none. step moves it on by so many days, months or
// years, whichever it names.
func readDate(s string, step int) string {
	m := plainDate.FindStringSubmatch(s)
	if m == nil || m[1][0] == '0' {
		return ""
	}
	number := func(groups ...string) int {
		n, _ := strconv.Atoi(strings.Join(groups, "")) // digits, or nothing
		return n
	}
	year, month, day := number(m[1]), number(m[2], m[3], m[4], m[6]), number(m[5], m[7])
	switch {
	case day > 0:
		date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if date.Day() != day || int(date.Month()) != month {
			return ""
		}
		return date.AddDate(0, 0, step).Format(time.DateOnly)
	case month > 12 || month == 0 && m[2]+m[3]+m[4]+m[6] != "" || m[5]+m[7] != "":
		return ""
	case month > 0:
		return time.Date(year, time.Month(month+step), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	}
	return fmt.Sprintf("%04d", year+step)
}

// dateRanges are the marks of a range of dates, in which a hyphen joins the parts of one.
var dateRanges = slices.DeleteFunc(slices.Clone(rangeMarks), func(mark string) bool { return mark == "-" })

var yearsAlone = regexp.MustCompile(`^(\d{4})-(\d{4})$`)

// readDates parses a date or a range of dates, and writes it as ParseDates reads it. turned reports that the range ran
// backwards.
func readDates(s string) (value string, turned, ok bool) {
	s = strings.Map(dropSpace, narrowed([]rune(s)))
	for _, c := range comparisons {
		if rest, found := strings.CutPrefix(s, c.sign); found {
			date := readDate(rest, c.step)
			if c.after {
				return date + "..", false, date != ""
			}
			return ".." + date, false, date != ""
		}
	}
	from, to, isRange := s, s, false
	if m := yearsAlone.FindStringSubmatch(s); m != nil {
		from, to, isRange = m[1], m[2], true
	}
	for _, mark := range dateRanges {
		if left, right, found := strings.Cut(s, mark); found && !isRange {
			from, to, isRange = left, right, true
		}
	}
	dates := Dates{readDate(from, 0), readDate(to, 0)}
	if dates.From == "" && from != "" || dates.To == "" && to != "" || from+to == "" {
		return "", false, false
	}
	if to != "" && !(Dates{From: dates.From, To: dates.To}).inOrder() {
		dates, turned = Dates{dates.To, dates.From}, true
	}
	if dates.From == dates.To {
		return dates.From, turned, true
	}
	return dates.From + ".." + dates.To, turned, true
}

// inOrder reports whether a range has days.
func (d Dates) inOrder() bool {
	return d.From == "" || d.From[:min(len(d.From), len(d.To))] <= d.To
}

// readMonths parses months of any year, 1 or 1..3 or 一月, as their numbers.
func readMonths(s string) (values []string, ok bool) {
	s = strings.Map(dropSpace, narrowed([]rune(s)))
	from, to := s, s
	for _, mark := range rangeMarks {
		if left, right, found := strings.Cut(s, mark); found {
			from, to = left, right
			break
		}
	}
	first, last := readMonth(from), readMonth(to)
	if first == 0 || last < first {
		return nil, false
	}
	for month := first; month <= last; month++ {
		values = append(values, strconv.Itoa(month))
	}
	return values, true
}

// monthNames are the months in words, from the first.
var monthNames = strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二")

// readMonth parses a month; 0 if it is none.
func readMonth(s string) int {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "份"), "月")
	if i := slices.Index(monthNames, s); i >= 0 {
		return i + 1
	}
	if month, err := strconv.Atoi(s); err == nil && month >= 1 && month <= 12 && len(s) <= 2 && s[0] != '+' {
		return month
	}
	return 0
}
