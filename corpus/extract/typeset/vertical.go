package typeset

import "math"

// turnColumns turns the characters of a page in vertical columns, such as a gazette's, as if they were set from top to bottom
// on a line that runs downwards. Read as lines, the columns then go from right to left. The characters of other pages stay as
// they are.
func turnColumns(glyphs []Glyph) []Glyph {
	if !isVertical(glyphs) {
		return glyphs
	}
	turned := make([]Glyph, 0, len(glyphs))
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && stepOf(glyphs[end-1], glyphs[end]) == stepRight {
			end++
		}
		turned = append(turned, turnRun(glyphs[start:end])...)
		start = end
	}
	return turned
}

// A step is where a character stands from the one before it.
type step int

const (
	stepElsewhere step = iota
	stepRight
	stepDown
)

// stepOf tells a step of at most two sizes along a line or a column from others.
func stepOf(from, to Glyph) step {
	const aside, most = 0.5, 2 // in sizes
	size := max(from.Size, to.Size)
	right, down := (to.X-from.X)/size, (to.Y-from.Y)/size
	switch {
	case !from.isUpright() || !to.isUpright():
		return stepElsewhere
	case math.Abs(down) < aside && right > 0 && right <= most:
		return stepRight
	case math.Abs(right) < aside && down > 0 && down <= most:
		return stepDown
	}
	return stepElsewhere
}

func (g Glyph) isUpright() bool {
	const degree = math.Pi / 180
	return math.Abs(g.Angle) < 2*degree
}

// isVertical reports whether most characters of a page stand below the one before them.
func isVertical(glyphs []Glyph) bool {
	const least, times = 8, 2 // steps; the narrow cells of a table have steps down too
	counts := map[step]int{}
	var last Glyph
	for _, g := range glyphs {
		if !IsWide(g.Text) {
			continue
		}
		if last.Text != "" {
			counts[stepOf(last, g)]++
		}
		last = g
	}
	return counts[stepDown] >= least && counts[stepDown] > times*counts[stepRight]
}

// turnRun turns characters that stand side by side: one character, or a number of two digits that fills the place of one. What
// is wider is a line across the page, such as its number, and stays.
func turnRun(run []Glyph) []Glyph {
	const (
		widest = 1.5  // sizes
		ascent = 0.88 // of a size: the part of a Chinese character above its baseline
		middle = 0.35 // of a size: the middle of a letter above its baseline
		beside = 0.25 // of a size: what keeps two equal digits apart
	)
	first, last := run[0], run[len(run)-1]
	right := last.X + min(last.Width, last.Size) // a font for columns has no width that counts
	if !first.isUpright() || right-first.X > widest*first.Size {
		return run
	}
	center := (first.X + right) / 2
	turned := make([]Glyph, len(run))
	for i, g := range run {
		g.X = center - middle*g.Size
		g.Y += (float64(i)*beside - ascent) * g.Size
		g.Width, g.Angle = g.Size, math.Pi/2
		turned[i] = g
	}
	return turned
}
