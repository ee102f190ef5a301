package typeset

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
)

// Blocks turns lines into blocks and marks those whose end may not be a paragraph's end.
func Blocks(all []Line) []file.Block {
	how := typesettingOf(all)
	out := make([]file.Block, len(all))
	for i, l := range all {
		out[i] = file.Block{Text: l.Text, Page: l.page, Row: strings.Count(l.Text, "\t") > 1}
		if last := i+1 == len(all); how.wrapped() {
			out[i].Indent = how.indents && l.indented
			out[i].Short = how.width(l.Text) < how.edge-slack
			out[i].Line = !last && !(how.indents && all[i+1].indented)
		} else {
			out[i].Line = !last && how.spaced && !l.Last && !Closed(l.Text)
		}
	}
	return out
}

// A typesetting describes how a text file sets its paragraphs.
type typesetting struct {
	edge    int              // the width that the text was wrapped at, or 0
	width   func(string) int // measures a line in the unit of edge
	indents bool             // paragraphs begin with an indent
	spaced  bool             // blank lines separate paragraphs
}

func (s typesetting) wrapped() bool { return s.edge > 0 }

func typesettingOf(all []Line) typesetting {
	apart, indented := 0, 0
	for _, l := range all {
		apart += count(l.Last || l.scrap)
		indented += count(l.indented)
	}
	const fewest = 4 // lines
	s := typesetting{
		// If hardly any line lacks an indent, the indent is the page's margin and marks nothing.
		indents: indented > 0 && indented*10 < len(all)*9,
		spaced:  len(all) >= fewest && apart*10 >= len(all)*6,
	}
	for _, width := range []func(string) int{utf8.RuneCountInString, printWidth} {
		if edge := edgeOf(all, width); edge > 0 {
			s.edge, s.width = edge, width
			return s
		}
	}
	return s
}

// slack is how much shorter than the others a full line may be: an indent of two characters, or a mark or a number that
// moved to the next line.
const slack = 4

// edgeOf returns the width that a text was wrapped at, or 0. In such a text most lines are about as long as the longest
// ones, and most of those end within a sentence; paragraphs of prose differ in length and end with a mark.
func edgeOf(all []Line, width func(string) int) int {
	const fewest = 8 // lines; fewer say nothing about a width
	if len(all) < fewest {
		return 0
	}
	widths := make([]int, len(all))
	for i, l := range all {
		widths[i] = width(l.Text)
	}
	edge := slices.Sorted(slices.Values(widths))[len(widths)*9/10]
	const narrowest, widest = 12, 200
	if edge < narrowest || edge > widest {
		return 0
	}
	full, open := 0, 0
	for i, w := range widths {
		if w >= edge-slack && w <= edge+slack {
			full++
			open += count(!Closed(all[i].Text))
		}
	}
	if full*10 < len(all)*4 || open*10 < full*7 {
		return 0
	}
	return edge
}

// Closed reports whether a line ends like a sentence, an item or a salutation.
func Closed(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？：；.!?:;”）)】》", last)
}

// printWidth returns the printed width of a line: two for a full-width character, one for any other.
func printWidth(s string) int {
	n := 0
	for _, r := range s {
		n += 1 + count(r >= 0x1100)
	}
	return n
}
