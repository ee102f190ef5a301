package extract

import (
	"regexp"
	"strings"
	"unicode"
)

// A line is a line of a text file with what stood around it.
type line struct {
	text     string
	indented bool // began with white space
	last     bool // the end of the text or a blank line follows
	page     int
}

var lineEnd = regexp.MustCompile("\r+\n|[\r\n\f\v\u0085\u2028\u2029]")

// blank is what counts as nothing at a line's ends: white space, and characters without width.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060'
}

// lines cuts a text into its lines, leaving out the blank ones. A form feed begins a new page; a text without one has
// no pages.
func lines(text string) []line {
	var all []line
	page := count(strings.Contains(text, "\f"))
	for end := []int{0, 0}; end != nil; {
		rest, here := text, page
		if end = lineEnd.FindStringIndex(text); end != nil {
			rest, text = text[:end[0]], text[end[0]:]
			page += count(text[0] == '\f')
			text = text[end[1]-end[0]:]
		}
		for _, part := range runTogether(rest) {
			all = addLine(all, part, here)
		}
	}
	if len(all) > 0 {
		all[len(all)-1].last = true
	}
	return all
}

// addLine adds a line that has something in it; a blank one ends the line before it.
func addLine(all []line, s string, page int) []line {
	trimmed := strings.TrimFunc(s, blank)
	if trimmed != "" {
		return append(all, line{text: trimmed, indented: isIndented(s), page: page})
	}
	if len(all) > 0 {
		all[len(all)-1].last = true
	}
	return all
}

// isIndented says whether a line begins with room for two letters. A single space is one that a wrapped line began with.
func isIndented(s string) bool {
	const room = 2
	return printWidth(s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))]) >= room
}

// Paragraphs that lost the line end between them still have the indent of two full-width spaces.
var (
	indent         = regexp.MustCompile("[ \u00a0]*\u3000[\u3000 \u00a0]*\u3000[\u3000 \u00a0]*")
	indentAfterEnd = regexp.MustCompile("([。！？：；”）])[ \u00a0]*\u3000[\u3000 \u00a0]*\u3000[\u3000 \u00a0]*")
)

// runTogether cuts a line that holds several paragraphs: at every indent where there are many of them in a long line,
// otherwise only at those that follow the end of a sentence.
func runTogether(s string) []string {
	const long, many = 600, 3 // bytes, that is 200 characters: longer than any line of names set apart by spaces
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
