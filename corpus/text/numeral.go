package text

import (
	"strconv"
	"strings"
)

// The characters of Chinese numerals, for regular expressions.
const (
	Zeros  = "〇零"
	Digits = "一二三四五六七八九" // 1 to 9
	Powers = "十百千万亿"     // of ten
)

// ReadDigits returns s with Chinese digits as figures: 二〇二一 becomes 2021. Other characters stay.
func ReadDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d := digitOf(r); d >= 0 {
			return rune('0' + d)
		}
		return r
	}, s)
}

// WriteDigits returns s with its figures as Chinese digits, zero as 〇: 2021 becomes 二〇二一. Other characters stay.
func WriteDigits(s string) string {
	digits := []rune("〇" + Digits)
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return digits[r-'0']
	}, s)
}

// digitOf returns the value of a digit, Chinese or Arabic of either width, or -1.
func digitOf(r rune) int {
	switch i := strings.IndexRune(Digits, r); {
	case i >= 0:
		return i/len("一") + 1
	case strings.ContainsRune(Zeros, r):
		return 0
	case '0' <= r && r <= '9':
		return int(r - '0')
	case '０' <= r && r <= '９':
		return int(r - '０')
	}
	return -1
}

// ReadNumber reads a number below a thousand: 二十八, 一百零二, 28, ２８ and ⑫. It ignores other characters in s.
func ReadNumber(s string) int {
	total, last := 0, 0
	for _, r := range s {
		switch d := digitOf(r); {
		case d >= 0:
			last = last*10 + d
		case r == '十':
			total, last = total+max(last, 1)*10, 0
		case r == '百':
			total, last = total+max(last, 1)*100, 0
		case '①' <= r && r <= '⑳':
			last = int(r-'①') + 1
		}
	}
	return total + last
}

// Numerals writes numbers in words, with its own characters for the digits from 0 to 9 and for ten, hundred and
// thousand.
type Numerals struct {
	Digits, Units string
	// Short drops the leading one of ten to nineteen: 十一 for 一十一.
	Short bool
}

// Plain writes the numerals of running text: 十一, 一百零二.
var Plain = Numerals{Digits: "零" + Digits, Units: "十百千", Short: true}

// Write writes a number from 0 to 9999 in words, and any other in figures.
func (w Numerals) Write(n int) string {
	digits, units := []rune(w.Digits), []rune(w.Units)
	switch {
	case n < 0 || n > 9999:
		return strconv.Itoa(n)
	case n == 0:
		return string(digits[0])
	}
	var b strings.Builder
	gap := false
	for place, power := 3, 1000; place >= 0; place, power = place-1, power/10 {
		d := n / power % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune(digits[0])
			gap = false
		}
		if !(w.Short && n < 20 && place == 1) {
			b.WriteRune(digits[d])
		}
		if place > 0 {
			b.WriteRune(units[place-1])
		}
	}
	return b.String()
}
