package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gaps between two characters of a line, as parts of their size.
const (
	// wordGap is the least white between two words or numbers; a justified line may press a space this far.
	wordGap = 0.15
	// hanGap is white beside a Chinese character that was left on purpose. Justifying and the white between Chinese
	// and digits stay below it.
	hanGap = 0.8
	// wideGap sets parts of a line apart, as the cells of a table.
	wideGap = 2
)

// lineOf reads a row of characters, from left to right, as a line. It is false when nothing is printed there.
func lineOf(row []Glyph) (printedLine, bool) {
	var line printedLine
	var part strings.Builder
	var last Glyph
	spaced := false
	for _, g := range row {
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
		case spaced || isWordGap(last, g):
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

// spaceBefore returns the wide gap between two characters; it is empty when they stand closer.
func spaceBefore(g, last Glyph) gap {
	space := gap{last.X + last.Width, g.X}
	if last.Text == "" || space.to-space.from < wideGap*max(g.Size, last.Size) {
		return gap{}
	}
	return space
}

// isWordGap reports whether the white between two characters is a space that the file does not spell out.
func isWordGap(last, g Glyph) bool {
	least := wordGap
	if IsWide(last.Text) || IsWide(g.Text) {
		least = hanGap
	}
	return g.X-last.X-last.Width > least*max(g.Size, last.Size)
}

// IsWide reports whether a character takes a Chinese character's place.
func IsWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	const firstCJK = 0x2E80
	return r >= firstCJK || unicode.In(r, unicode.Han) || strings.ContainsRune("“”‘’—…·", r)
}

// usualSize is the size of most of a row's type.
func usualSize(row []Glyph) float64 {
	counts := map[float64]int{}
	for _, g := range row {
		counts[g.Size]++
	}
	return mostCounted(counts)
}

// mostCounted returns the size that is counted most often, the larger one of two.
func mostCounted(counts map[float64]int) float64 {
	var most float64
	for size, n := range counts {
		if n > counts[most] || n == counts[most] && size > most {
			most = size
		}
	}
	return most
}

// markTableRows finds the rows of tables: lines one below the other whose parts are set apart at the same place.
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

// text is the line as people read it: a space where parts are set apart, a tab between the cells of a table.
func (l printedLine) text() string {
	if l.row {
		return strings.Join(l.parts, "\t")
	}
	return strings.Join(l.parts, " ")
}

func IsSpace(s string) bool { return strings.TrimSpace(s) == "" }
