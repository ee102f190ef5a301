package outline

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Class is a way to mark the beginning of a section. The classes are ordered as reports nest them: a smaller one
// contains a greater one.
type Class int

const (
	None       Class = iota
	Part             // 第一部分
	Numeral          // 一、
	Bracketed        // （一）
	Ordinal          // 第一，
	Arabic           // 1.
	BracketedN       // （1） and ①
	Point            // 一是
	Dash             // ——
)

// A Marker is what a section begins with.
type Marker struct {
	Class  Class
	Number int // 1 for 一、 and （一）; 0 for a dash
}

const numerals = `[一二三四五六七八九十]{1,3}`

var markers = []struct {
	class Class
	form  *regexp.Regexp
}{
	{Part, regexp.MustCompile(`^第(` + numerals + `)(?:部分|章|节|编|篇)`)},
	{Ordinal, regexp.MustCompile(`^第(` + numerals + `)[，、,：:]`)},
	{Point, regexp.MustCompile(`^(` + numerals + `)(?:是|要)`)},
	{Numeral, regexp.MustCompile(`^(` + numerals + `)(?:[、．.]|$)`)},
	{Bracketed, regexp.MustCompile(`^[（(](` + numerals + `)[）)][、．.]?`)},
	{Arabic, regexp.MustCompile(`^([0-9０-９]{1,2})[、．.]`)},
	{BracketedN, regexp.MustCompile(`^[（(]([0-9０-９]{1,2})[）)]`)},
	{BracketedN, regexp.MustCompile(`^([①-⑳])`)},
	{Dash, regexp.MustCompile(`^(?:[—－―─]{1,4}|-{2,4})`)},
}

// Mark reads the marker that text begins with and returns the rest of the text behind it. The class is None when there
// is none, and the rest the whole text.
func Mark(text string) (Marker, string) {
	for _, m := range markers {
		found := m.form.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		rest := text[len(found[0]):]
		if counts(m.class, rest) {
			return Marker{}, text
		}
		marker := Marker{Class: m.class}
		if len(found) > 1 {
			marker.Number = number(found[1])
		}
		return marker, strings.TrimSpace(rest)
	}
	return Marker{}, text
}

// counts tells a number that counts something from one that marks a section: 一、二、三产业, 2.5亿元, 3、5年.
func counts(class Class, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch class {
	case Numeral:
		return strings.ContainsRune("一二三四五六七八九十", next) && strings.Contains(firstRunes(rest, 4), "、")
	case Arabic:
		return '0' <= next && next <= '9' || '０' <= next && next <= '９'
	}
	return false
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// number reads 十二, 12, １２ and ⑫.
func number(s string) int {
	total, last := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("一二三四五六七八九", r); {
		case i >= 0:
			last = i/len("一") + 1
		case r == '十':
			total, last = max(last, 1)*10, 0
		case '0' <= r && r <= '9':
			total, last = (total+last)*10, int(r-'0')
		case '０' <= r && r <= '９':
			total, last = (total+last)*10, int(r-'０')
		case '①' <= r && r <= '⑳':
			last = int(r-'①') + 1
		}
	}
	return total + last
}
