package docx

import (
	"cmp"
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
)

// A body reads a sequence of paragraphs and tables: the main text, a table's cell, a text box, a note.
type body struct {
	*document
	x      *file.XML
	blocks []file.Block
	// field tracks open fields; fields such as tables of contents span paragraphs.
	field fieldState
	// joined is the text before a paragraph mark that a revision deleted: the next paragraph continues it.
	joined []piece
}

// read reads the content of the element opened last.
func (b *body) read() error {
	if err := b.x.Children(b.element); err != nil {
		return err
	}
	b.print(&paragraph{pieces: b.joined})
	return nil
}

// element reads one element between paragraphs.
func (b *body) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return b.paragraph()
	case "tbl":
		return b.table()
	case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "sect", "sub-section", "cfChunk":
		return b.x.Children(b.element)
	case "annotation":
		return inserted(b.x, e, b.element)
	case "AlternateContent":
		return alternative(b.x, b.element)
	case "altChunk":
		blocks, err := b.chunk(file.Attr(e, "id"))
		b.blocks = append(b.blocks, blocks...)
		return err
	}
	return nil // deleted text, properties, marks of ranges
}

// alternative reads the first of several renderings of the same thing.
func alternative(x *file.XML, visit func(xml.StartElement) error) error {
	taken := false
	return x.Children(func(e xml.StartElement) error {
		if taken {
			return nil
		}
		taken = true
		return x.Children(visit)
	})
}

// paragraph reads a paragraph and appends it as blocks.
func (b *body) paragraph() error {
	p := &paragraph{body: b, pieces: b.joined, style: b.styles.usual, level: -1, numbers: noNumbers}
	b.joined = nil
	if err := b.x.Children(p.element); err != nil {
		return err
	}
	if p.markDeleted {
		b.joined = p.pieces
		b.blocks = append(b.blocks, p.after...)
		return nil
	}
	b.print(p)
	return nil
}

// print appends a paragraph's blocks: its lines, then its notes and text boxes.
func (b *body) print(p *paragraph) {
	number := cmp.Or(p.printed, b.number(p))
	heading := p.isHeading()
	for _, piece := range p.pieces {
		text := strings.TrimSpace(string(piece.text))
		if text == "" {
			continue
		}
		b.blocks = append(b.blocks, file.Block{Text: number + text, Line: piece.soft, Heading: heading})
		number = ""
	}
	b.blocks = append(b.blocks, p.after...)
}

// table reads a table row by row.
func (b *body) table() error {
	return b.x.Children(b.tableElement)
}

func (b *body) tableElement(e xml.StartElement) error {
	switch e.Name.Local {
	case "tr":
		return b.row()
	case "sdt", "sdtContent", "customXml", "ins", "moveTo":
		return b.x.Children(b.tableElement)
	case "annotation":
		return inserted(b.x, e, b.tableElement)
	}
	return nil
}

// row reads one row of a table.
func (b *body) row() error {
	var cells [][]file.Block
	deleted := false
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tc":
			cell := &body{document: b.document, x: b.x}
			err := cell.read()
			cells = append(cells, cell.blocks)
			return err
		case "trPr":
			return b.x.Children(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				return nil
			})
		case "sdt", "sdtContent", "customXml":
			return b.x.Children(visit)
		}
		return nil
	}
	if err := b.x.Children(visit); err != nil || deleted {
		return err
	}
	b.blocks = append(b.blocks, file.Row(cells)...)
	return nil
}
