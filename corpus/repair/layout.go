package repair

import (
	"slices"

	"gongbao/corpus/extract"
	"gongbao/corpus/outline"
)

// A layout is what the lines of a document tell about the page they were printed on.
type layout struct {
	wrapped bool // the blocks are lines, broken at the width of the page
	width   int  // of a full line, in columns
}

// measure finds out whether blocks were wrapped at a width: most of them are Lines, or most are about as long as the
// longest ones and stop within a sentence.
func measure(blocks []extract.Block) layout {
	const fewest = 8 // lines; fewer say nothing about a width
	if len(blocks) < fewest {
		return layout{}
	}
	var widths []int
	lines := 0
	for _, b := range blocks {
		widths = append(widths, columns(b.Text))
		if b.Line {
			lines++
		}
	}
	slices.Sort(widths)
	// The few widest lines may be two columns or a line that was not wrapped.
	page := layout{width: widths[len(widths)*9/10]}
	page.wrapped = lines*2 > len(blocks) || page.looksWrapped(blocks)
	return page
}

// widestLine is the widest page that is taken for one, in columns: 50 characters. Paragraphs are longer.
const widestLine = 100

// looksWrapped says whether most blocks fill the width and most of those stop within a sentence.
func (page layout) looksWrapped(blocks []extract.Block) bool {
	full, open := 0, 0
	for _, b := range blocks {
		if page.fills(b.Text, "") {
			full++
			if !closed(b.Text) {
				open++
			}
		}
	}
	return page.width <= widestLine && full*2 > len(blocks) && open*10 > full*7
}

// runsOn says whether block i, a line of a wrapped text, goes on with the paragraph that is read so far.
func (doc reading) runsOn(read string, i int) bool {
	line, next := doc.blocks[i-1], doc.blocks[i]
	full := doc.page.fills(line.Text, next.Text)
	switch {
	case isHeading(read), i <= doc.front && isFront(read), isSalutation(read):
		return full && !closed(read)
	case goesOn(next.Text):
		return true
	case !line.Line && closed(read):
		return false
	case closed(read):
		return full && !startsSection(next.Text)
	case full:
		return true
	}
	return isProse(read) && !startsItem(next.Text)
}

// fills says whether text reaches so near the edge of the page that the first word of next did not fit in its line.
func (page layout) fills(text, next string) bool {
	const ragged = 3 // columns: an indent that was trimmed would be 4, a mark that hangs or is pushed 2
	return columns(text)+columns(firstWord(next))+ragged > page.width
}

// firstWord is what cannot be parted at the beginning of text: a word in Latin letters or a number, or one character
// with the marks behind it that must not begin a line.
func firstWord(text string) string {
	latin := true
	for i, r := range text {
		switch {
		case i > 0 && slices.Contains([]rune("，。、；：！？”’）》」』】%％"), r):
		case i > 0 && !latin, i > 0 && r >= 0x80, r == ' ':
			return text[:i]
		}
		latin = latin && r < 0x80
	}
	return text
}

// startsSection says whether text begins with a marker that hardly ever stands within a paragraph.
func startsSection(text string) bool {
	m, _ := outline.Mark(text)
	return m.Class != outline.None && m.Class <= outline.Bracketed || salutation.MatchString(text)
}

// columns is the width of text in print: two for a full-width character, one for the others.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x1100 || slices.Contains([]rune("“”‘’…—·"), r) {
			n++
		}
	}
	return n
}
