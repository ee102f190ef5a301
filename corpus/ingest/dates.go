package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"gongbao/corpus/text"
)

// The forms of dates, folded.
var (
	inFigures    = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	inCharacters = regexp.MustCompile(`([` + text.Zeros + text.Digits + `]{4})年([十` + text.Digits + `]{1,2})月([十` + text.Digits + `]{1,3})日`)
	opening      = regexp.MustCompile(`^[-(]*(?:` + inFigures.String() + `|` + inCharacters.String() + `)`)
	plainDate    = regexp.MustCompile(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
)

// readDate finds the first date in a folded line, as 2021-01-28.
func readDate(folded string) string {
	m := inFigures.FindStringSubmatch(folded)
	if m == nil {
		if m = inCharacters.FindStringSubmatch(folded); m == nil {
			return ""
		}
		m = []string{"", text.ReadDigits(m[1]), strconv.Itoa(text.ReadNumber(m[2])), strconv.Itoa(text.ReadNumber(m[3]))}
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	date := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if known, err := time.Parse(time.DateOnly, date); err != nil || known.Year() == 0 {
		return "" // there is no such day
	}
	return date
}

// leadingDate returns the date at the beginning of a folded line, which is always the day of delivery: ——2021年1月28日在….
func leadingDate(folded string) string { return readDate(opening.FindString(folded)) }

// isoDate reads a day in one of the usual forms, and returns it as 2021-01-28.
func isoDate(s string) string {
	folded := text.Spell(s)
	if d := readDate(folded); d != "" {
		return d
	}
	m := plainDate.FindStringSubmatch(folded)
	if m == nil {
		return ""
	}
	return readDate(m[1] + "年" + m[2] + "月" + m[3] + "日")
}

var (
	aNumber = regexp.MustCompile(`\d+`)
	aYear   = regexp.MustCompile(`^(?:19|20)\d{2}`)
)

// yearOf returns the year of a date such as 2021-01-28, or 0.
func yearOf(date string) int {
	year, _ := strconv.Atoi(date[:min(4, len(date))])
	return year
}

// singleYear returns the one year in s, or 0 if there is none or several. A longer number holds no year.
func singleYear(s string) int {
	year := 0
	for _, number := range aNumber.FindAllString(s, -1) {
		// A day such as 20210128 begins with its year.
		if len(number) != 4 && len(number) != 8 || !aYear.MatchString(number) {
			continue
		}
		found, _ := strconv.Atoi(number[:4])
		if year != 0 && year != found {
			return 0
		}
		year = found
	}
	return year
}
