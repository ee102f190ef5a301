package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

const characters = "零一二三四五六七八九"

// digits reads figures one by one: 二〇二一 is 2021.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '〇' {
			return '0'
		}
		if i := strings.IndexRune(characters, r); i >= 0 {
			return rune('0' + i/len("零"))
		}
		return r
	}, s)
}

// counted reads a number up to 99: 二十八 is 28.
func counted(s string) string {
	tens, ones, isTens := strings.Cut(s, "十")
	if !isTens {
		return digits(s)
	}
	if tens == "" {
		tens = "一"
	}
	if ones == "" {
		ones = "零"
	}
	return digits(tens + ones)
}

var (
	aNumber = regexp.MustCompile(`\d+`)
	aYear   = regexp.MustCompile(`^(?:19|20)\d{2}`)
)

// yearOf returns the year of a date as 2021-01-28, or 0.
func yearOf(date string) int {
	year, _ := strconv.Atoi(date[:min(4, len(date))])
	return year
}

// singleYear returns the year that s names, or 0 when it names none or several. A longer number has no year in it.
func singleYear(s string) int {
	year := 0
	for _, number := range aNumber.FindAllString(s, -1) {
		// A day as 20210128 begins with its year.
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
