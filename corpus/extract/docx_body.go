package extract

import (
	"encoding/xml"
	"strings"
)

// A docxBody reads what stands one below the other: the main text, a table's cell, a text box, a note.
type docxBody struct {
	*docx
	x      *xmlReader
	blocks []Block
	// field says how far the reading of a field has come; fields such as tables of contents span paragraphs.
	field docxField
	// joined is what stood before a paragraph mark that was deleted as a revision: the next paragraph goes on with it.
	joined []docxPiece
}

// read reads the inside of the element that was opened last.
func (b *docxBody) read() error {
	if err := b.x.children(b.element); err != nil {
		return err
	}
	b.print(&docxParagraph{pieces: b.joined})
	return nil
}

// element reads one element between paragraphs.
func (b *docxBody) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return b.paragraph()
	case "tbl":
		return b.table()
	case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo":
		return b.x.children(b.element)
	case "AlternateContent":
		return b.x.alternative(b.element)
	}
	return nil // deleted text, properties, marks of ranges
}

// alternative reads the first of the forms in which a program wrote the same thing.
func (x *xmlReader) alternative(visit func(xml.StartElement) error) error {
	taken := false
	return x.children(func(e xml.StartElement) error {
		if taken {
			return nil
		}
		taken = true
		return x.children(visit)
	})
}

// paragraph reads a paragraph and prints it as blocks.
func (b *docxBody) paragraph() error {
	p := &docxParagraph{body: b, pieces: b.joined, style: b.styles.usual, level: -1, numbers: noNumbers}
	b.joined = nil
	if err := b.x.children(p.element); err != nil {
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
func (b *docxBody) print(p *docxParagraph) {
	number := b.number(p)
	heading := p.isHeading()
	for _, piece := range p.pieces {
		text := strings.TrimSpace(string(piece.text))
		if text == "" {
			continue
		}
		b.blocks = append(b.blocks, Block{Text: number + text, Line: piece.soft, Heading: heading})
		number = ""
	}
	b.blocks = append(b.blocks, p.after...)
}

// table reads a table row by row.
func (b *docxBody) table() error {
	return b.x.children(b.tableElement)
}

func (b *docxBody) tableElement(e xml.StartElement) error {
	switch e.Name.Local {
	case "tr":
		return b.row()
	case "sdt", "sdtContent", "customXml", "ins", "moveTo":
		return b.x.children(b.tableElement)
	}
	return nil
}

// row reads one row of a table.
func (b *docxBody) row() error {
	var cells [][]Block
	deleted := false
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tc":
			cell := &docxBody{docx: b.docx, x: b.x}
			err := cell.read()
			cells = append(cells, cell.blocks)
			return err
		case "trPr":
			return b.x.children(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				return nil
			})
		case "sdt", "sdtContent", "customXml":
			return b.x.children(visit)
		}
		return nil
	}
	if err := b.x.children(visit); err != nil || deleted {
		return err
	}
	b.blocks = append(b.blocks, rowBlocks(cells)...)
	return nil
}

// rowBlocks says a row as one block, or as the blocks of its only cell.
func rowBlocks(cells [][]Block) []Block {
	if len(cells) == 1 {
		return cells[0]
	}
	texts := make([]string, len(cells))
	for i, cell := range cells {
		texts[i] = cellText(cell)
	}
	text := strings.Join(texts, "\t")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []Block{{Text: text, Row: true}}
}

// cellText says a cell on one line; a tab inside it would look like the border to the next cell.
func cellText(blocks []Block) string {
	lines := make([]string, len(blocks))
	for i, block := range blocks {
		lines[i] = strings.ReplaceAll(block.Text, "\t", " ")
	}
	return strings.Join(lines, " ")
}
