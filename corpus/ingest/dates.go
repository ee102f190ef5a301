package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gongbao/corpus/text"
)

// zeros are the signs that people put for zero in a year in characters, folded: those of numerals, a figure, letters, circles.
const zeros = text.Zeros + "0oο○◯"

// The forms of dates, folded.
var (
	inFigures    = regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`)
	inCharacters = regexp.MustCompile(`([` + zeros + text.Digits + `]{4})年([十` + text.Digits + `]{1,2})月([十` + text.Digits + `]{1,3})日`)
	opening      = regexp.MustCompile(`^[-(]*(?:` + inFigures.String() + `|` + inCharacters.String() + `)`)
	plainDate    = regexp.MustCompile(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
	onlyPlain    = regexp.MustCompile(`^[-(]*` + plainDate.String() + `\)?$`)
	onlyMonth    = regexp.MustCompile(`^[-(]*(\d{4}|[` + zeros + text.Digits + `]{4})年(?:[十\d` + text.Digits + `]{1,2}月)?\)?$`)
)

// readDate finds the first date in a folded line, as 2021-01-28.
func readDate(folded string) string {
	m := inFigures.FindStringSubmatch(folded)
	if m == nil {
		if m = inCharacters.FindStringSubmatch(folded); m == nil {
			return ""
		}
		m = []string{"", readYear(m[1]), strconv.Itoa(text.ReadNumber(m[2])), strconv.Itoa(text.ReadNumber(m[3]))}
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

// readYear returns a year in characters as figures, whatever stands for zero in it.
func readYear(characters string) string {
	return text.ReadDigits(strings.Map(func(r rune) rune {
		if strings.ContainsRune(zeros, r) {
			return '0'
		}
		return r
	}, characters))
}

// leadingDate returns the date at the beginning of a folded line: ——2021年1月28日在….
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

// stamp matches what stands beside the day on which a site put a page up: a time of day, a source, a count of readers.
var stamp = regexp.MustCompile(`\d{1,2}:\d{2}|来源|稿源|发布|发表|更新|浏览|阅读|点击|编辑|责编|作者|字号|字体|时间:|日期:`)

// How firmly a line says that a day is the one of delivery.
const (
	notSaid   = iota
	bareDay   // it stands alone, as the day of a page may
	markedDay // behind a dash or in brackets below a title: ——2021年1月28日
	metOn     // with the meeting
)

// dayOf returns the day that a folded line says a report was delivered on, and how firmly.
func dayOf(folded string) (date string, firmness int) {
	if stamp.MatchString(folded) {
		return "", notSaid
	}
	if _, _, ok := readMeeting(folded); ok {
		if date := readDate(folded); date != "" {
			return date, metOn
		}
	}
	if date = leadingDate(folded); date == "" && onlyPlain.MatchString(folded) {
		date = isoDate(folded)
	}
	switch {
	case date == "":
		return "", notSaid
	case strings.HasPrefix(folded, "-") || strings.HasPrefix(folded, "("):
		return date, markedDay
	}
	return date, bareDay
}

// monthYear returns the year of a folded line with nothing but a month or a year: (2024年1月), (2024年).
func monthYear(folded string) int {
	m := onlyMonth.FindStringSubmatch(folded)
	if m == nil {
		return 0
	}
	year, err := strconv.Atoi(readYear(m[1]))
	if err != nil {
		return 0
	}
	return year
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

// writtenYear matches a year in characters where it can only be that of a title: 二〇二〇年保定市政府工作报告. One in its middle
// may be what a plan is for.
var writtenYear = regexp.MustCompile(`^[` + zeros + text.Digits + `]{4}年|\([` + zeros + text.Digits + `]{4}年度?\)$`)

// singleYear returns the one year in s, or 0 if there is none or several. A longer number holds no year.
func singleYear(s string) int {
	year := 0
	s = writtenYear.ReplaceAllStringFunc(s, readYear)
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
