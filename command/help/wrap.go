package help

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"gongbao/terminal"
)

// width is the greatest number of columns of a line of help.
const width = 100

// fill breaks the paragraphs of a text anew, so that no line is wider than width. A line that begins with a space is an example and
// stays as it is.
func fill(text string) string {
	var lines []string
	paragraph := ""
	flush := func() {
		if paragraph != "" {
			lines = append(lines, wrap(paragraph, width)...)
			paragraph = ""
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" || line[0] == ' ' {
			flush()
			lines = append(lines, line)
			continue
		}
		paragraph = join(paragraph, line)
	}
	flush()
	return strings.Join(lines, "\n")
}

// join joins two lines of a paragraph, with a space unless they meet in Chinese.
func join(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || isWide(last) && isWide(first) || isWide(last) && unicode.IsPunct(last) {
		return a + b
	}
	return a + " " + b
}

func isWide(r rune) bool { return terminal.Width(string(r)) > 1 }

// wrap breaks a text into lines of at most columns columns: between words, and between Chinese characters where UAX #14 allows it.
// A word that is wider has a line of its own.
func wrap(text string, columns int) []string {
	var lines []string
	line, word := "", ""
	state := -1
	for text != "" {
		var piece string
		piece, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		word += piece
		last, _ := utf8.DecodeLastRuneInString(piece)
		next, _ := utf8.DecodeRuneInString(text)
		if text != "" && last != ' ' && !isWide(last) && !isWide(next) {
			continue // inside a flag or an address
		}
		if line != "" && terminal.Width(line+strings.TrimRight(word, " ")) > columns {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line, word = line+word, ""
	}
	return append(lines, strings.TrimRight(line, " "))
}
