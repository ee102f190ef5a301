// Package typeset makes blocks from lines: those of a text file, which may be wrapped at a width, and those of printed
// pages, which it first assembles from characters. It recognises the lines of a page that are not its text.
package typeset

import (
	"regexp"
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
)

// A Line is a line of a text file with its context.
type Line struct {
	Text     string
	indented bool // it began with white space
	Last     bool // the end of the text or a blank line follows
	scrap    bool // a line of nothing but characters without width follows
	page     int
}

var lineEnd = regexp.MustCompile("\r+\n|[\r\n\f\v\u0085\u2028\u2029]")

// Lines cuts a text into its lines, without the blank ones. A form feed begins a new page; a text without one has no
// pages.
func Lines(text string) []Line {
	var all []Line
	page := count(strings.Contains(text, "\f"))
	for end := []int{0, 0}; end != nil; {
		rest, here := text, page
		if end = lineEnd.FindStringIndex(text); end != nil {
			rest, text = text[:end[0]], text[end[0]:]
			page += count(text[0] == '\f')
			text = text[end[1]-end[0]:]
		}
		for _, part := range RunTogether(rest) {
			all = addLine(all, part, here)
		}
	}
	if len(all) > 0 {
		all[len(all)-1].Last = true
	}
	return all
}

// addLine adds a line unless it is blank; a blank one ends the paragraph before it. One of nothing but characters without width is
// a scrap of a page, which may stand within a sentence.
func addLine(all []Line, s string, page int) []Line {
	trimmed := strings.TrimFunc(s, file.IsBlank)
	if trimmed != "" {
		return append(all, Line{Text: trimmed, indented: isIndented(s), page: page})
	}
	if len(all) == 0 {
		return all
	}
	last := &all[len(all)-1]
	if s == "" || strings.ContainsFunc(s, unicode.IsSpace) {
		last.Last = true
	} else {
		last.scrap = true
	}
	return all
}

// isIndented reports whether a line begins with white space two letters wide. A single space may be left from wrapping.
func isIndented(s string) bool {
	const room = 2
	return printWidth(s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))]) >= room
}

// Paragraphs that lost the line end between them keep the indent of two full-width spaces.
var (
	indent         = regexp.MustCompile("[ \u00a0]*\u3000[\u3000 \u00a0]*\u3000[\u3000 \u00a0]*")
	indentAfterEnd = regexp.MustCompile("([。！？：；”）])[ \u00a0]*\u3000[\u3000 \u00a0]*\u3000[\u3000 \u00a0]*")
)

// RunTogether cuts a line that holds several paragraphs: at every indent if a long line has many of them, otherwise
// only at those after the end of a sentence.
func RunTogether(s string) []string {
	const long, many = 600, 3 // bytes, that is 200 characters: longer than any line of spaced names
	if !strings.Contains(s, "\u3000") {
		return []string{s}
	}
	if len(s) > long && len(indent.FindAllStringIndex(s, many)) == many {
		return indent.Split(s, -1)
	}
	return strings.Split(indentAfterEnd.ReplaceAllString(s, "$1\x00"), "\x00")
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
