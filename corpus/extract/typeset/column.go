package typeset

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A gutter is the white space between two columns; zero means none.
type gutter struct{ at float64 }

// inColumns reads rows as lines. On a sheet with two printed pages, and on a page in two columns the lines across the page divide it into bands, and the left
// column of each band comes first.
func inColumns(rows [][]Glyph) []printedLine {
	between := findSpread(rows)
	if between.at == 0 {
		between = findGutter(rows)
	}
	var lines, left, right []printedLine
	flush := func() {
		lines = append(append(lines, left...), right...)
		left, right = nil, nil
	}
	for _, row := range rows {
		if between.at == 0 || crosses(row, between.at) {
			flush()
			lines = appendLine(lines, row, 0)
			continue
		}
		split := 0
		for split < len(row) && row[split].X < between.at {
			split++
		}
		left = appendLine(left, row[:split], 1)
		right = appendLine(right, row[split:], 2)
	}
	flush()
	return lines
}

func appendLine(lines []printedLine, row []Glyph, column int) []printedLine {
	line, ok := lineOf(row)
	if !ok {
		return lines
	}
	line.column = column
	return append(lines, line)
}

// gutterWidth is the least white space between two columns, in multiples of their type size. Within a line, white space
// is narrower unless it is intended.
const gutterWidth = 1.2

// crosses reports whether a row has print at a position, or so close around it that it is one line.
func crosses(row []Glyph, at float64) bool {
	var last Glyph
	for _, g := range row {
		if IsSpace(g.Text) {
			continue
		}
		end := last.X + last.Width
		switch {
		case g.X < at && g.X+g.Width > at:
			return true
		case g.X >= at:
			return last.Text != "" && g.X-end < gutterWidth*max(g.Size, last.Size)
		}
		last = g
	}
	return false
}

// pageNumber matches the number at the foot or the head of a printed page, as official documents set it: — 12 —.
var pageNumber = regexp.MustCompile(`^(?:[-—–－·]+\s*(\d{1,4})\s*[-—–－·]+|第\s*(\d{1,4})\s*页)$`)

// findSpread finds the middle of a sheet on which two pages are printed beside each other: the numbers at their feet or heads, in
// one row, follow each other. However few lines they have, they are not read across.
func findSpread(rows [][]Glyph) gutter {
	if len(rows) < 2 {
		return gutter{}
	}
	for _, row := range [][]Glyph{rows[len(rows)-1], rows[0]} {
		from, to := extent([][]Glyph{row})
		middle := (from + to) / 2
		split := slices.IndexFunc(row, func(g Glyph) bool { return g.X >= middle })
		if split < 1 || crosses(row, middle) {
			continue
		}
		left, right := numberOf(row[:split]), numberOf(row[split:])
		if _, _, across := sides(rows, middle); left > 0 && right == left+1 && float64(across) <= mostAcross*float64(len(rows)) {
			return gutter{middle}
		}
	}
	return gutter{}
}

// numberOf returns the number of a page that a row consists of, or 0.
func numberOf(row []Glyph) int {
	var text strings.Builder
	for _, g := range row {
		text.WriteString(g.Text)
	}
	m := pageNumber.FindStringSubmatch(strings.TrimSpace(text.String()))
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1] + m[2])
	if err != nil {
		return 0
	}
	return n
}

// mostAcross is the share of the lines that may span both columns, as headings and pictures do.
const mostAcross = 0.2

// findGutter searches the middle of a page for white space that divides it into two columns of running text. Tables
// have such white space too, but their cells are not full.
func findGutter(rows [][]Glyph) gutter {
	const (
		leastRows = 8   // lines in a column; fewer may be chance
		leastFull = 0.6 // of a column's width that its lines fill
		places    = 40  // positions to try
	)
	from, to := extent(rows)
	var best gutter
	bestAcross := len(rows)
	for i := range places {
		at := from + (to-from)*(0.35+0.3*float64(i)/(places-1))
		left, right, across := sides(rows, at)
		enough := left.rows >= leastRows && right.rows >= leastRows
		full := left.print >= leastFull*float64(left.rows)*(at-from) && right.print >= leastFull*float64(right.rows)*(to-at)
		if enough && full && across < bestAcross && float64(across) <= mostAcross*float64(len(rows)) {
			best, bestAcross = gutter{at}, across
		}
	}
	return best
}

// side holds the print on one side of a gutter.
type side struct {
	rows  int
	print float64 // the total width of its characters
}

// sides measures the rows left and right of a position and counts those across it.
func sides(rows [][]Glyph, at float64) (left, right side, across int) {
	for _, row := range rows {
		if crosses(row, at) {
			across++
			continue
		}
		var l, r float64
		for _, g := range row {
			if g.X < at {
				l += g.Width
			} else {
				r += g.Width
			}
		}
		left.add(l)
		right.add(r)
	}
	return left, right, across
}

func (s *side) add(print float64) {
	if print > 0 {
		s.rows++
		s.print += print
	}
}

// extent returns the left and right ends of all print.
func extent(rows [][]Glyph) (from, to float64) {
	first := true
	for _, row := range rows {
		for _, g := range row {
			if first {
				from, to, first = g.X, g.X+g.Width, false
			}
			from, to = min(from, g.X), max(to, g.X+g.Width)
		}
	}
	return from, to
}
