package repair

import (
	"slices"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/outline"
)

// layout describes the printed page behind the lines of a document.
type layout struct {
	wrapped bool // the blocks are lines, broken at the width of the page
	width   int  // of a full line, in columns
	shorts  bool // the reader marks short lines
	indents bool // the reader marks the indents that begin a paragraph, by Indent or by Line
}

// measure finds out whether blocks were wrapped at a width: most of them are Lines, or most are about as long as the
// longest and stop within a sentence.
func measure(blocks []file.Block) layout {
	const fewest = 8 // lines; fewer say nothing about a width
	if len(blocks) < fewest {
		return layout{}
	}
	var widths []int
	lines, short, indented := 0, 0, 0
	for _, b := range blocks {
		widths = append(widths, columns(b.Text))
		lines += count(b.Line)
		short += count(b.Short)
		indented += count(b.Indent)
	}
	slices.Sort(widths)
	// The few widest lines may be two columns or a line that was not wrapped.
	page := layout{width: widths[len(widths)*9/10], shorts: short+indented > 0}
	page.indents = tellsApart(indented, len(blocks)) || lines*2 > len(blocks) && tellsApart(len(blocks)-lines, len(blocks))
	page.wrapped = lines*2 > len(blocks) || page.looksWrapped(blocks)
	return page
}

// tellsApart reports whether a mark on some of all lines can mark the beginnings of paragraphs: a title alone is too
// few, and every second line is no paragraph.
func tellsApart(some, all int) bool { return some*50 > all && some*2 < all }

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// widestLine is the widest line of print, in columns: 50 characters. Paragraphs are longer.
const widestLine = 100

// looksWrapped reports whether most blocks fill the width and most of those stop within a sentence.
func (page layout) looksWrapped(blocks []file.Block) bool {
	full, open := 0, 0
	for _, b := range blocks {
		if page.fills(b.Text, "", 4) {
			full++
			if !closed(b.Text) {
				open++
			}
		}
	}
	return page.width <= widestLine && full*2 > len(blocks) && open*10 > full*7
}

// runsOn reports whether block i, a line of a wrapped text, continues the paragraph read so far.
func (doc joiner) runsOn(read string, i int) bool {
	line, next := doc.blocks[i-1], doc.blocks[i]
	switch {
	case continuesAs(read, next.Text):
		return true
	case !line.Line, doc.page.indents && next.Indent:
		return false
	case i <= doc.front && isWholeFront(read) && isFront(next.Text):
		return false
	case isHeading(read), i <= doc.front && isFront(read), isSalutation(read):
		return !closed(read) && doc.reaches(line, next.Text)
	case closed(read) && doc.page.indents:
		return doc.reaches(line, next.Text)
	case closed(read):
		return doc.page.isFull(line, next.Text) && !startsParagraph(next.Text)
	case doc.page.isNearlyFull(line, next.Text):
		return true
	}
	return isProse(read) && !startsItem(next.Text)
}

// reaches reports whether a line is long enough to continue on the next one. The first line of an indented paragraph
// was trimmed, so it looks shorter than it was.
func (doc joiner) reaches(line file.Block, next string) bool {
	if doc.page.indents {
		return doc.page.isNearlyFull(line, next)
	}
	return doc.page.isFull(line, next)
}

// isFull reports whether a line reaches the edge of the page: the first word of the next line did not fit.
func (page layout) isFull(line file.Block, next string) bool {
	if page.shorts {
		return !line.Short
	}
	return page.fills(line.Text, next, 0)
}

// isNearlyFull allows for lines that end before the edge: marks that hang, a trimmed indent.
func (page layout) isNearlyFull(line file.Block, next string) bool {
	const ragged = 4 // columns
	return page.isFull(line, next) || page.fills(line.Text, next, ragged)
}

// fills reports whether text and the unbreakable first word of next are wider than a line less some columns.
func (page layout) fills(text, next string, less int) bool {
	return columns(text)+columns(firstWord(next)) > page.width-less
}

// firstWord returns the unbreakable beginning of text: a word in Latin letters or a number, or one character with the
// marks behind it that must not begin a line.
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

// startsParagraph reports whether text begins with a marker that hardly ever occurs within a paragraph, such as 一是.
func startsParagraph(text string) bool {
	m, _ := outline.Mark(text)
	return m.Class != outline.None && m.Class != outline.Point || salutation.MatchString(text)
}

// columns returns the printed width of text: two for a full-width character, one for any other.
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
