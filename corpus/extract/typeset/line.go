package typeset

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gaps between two characters of a line, in multiples of their size.
const (
	// wordGap is the least white space between two words or numbers; a justified line may press a space this far.
	wordGap = 0.15
	// hanGap is intended white space beside a Chinese character. Justifying and the white space between Chinese and
	// digits stay below it.
	hanGap = 0.8
	// wideGap separates the parts of a line, such as the cells of a table.
	wideGap = 2
)

// lineOf reads a row of characters, from left to right, as a line. It returns false for a row without print.
func lineOf(row []Glyph) (printedLine, bool) {
	var line printedLine
	var part strings.Builder
	var last Glyph
	spaced, cell := false, cellOf(row)
	for i, g := range row {
		if IsSpace(g.Text) {
			spaced = true
			continue
		}
		switch space := spaceBefore(g, last); {
		case last.Text == "":
			line.left = g.X
		case space.to > space.from:
			line.parts = append(line.parts, part.String())
			line.gaps = append(line.gaps, space)
			part.Reset()
		case spaced || isWordGap(last, g) && !inCells(row, i, cell):
			part.WriteByte(' ')
		}
		part.WriteString(g.Text)
		last, spaced = g, false
	}
	if last.Text == "" {
		return printedLine{}, false
	}
	line.parts = append(line.parts, part.String())
	line.right = last.X + last.Width
	line.size = usualSize(row)
	return line, true
}

// spaceBefore returns the wide gap between two characters; it is empty when they are closer.
func spaceBefore(g, last Glyph) gap {
	space := gap{last.X + last.Width, g.X}
	if last.Text == "" || space.to-space.from < wideGap*max(g.Size, last.Size) {
		return gap{}
	}
	return space
}

// isWordGap reports whether the white space between two characters is a space that the file omits.
func isWordGap(last, g Glyph) bool {
	least := wordGap
	if IsWide(last.Text) || IsWide(g.Text) {
		least = hanGap
	}
	return g.X-last.X-last.Width > least*max(g.Size, last.Size)
}

// cellOf returns the usual step from a Chinese character to the next one; it is 0 for a row without any.
func cellOf(row []Glyph) float64 {
	var steps []float64
	for i := 1; i < len(row); i++ {
		if IsWide(row[i-1].Text) {
			steps = append(steps, row[i].X-row[i-1].X)
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// inCells reports whether a character, counted from 0, and its neighbours stand in cells as wide as a Chinese character, one in
// each, as a scanner's program and a squared paper set numbers. The white beside them is no space then.
func inCells(row []Glyph, i int, cell float64) bool {
	const about, widest = 0.05, 1.3 // of the cell; of the size
	if cell > widest*row[i].Size {
		return false
	}
	for _, at := range []int{i - 1, i, i + 1} {
		if at < 1 || at >= len(row) {
			continue
		}
		if math.Abs(row[at].X-row[at-1].X-cell) > about*cell {
			return false
		}
	}
	return true
}

// IsWide reports whether a character is as wide as a Chinese one.
func IsWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	const firstCJK = 0x2E80
	return r >= firstCJK || unicode.In(r, unicode.Han) || strings.ContainsRune("“”‘’—…·", r)
}

// usualSize returns the most frequent type size of a row.
func usualSize(row []Glyph) float64 {
	counts := map[float64]int{}
	for _, g := range row {
		counts[g.Size]++
	}
	return mostCounted(counts)
}

// mostCounted returns the size with the highest count, the larger one of two.
func mostCounted(counts map[float64]int) float64 {
	var most float64
	for size, n := range counts {
		if n > counts[most] || n == counts[most] && size > most {
			most = size
		}
	}
	return most
}

// markTableRows finds the rows of tables: consecutive lines with gaps at the same position.
func markTableRows(lines []printedLine) {
	for i := 1; i < len(lines); i++ {
		above, below := &lines[i-1], &lines[i]
		if above.column == below.column && gapsMeet(above.gaps, below.gaps) {
			above.row, below.row = true, true
		}
	}
}

func gapsMeet(above, below []gap) bool {
	for _, a := range above {
		for _, b := range below {
			if a.from < b.to && b.from < a.to {
				return true
			}
		}
	}
	return false
}

// text returns the line as people read it: a space between separate parts, a tab between the cells of a table.
func (l printedLine) text() string {
	if l.row {
		return strings.Join(l.parts, "\t")
	}
	return strings.Join(l.parts, " ")
}

func IsSpace(s string) bool { return strings.TrimSpace(s) == "" }
