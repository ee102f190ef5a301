package typed

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// The years that a report may be of. Other numbers of four digits are none.
const firstYear, lastYear = 1900, 2100

// A timeWord is a way to name years. read returns the first and the last of them by the groups of the pattern, 0 for an open end,
// where the newest report is of the year present; both are 0 where the words name none.
type timeWord struct {
	pattern *regexp.Regexp
	read    func(groups []string, present int) (from, to int)
}

const numeral = `\d` + text.Zeros + text.Digits

// timeWords are tried in order. They match at the beginning of a folded word.
var timeWords = []timeWord{
	{regexp.MustCompile(`^(?:自从?)?([` + numeral + `]{4})年?(?:以来|以后|之后|后|起|至今|到现在)`), func(g []string, _ int) (int, int) { return digits(g[1]), 0 }},
	{regexp.MustCompile(`^([` + numeral + `]{4})年?(?:以前|之前|前)`), func(g []string, _ int) (int, int) { return 0, digits(g[1]) }},
	{regexp.MustCompile(`^(?:(?:上个?世纪|(?:20|二十)世纪)([` + numeral + `])[0十]年代|(19|20)(\d)0年代)`), decade},
	{regexp.MustCompile(`^([5-9五六七八九])[0十]年代`), func(g []string, _ int) (int, int) { return ten(1900 + 10*digits(g[1])) }},
	{regexp.MustCompile(`^(?:最近|过去|近|这)([` + numeral + `十]{1,3})年(?:来|间|里|以来)?`), func(g []string, present int) (int, int) {
		if n := text.ReadNumber(g[1]); n > 0 && n < present-firstYear {
			return present - n + 1, present
		}
		return 0, 0
	}},
	{regexp.MustCompile(`^([一二三四五六七八九十]{1,2})五(?:规划|计划)?(?:时期|期间|以来|期内)`), func(g []string, _ int) (int, int) { return plan(text.ReadNumber(g[1])) }},
	{regexp.MustCompile(`^(十[一二三四五六七八九]?)五$`), func(g []string, _ int) (int, int) { return plan(text.ReadNumber(g[1])) }},
	{regexp.MustCompile(`^(?:党的)?([十二]{1,2}[` + text.Digits + `]?)大以来`), func(g []string, _ int) (int, int) { return congress(text.ReadNumber(g[1])), 0 }},
	{regexp.MustCompile(`^改革开放以来`), func([]string, int) (int, int) { return 1978, 0 }},
	{regexp.MustCompile(`^(?:新中国成立|建国)以来`), func([]string, int) (int, int) { return 1949, 0 }},
	{regexp.MustCompile(`^(?:本世纪|新世纪|21世纪)以来`), func([]string, int) (int, int) { return 2000, 0 }},
	{regexp.MustCompile(`^(?:今年|本年度?)`), func(_ []string, present int) (int, int) { return present, present }},
	{regexp.MustCompile(`^(?:去年|上一?年度?)`), func(_ []string, present int) (int, int) { return present - 1, present - 1 }},
	{regexp.MustCompile(`^前年`), func(_ []string, present int) (int, int) { return present - 2, present - 2 }},
	{regexp.MustCompile(`^['’]?(\d\d)年度?`), shortYear},
}

func digits(s string) int {
	n, _ := strconv.Atoi(text.ReadDigits(s)) // the patterns admit nothing else
	return n
}

func ten(from int) (int, int) { return from, from + 9 }

func decade(groups []string, _ int) (from, to int) {
	if groups[1] != "" {
		return ten(1900 + 10*digits(groups[1]))
	}
	return ten(100*digits(groups[2]) + 10*digits(groups[3]))
}

// plan returns the years of a five-year plan. The first four have years of their own, since one ended late.
func plan(n int) (from, to int) {
	switch {
	case n == 1 || n == 2:
		return 1948 + 5*n, 1952 + 5*n
	case n >= 3 && n <= 20:
		return 1951 + 5*n, 1955 + 5*n
	}
	return 0, 0
}

