package doc

import (
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/symbol"
)

// Word's marks within the text (MS-DOC 2.4.2).
const (
	noteMark      = 0x02
	cellMark      = 0x07
	shapeMark     = 0x08
	tabMark       = 0x09
	lineBreak     = 0x0B
	pageBreak     = 0x0C
	paragraphMark = 0x0D
	columnBreak   = 0x0E
	fieldBegin    = 0x13
	fieldResult   = 0x14
	fieldEnd      = 0x15
	hyphen        = 0x1E
	symbolMark    = 0x28
)

// A reader reads one of the texts of a document, or a part of one, as blocks.
type reader struct {
	*document
	blocks []file.Block
	lines  []line       // of the paragraph being read
	after  []file.Block // what follows it
	fields []bool       // for every open field, outermost first, whether its result has begun
	last   run          // the run of the last character
	cell   []file.Block // of the table's row being read
	cells  [][]file.Block
}

// A line is the text between two breaks of a paragraph.
type line struct {
	text strings.Builder
	soft bool // it ends with a soft line break; the sentence may continue
}

// text reads the text between two positions.
func (d *document) text(from, to int) []file.Block {
	r := &reader{document: d}
	for at := from; at < to; {
		char, n := d.chars.rune(at, to)
		r.char(at, char)
		at += n
	}
	r.paragraph(run{style: -1})
	r.endTable()
	return r.blocks
}

// char reads one character.
func (r *reader) char(at int, char rune) {
	offset := r.chars.offset(at)
	if offset < r.last.from || offset >= r.last.to {
		r.last = r.characters.at(offset)
	}
	look := lookOf(r.last.changes)
	switch char {
	case paragraphMark, cellMark:
		if !look.deleted {
			r.endParagraph(at, char)
		}
		return
	case pageBreak:
		r.breakLine(false)
		if p := r.paragraphs.at(offset); p.to == offset+r.chars.piece(at).width { // of a section
			r.endParagraph(at, char)
		}
		return
	case fieldBegin:
		r.fields = append(r.fields, false)
		return
	case fieldResult, fieldEnd:
		r.endField(char)
		return
	}
	for _, result := range r.fields {
		if !result {
			return
		}
	}
	if !look.hidden && !look.deleted {
		r.write(at, char, look)
	}
}

func (r *reader) endField(char rune) {
	last := len(r.fields) - 1
	switch {
	case last < 0:
	case char == fieldResult:
		r.fields[last] = true
	default:
		r.fields = r.fields[:last]
	}
}

// A look is what the properties of a character say of it.
type look struct {
	hidden, deleted bool
	isSymbol        bool
	font            int // of the sign, or of the character
	sign            rune
}

func lookOf(changes table) look {
	l := look{font: -1}
	each(changes, func(code int, operand table) {
		const on, notAsInStyle = 1, 0x81
		yes := operand.byte(0) == on || operand.byte(0) == notAsInStyle
		switch code {
		case charHidden:
			l.hidden = yes
		case charDeleted:
			l.deleted = yes
		case charFont:
			if !l.isSymbol {
				l.font = operand.u16(0)
			}
		case charSymbol:
			l.isSymbol, l.font, l.sign = true, operand.u16(0), rune(operand.u16(2))
		}
	})
	return l
}

// write adds a character that is printed.
func (r *reader) write(at int, char rune, look look) {
	switch {
	case char == lineBreak || char == columnBreak:
		r.breakLine(char == lineBreak)
	case char == tabMark:
		r.add(" ")
	case char == hyphen:
		r.add("-")
	case char == symbolMark && look.isSymbol:
		r.add(symbol.Sign(r.font(look), look.sign))
	case char >= ' ':
		r.add(symbol.Text(r.font(look), string(char)))
	}
	if blocks := r.attached[at]; blocks != nil {
		r.after = append(r.after, blocks...)
	}
}

// font returns the name of the font that a look names, or an empty string.
func (d *document) font(l look) string {
	if l.font < 0 || l.font >= len(d.fonts) {
		return ""
	}
	return d.fonts[l.font]
}

func (r *reader) add(text string) {
	if len(r.lines) == 0 {
		r.lines = append(r.lines, line{})
	}
	r.lines[len(r.lines)-1].text.WriteString(text)
}

// breakLine ends a line: softly, or at a new page or column for good.
func (r *reader) breakLine(soft bool) {
	r.add("")
	r.lines[len(r.lines)-1].soft = soft
	r.lines = append(r.lines, line{})
}

// endParagraph ends a paragraph, and the cell or the row of a table that ends with it.
func (r *reader) endParagraph(at int, mark rune) {
	p := r.paragraphs.at(r.chars.offset(at))
	inTable, rowEnd, depth := false, false, 0
	for _, changes := range []table{p.changes, r.chars.piece(at).changes} {
		each(changes, func(code int, operand table) {
			switch code {
			case paraInTable:
				inTable = operand.byte(0) != 0
			case paraRowEnd:
				rowEnd = operand.byte(0) != 0
			case paraDepth:
				depth = operand.u32(0)
			}
		})
	}
	switch {
	case rowEnd && depth <= 1:
		r.lines, r.after = nil, nil
		r.blocks = append(r.blocks, file.Row(r.cells)...)
		r.cells, r.cell = nil, nil
	case mark == cellMark:
		r.paragraph(p)
		r.cells, r.cell = append(r.cells, r.cell), nil
	case inTable:
		r.paragraph(p)
	default:
		r.endTable()
		r.paragraph(p)
		r.blocks, r.cell = append(r.blocks, r.cell...), nil
	}
}

// endTable ends a row without a mark.
func (r *reader) endTable() {
	if r.cell != nil {
		r.cells, r.cell = append(r.cells, r.cell), nil
	}
	r.blocks = append(r.blocks, file.Row(r.cells)...)
	r.cells = nil
}

// paragraph adds the paragraph that has been read to the cell: its lines, then its notes and text boxes.
func (r *reader) paragraph(p run) {
	number := r.paragraphNumber(p)
	heading := r.headed(p)
	for i := range r.lines {
		text := strings.TrimSpace(r.lines[i].text.String())
		if text == "" {
			continue
		}
		r.cell = append(r.cell, file.Block{Text: number + text, Line: r.lines[i].soft, Heading: heading})
		number = ""
	}
	r.cell = append(r.cell, r.after...)
	r.lines, r.after = nil, nil
}

// headed reports whether a paragraph is a heading by its own properties or its style's.
func (d *document) headed(p run) bool {
	outline := -1
	each(p.changes, func(code int, operand table) {
		if code == paraOutline {
			outline = operand.byte(0)
		}
	})
	const bodyText = 9
	if outline >= 0 {
		return outline < bodyText
	}
	return d.isHeading(p.style)
}

// paragraphNumber counts a paragraph and returns the number printed before it.
func (r *reader) paragraphNumber(p run) string {
	if p.style < 0 {
		return ""
	}
	list, level := r.listOf(p.style)
	each(p.changes, func(code int, operand table) {
		switch code {
		case paraList:
			list = operand.u16(0)
		case paraLevel:
			level = operand.byte(0)
		}
	})
	return r.number(list, max(level, 0))
}
