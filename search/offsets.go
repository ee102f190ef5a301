package search

import (
	"slices"
	"unicode/utf16"
)

// Offsets are the units of positions in a text.
type Offsets string

const (
	CodePoints Offsets = "codepoints" // Unicode code points; also the zero Offsets
	UTF16      Offsets = "utf16"      // UTF-16 code units
)

// In returns ascending marks of code points in these units. It changes marks.
func (o Offsets) In(text string, marks []Span) []Span {
	if o != UTF16 || len(marks) == 0 {
		return marks
	}
	points, units := 0, 0
	rest := text
	to := func(point int) int {
		for i, r := range rest {
			if points == point {
				rest = rest[i:]
				return units
			}
			points, units = points+1, units+utf16.RuneLen(r)
		}
		rest = ""
		return units
	}
	for i, m := range marks {
		from := to(m[0])
		marks[i] = Span{from, to(m[1])}
	}
	return marks
}

// measure puts the marks of a hit into these units.
func (o Offsets) measure(h *Hit) {
	if o != UTF16 {
		return
	}
	h.Marks, h.Snippet.Marks = o.In(h.Text, slices.Clone(h.Marks)), o.In(h.Snippet.Text, slices.Clone(h.Snippet.Marks))
	for _, p := range h.Passages() {
		p.Marks, p.Snippet.Marks = o.In(p.Text, slices.Clone(p.Marks)), o.In(p.Snippet.Text, slices.Clone(p.Snippet.Marks))
	}
}
