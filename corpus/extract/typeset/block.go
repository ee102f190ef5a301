package typeset

import (
	"math"
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
)

// The measures of a printed text, in multiples of its type size.
const (
	// indented is the distance from the left edge of a line that begins there on purpose: paragraphs are indented by
	// two characters, and justifying moves nothing at the left.
	indented = 1.5
	// short is the distance from the right edge of a line that was not broken there: the word or number that did not
	// fit, with the marks that may not begin a line, is narrower.
	short = 3
	// larger is the ratio of a heading's type size to the text's: 16 points over 14 are the smallest step in use.
	larger = 1.1
)

// printedBlocks makes blocks from the lines of a whole file. The majority of its type sizes and line ends define what
// is usual.
func printedBlocks(lines []printedLine) []file.Block {
	body := bodySize(lines)
	edges := textEdges(lines, body)
	blocks := make([]file.Block, len(lines))
	for i, line := range lines {
		edge, known := edges[line.setting()]
		blocks[i] = file.Block{
			Text:    line.text(),
			Page:    line.page,
			Line:    true,
			Row:     line.row,
			Indent:  known && line.left-edge.left > indented*line.size,
			Short:   known && edge.right-line.right > short*line.size,
			Heading: line.size > larger*body && strings.ContainsFunc(line.text(), unicode.IsLetter),
		}
	}
	return blocks
}

// bodySize returns the most frequent size of type.
func bodySize(lines []printedLine) float64 {
	counts := map[float64]int{}
	for _, line := range lines {
		for _, part := range line.parts {
			counts[line.size] += len(part)
		}
	}
	return mostCounted(counts)
}

// setting identifies lines with common edges. Left and right pages of a bound print differ, and so do sheets of another
// width and the columns on them.
type setting struct {
	odd       bool
	width     int
	direction int
	column    int
}

func (l printedLine) setting() setting {
	return setting{odd: l.page%2 == 1, width: int(math.Round(l.width)), direction: l.direction, column: l.column}
}

// edge holds the left and right borders of a setting's text.
type edge struct{ left, right float64 }

// textEdges finds the edges of every setting.
func textEdges(lines []printedLine, body float64) map[setting]edge {
	lefts, rights := map[setting][]float64{}, map[setting][]float64{}
	for _, line := range lines {
		at := line.setting()
		if line.row {
			continue
		}
		lefts[at] = append(lefts[at], line.left)
		rights[at] = append(rights[at], -line.right)
	}
	edges := map[setting]edge{}
	for at := range lefts {
		edges[at] = edge{left: outermost(lefts[at], body), right: -outermost(rights[at], body)}
	}
	return edges
}

// outermost returns the smallest position where a fair part of the lines begin. Page numbers, running heads and
// marginal notes are too few to count.
func outermost(places []float64, size float64) float64 {
	const fair = 0.2 // of the lines at the most frequent position
	step := max(size/2, math.SmallestNonzeroFloat64)
	counts := map[int]int{}
	most := 0
	for _, place := range places {
		bin := int(math.Round(place / step))
		counts[bin]++
		most = max(most, counts[bin])
	}
	outer, found := 0, false
	for bin, n := range counts {
		if float64(n) >= fair*float64(most) && (!found || bin < outer) {
			outer, found = bin, true
		}
	}
	return float64(outer) * step
}
