package rtf

import (
	"strings"
	"unicode"

	"gongbao/corpus/extract/file"
)

// A text gathers paragraphs and tables as blocks.
type text struct {
	blocks []file.Block
	lines  []line
	after  []file.Block // what follows the paragraph being read
	cell   []file.Block // of the row being read
	cells  [][]file.Block
}

// A line is the text between two breaks of a paragraph.
type line struct {
	text strings.Builder
	soft bool // it ends with a soft line break; the sentence may continue
}

func (t *text) write(s string) {
	if len(t.lines) == 0 {
		t.lines = append(t.lines, line{})
	}
	t.lines[len(t.lines)-1].text.WriteString(s)
}

// last returns the line being read.
func (t *text) last() string {
	if len(t.lines) == 0 {
		return ""
	}
	return t.lines[len(t.lines)-1].text.String()
}

// dropBullet empties the line being read where it holds a bullet in place of a number.
func (t *text) dropBullet() {
	counts := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	if len(t.lines) > 0 && !strings.ContainsFunc(t.last(), counts) {
		t.lines[len(t.lines)-1].text.Reset()
	}
}

// breakLine ends a line: softly, or at a new page or column for good.
func (t *text) breakLine(soft bool) {
	t.write("")
	t.lines[len(t.lines)-1].soft = soft
	t.lines = append(t.lines, line{})
}

// endParagraph ends a paragraph, in a table's cell or outside.
func (t *text) endParagraph(heading, tabulated bool) {
	var blocks []file.Block
	for i := range t.lines {
		if s := strings.TrimSpace(t.lines[i].text.String()); s != "" {
			blocks = append(blocks, file.Block{Text: s, Line: t.lines[i].soft, Heading: heading})
		}
	}
	blocks = append(blocks, t.after...)
	t.lines, t.after = nil, nil
	if tabulated {
		t.cell = append(t.cell, blocks...)
		return
	}
	t.endRow()
	t.blocks = append(t.blocks, blocks...)
}

func (t *text) endCell() {
	t.cells, t.cell = append(t.cells, t.cell), nil
}

func (t *text) endRow() {
	if t.cell != nil {
		t.endCell()
	}
	t.blocks = append(t.blocks, file.Row(t.cells)...)
	t.cells = nil
}

// finish returns the blocks of a text that has come to its end.
func (t *text) finish() []file.Block {
	t.endParagraph(false, len(t.cells) > 0 || t.cell != nil)
	t.endRow()
	return t.blocks
}