// congress returns the year of a national congress of the Party, of which there is one every five years since the eleventh; 0 for
// those before.
func congress(n int) int {
	if n < 11 {
		return 0
	}
	return 1922 + 5*n
}

// shortYear reads a year of two digits: one that a report may be of already, and no number of years.
func shortYear(groups []string, present int) (from, to int) {
	year := 2000 + digits(groups[1])
	if year > present {
		year -= 100
	}
	if present == 0 || year < 1949 {
		return 0, 0
	}
	return year, year
}

// notYears matches what stands behind a number of years that is none: 25年来, 30年期.
var notYears = regexp.MustCompile(`^(?:来|间|以|内|期|里|之|后|前|多|左右)`)

// readTime reads years at the beginning of a folded word, by number or by name: 2021, 2020-2024年, 二〇二一年, 25年, 近五年, 十四五期间; and
// a month or a day of one.
func readTime(word string, present int) (length int, found []query.Node) {
	for _, t := range timeWords {
		groups := t.pattern.FindStringSubmatch(word)
		if groups == nil || len(groups) > 1 && notYears.MatchString(word[len(groups[0]):]) {
			continue
		}
		from, to := t.read(groups, present)
		if from == 0 && to == 0 || present == 0 && from+to < firstYear || !areYears(from, to) {
			continue
		}
		return len(groups[0]), []query.Node{query.Filter{Field: query.Year, Years: query.Years{From: from, To: to}}}
	}
	if n, day := readDay(word); n > 0 {
		return n, day
	}
	return readYears(word)
}

// areYears reports whether a range is of years that reports may be of; 0 is an open end.
func areYears(from, to int) bool {
	is := func(year int) bool { return year == 0 || year >= firstYear && year <= lastYear }
	return is(from) && is(to) && (to == 0 || from <= to)
}

// monthOfYear matches a month of a year, or a day of one.
var monthOfYear = regexp.MustCompile(`^[` + numeral + `]{4}年[` + numeral + `十]{1,2}月份?(?:[` + numeral + `十]{1,3}日)?`)

func readDay(word string) (length int, found []query.Node) {
	named := monthOfYear.FindString(word)
	if named == "" {
		return 0, nil
	}
	year, rest, _ := strings.Cut(named, "年")
	month, day, _ := strings.Cut(rest, "月")
	value := text.ReadDigits(year) + "年" + strconv.Itoa(text.ReadNumber(month)) + "月"
	if n := text.ReadNumber(day); n > 0 {
		value += strconv.Itoa(n) + "日"
	}
	date, err := query.ParseFilter(query.Date, value)
	if err != nil {
		return 0, nil
	}
	return len(named), []query.Node{date}
}

// longestYears is the number of characters of 二〇二〇年至二〇二四年, and of what is as long.
const longestYears = 12

// readYears reads a year or a span of years at the beginning of a word: 2021, 2020年, 2020-2024年, 二〇二一年.
func readYears(word string) (length int, found []query.Node) {
	runes := []rune(word)
	for n := min(len(runes), longestYears); n >= len("2021"); n-- {
		written := text.ReadDigits(string(runes[:n]))
		last := []rune(written)[n-1]
		if !unicode.IsDigit(rune(written[0])) || !unicode.IsDigit(last) && last != '年' {
			continue
		}
		if n < len(runes) && unicode.IsDigit(last) && (unicode.IsDigit([]rune(text.ReadDigits(string(runes[n])))[0]) || strings.ContainsRune(".%％", runes[n])) {
			continue
		}
		years, err := query.ParseFilter(query.Year, written)
		if f, ok := years.(query.Filter); err == nil && ok && f.Years.To > 0 && f.Years.From > 0 && areYears(f.Years.From, f.Years.To) {
			return len(string(runes[:n])), []query.Node{years}
		}
	}
	return 0, nil
}
