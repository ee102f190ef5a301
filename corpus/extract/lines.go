package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	page := 0
	if strings.Contains(text, "\f") {
		page = 1
	}
	add := func(s string) {
		trimmed := strings.TrimFunc(s, blank)
		if trimmed == "" {
			if len(all) > 0 {
				all[len(all)-1].last = true
			}
			return
		}
		first, _ := utf8.DecodeRuneInString(s)
		all = append(all, line{text: trimmed, indented: unicode.IsSpace(first), page: page})
	}
	for text != "" {
		end := lineEnd.FindStringIndex(text)
		if end == nil {
			break
		}
		for _, part := range runTogether(text[:end[0]]) {
			add(part)
		}
		if text[end[0]] == '\f' {
			page++
		}
		text = text[end[1]:]
	}
	for _, part := range runTogether(text) {
		add(part)
	}
	if len(all) > 0 {
		all[len(all)-1].last = true
	}
	return all
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

// blocks turns lines into blocks and marks those whose end may not be a paragraph's end.
func blocks(all []line) []Block {
	broken := brokenLines(all)
	out := make([]Block, len(all))
	for i, l := range all {
		out[i] = Block{Text: l.text, Page: l.page, Line: broken(i), Row: strings.Count(l.text, "\t") > 1}
	}
	return out
}

// brokenLines says of each line whether its end may be no more than the edge of a page. That is so in two kinds of
// text: one that was wrapped at a width, up to the next indent where paragraphs are indented; and one that has blank
// lines between its paragraphs, where two lines stand together.
func brokenLines(all []line) func(i int) bool {
	apart, indented := 0, 0
	for _, l := range all {
		apart += count(l.last)
		indented += count(l.indented)
	}
	wrapped := isWrapped(all)
	// In a wrapped text most lines are not indented; where all are, the indent says nothing.
	indents := indented > 0 && indented*2 < len(all)
	spaced := len(all) >= 4 && apart*10 >= len(all)*6
	return func(i int) bool {
		if i+1 == len(all) {
			return false
		}
		if wrapped {
			return !indents || !all[i+1].indented
		}
		return spaced && !all[i].last && !closed(all[i].text)
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// closed says whether a line ends as a sentence, an item or a salutation does.
func closed(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？：；.!?:;”）)】》", last)
}

// isWrapped says whether a text was broken at a width: most lines are about as long as the longest ones, and most of
// those end within a sentence. Paragraphs of prose differ in length and end with a mark.
func isWrapped(all []line) bool {
	const fewest = 8 // lines; fewer say nothing about a width
	if len(all) < fewest {
		return false
	}
	return isWrappedBy(all, utf8.RuneCountInString) || isWrappedBy(all, printWidth)
}

func isWrappedBy(all []line, width func(string) int) bool {
	widths := make([]int, len(all))
	for i, l := range all {
		widths[i] = width(l.text)
	}
	sorted := slices.Sorted(slices.Values(widths))
	edge := sorted[len(sorted)*9/10]
	// The slack is an indent of two characters, or a mark moved to the next line.
	const narrowest, widest, slack = 12, 200, 4
	if edge < narrowest || edge > widest {
		return false
	}
	full, open := 0, 0
	for i, w := range widths {
		if w >= edge-slack && w <= edge+slack {
			full++
			open += count(!closed(all[i].text))
		}
	}
	return full*5 >= len(all)*2 && open*10 >= full*7
}

// printWidth is the width of a line in print: two for a full-width character, one for the others.
func printWidth(s string) int {
	n := 0
	for _, r := range s {
		n += 1 + count(r >= 0x1100)
	}
	return n
}
