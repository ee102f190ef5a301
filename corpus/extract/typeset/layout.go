package typeset

import (
	"cmp"
	"math"
	"slices"
)

// A Glyph is a positioned character on a printed page. Lengths are in the unit of the page, and y points down.
type Glyph struct {
	Text  string
	X, Y  float64 // the left end of its part of the baseline
	Width float64 // the distance to the next character if they are set without a gap
	Size  float64 // the size of its type
	Angle float64 // the direction of writing in radians, clockwise from left to right
}

// A Sheet is one side of a printed page, with its characters in any order.
type Sheet struct {
	Page   int // from 1
	Width  float64
	Glyphs []Glyph
}

// A printedLine is a line of a page in reading order.
type printedLine struct {
	page        int
	width       float64 // of the sheet
	direction   int     // of writing, as byDirection counts it
	column      int     // 0 across the page; 1 and 2 for the left and the right one of two columns
	left, right float64
	size        float64  // of most of its type
	parts       []string // the parts between wide gaps
	gaps        []gap
	row         bool
}

// A gap is an interval of a line without print.
type gap struct{ from, to float64 }

// lines reads a sheet line by line, from top to bottom and from left to right, and two columns one after the other. It reads
// vertical columns from right to left. Text that runs in another direction than most of the sheet, such as a watermark across
// it, comes last.
func (s Sheet) lines() []printedLine {
	var lines []printedLine
	for _, group := range byDirection(turnColumns(s.Glyphs)) {
		for _, line := range inColumns(rowsOf(group.glyphs)) {
			line.page, line.width, line.direction = s.Page, s.Width, group.direction
			lines = append(lines, line)
		}
	}
	markTableRows(lines)
	return lines
}

// directed holds the glyphs that run in one direction, turned so that they run from left to right.
type directed struct {
	direction int // in steps of five degrees
	glyphs    []Glyph
}

// byDirection groups characters by their direction of writing, the sheet's usual one first, so that a page on its side
// reads like an upright one.
func byDirection(glyphs []Glyph) []directed {
	// Rounding to five degrees keeps together characters that scanning or a printer's arithmetic set slightly askew.
	const step = 5 * math.Pi / 180
	turned := map[int][]Glyph{}
	for _, g := range glyphs {
		steps := int(math.Round(g.Angle / step))
		turned[steps] = append(turned[steps], g.turn(float64(steps)*step))
	}
	groups := make([]directed, 0, len(turned))
	for steps, glyphs := range turned {
		groups = append(groups, directed{steps, glyphs})
	}
	slices.SortFunc(groups, func(a, b directed) int {
		return cmp.Or(len(b.glyphs)-len(a.glyphs), a.direction-b.direction)
	})
	return groups
}

// turn moves a character to its position after turning the sheet back by an angle.
func (g Glyph) turn(angle float64) Glyph {
	if angle == 0 {
		return g
	}
	sin, cos := math.Sincos(angle)
	g.X, g.Y = g.X*cos+g.Y*sin, g.Y*cos-g.X*sin
	return g
}

// rowsOf groups characters with a common baseline, from top to bottom. Raised and lowered characters, such as the mark
// of a note, belong to their line.
func rowsOf(glyphs []Glyph) [][]Glyph {
	// A note's mark is raised by a third of the size, and lines are at least a whole size apart.
	const reach = 0.4
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b Glyph) int { return cmp.Compare(a.Y, b.Y) })
	var rows [][]Glyph
	var largest Glyph
	for _, g := range sorted {
		if len(rows) == 0 || math.Abs(g.Y-largest.Y) > reach*max(g.Size, largest.Size) {
			rows = append(rows, nil)
			largest = g
		}
		if g.Size > largest.Size {
			largest = g
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], g)
	}
	for i, row := range rows {
		slices.SortStableFunc(row, func(a, b Glyph) int { return cmp.Compare(a.X, b.X) })
		rows[i] = withoutDoubles(row)
	}
	return rows
}

// withoutDoubles drops characters printed again at the same position, which is how some programs print bold.
func withoutDoubles(row []Glyph) []Glyph {
	const apart = 0.2 // of the size; even the narrowest double characters in a word are further apart
	const shadows = 4 // bold is printed up to four times
	var kept []Glyph
	for _, g := range row {
		near := kept[max(0, len(kept)-shadows):]
		double := slices.ContainsFunc(near, func(k Glyph) bool {
			return k.Text == g.Text && math.Abs(g.X-k.X) < apart*g.Size && math.Abs(g.Y-k.Y) < apart*g.Size
		})
		if !double {
			kept = append(kept, g)
		}
	}
	return kept
}

// RoundSize makes sizes equal that differ only by a printer's arithmetic.
func RoundSize(size float64) float64 {
	return math.Round(size*10) / 10
}
