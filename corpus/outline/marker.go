package outline

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Class is a way to mark the beginning of a section. The classes are in nesting order: a smaller one contains a
// greater one.
type Class int

const (
	None       Class = iota
	Part             // 第一部分
	Chapter          // 第一章
	Article          // 第一节
	Numeral          // 一、
	Bracketed        // （一）
	Ordinal          // 第一，
	Arabic           // 1.
	BracketedN       // （1） and ①
	Point            // 一是
	Dash             // ——
)

// A Marker is the number or sign in front of a section.
type Marker struct {
	Class  Class
	Number int // 1 for 一、 and （一）; 0 for a dash
}

const numerals = `[十` + text.Digits + `]{1,3}`

var markers = []struct {
	class Class
	form  *regexp.Regexp
}{
	{Part, regexp.MustCompile(`^第(` + numerals + `)(?:部分|编|篇)`)},
	{Chapter, regexp.MustCompile(`^第(` + numerals + `)章`)},
	{Article, regexp.MustCompile(`^第(` + numerals + `)节`)},
	{Ordinal, regexp.MustCompile(`^第(` + numerals + `)[，、,：:]`)},
	{Point, regexp.MustCompile(`^(` + numerals + `)(?:是|要)`)},
	{Numeral, regexp.MustCompile(`^(` + numerals + `)(?:[、．.]|$)`)},
	{Bracketed, regexp.MustCompile(`^[（(](` + numerals + `)[）)][、．.]?`)},
	{Arabic, regexp.MustCompile(`^([0-9０-９]{1,2})[、．.]`)},
	{BracketedN, regexp.MustCompile(`^[（(]([0-9０-９]{1,2})[）)]`)},
	{BracketedN, regexp.MustCompile(`^([①-⑳])`)},
	{Dash, regexp.MustCompile(`^(?:[—－―─]{1,4}|-{2,4})`)},
}

// beginnings has what a marker may begin with: most lines begin otherwise, and need no look at the forms.
const beginnings = "第十（(" + text.Digits + "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳—－―─-"

// Mark reads the marker at the beginning of a line and returns the rest of the line behind it. Without a marker the
// class is None and the rest is the whole line.
func Mark(line string) (Marker, string) {
	if first, _ := utf8.DecodeRuneInString(line); !strings.ContainsRune(beginnings, first) {
		return Marker{}, line
	}
	for _, m := range markers {
		found := m.form.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		rest := line[len(found[0]):]
		if counts(m.class, rest) {
			return Marker{}, line
		}
		marker := Marker{Class: m.class}
		if len(found) > 1 {
			marker.Number = text.ReadNumber(found[1])
		}
		return marker, strings.TrimSpace(rest)
	}
	return Marker{}, line
}

// counts reports whether a number counts something and marks no section: 一、二、三产业, 2.5亿元, 3、5年.
func counts(class Class, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch class {
	case Numeral:
		return strings.ContainsRune("十"+text.Digits, next) && strings.Contains(text.First(rest, 4), "、")
	case Arabic:
		return '0' <= next && next <= '9' || '０' <= next && next <= '９'
	}
	return false
}
