package docx

import (
	"encoding/xml"
	"strings"

	"gongbao/corpus/extract/file"
)

// paragraph is a paragraph being read.
type paragraph struct {
	body    *body
	pieces  []piece
	after   []file.Block // its notes and the text boxes anchored in it
	style   string
	numbers string // the list that its own properties put it in, or noNumbers
	level   int    // in that list; -1 when its properties do not say
	outline bool   // its own properties put it in the outline
	printed string // the number before it, where the file holds it as printed

	markDeleted bool
	font        string // of the run being read
}

// piece is the text between two breaks of a paragraph.
type piece struct {
	text []byte
	soft bool // it ends with a soft line break; the sentence may continue
}

// noNumbers means that no list is named; Word's own id for "in no list" is 0.
const noNumbers = ""

// write appends to the paragraph's text.
func (p *paragraph) write(text string) {
	if len(p.pieces) == 0 {
		p.pieces = append(p.pieces, piece{})
	}
	piece := &p.pieces[len(p.pieces)-1]
	piece.text = append(piece.text, oneLine(text)...)
}

// oneLine turns line ends and tabs in the XML into spaces; to Word they are white space.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, text)
}

// breakLine ends a line: softly, or at a new page or column for good.
func (p *paragraph) breakLine(soft bool) {
	p.write("")
	p.pieces[len(p.pieces)-1].soft = soft
	p.pieces = append(p.pieces, piece{})
}

// isHeading reports whether the paragraph's style or its own properties make it a heading or title.
func (p *paragraph) isHeading() bool {
	return p.outline || p.body != nil && p.body.styles.isHeading(p.style)
}

// element reads one element of the paragraph.
func (p *paragraph) element(e xml.StartElement) error {
	x := p.body.x
	switch e.Name.Local {
	case "pPr":
		return x.Children(p.property)
	case "r":
		if isMath(e) {
			return x.Children(p.element)
		}
		return p.run()
	case "t":
		text, err := x.Text()
		p.write(text) // of a formula: runs read their own
		return err
	case "annotation":
		return inserted(x, e, p.element)
	case "hyperlink", "hlink", "fldSimple", "ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo", "rubyBase":
		return x.Children(p.element)
	case "AlternateContent":
		return alternative(x, p.element)
	}
	if isMath(e) {
		return x.Children(p.element)
	}
	return nil
}

// isMath reports whether an element belongs to a formula; its characters are read in order.
func isMath(e xml.StartElement) bool {
	return strings.HasSuffix(e.Name.Space, "/math")
}

// property reads one of the paragraph's properties.
func (p *paragraph) property(e xml.StartElement) error {
	switch e.Name.Local {
	case "pStyle":
		p.style = file.Attr(e, "val")
	case "outlineLvl":
		p.outline = isOutlineLevel(e)
	case "numPr":
		return p.body.x.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "numId":
				p.numbers = file.Attr(e, "val")
			case "ilvl":
				p.level = file.AttrInt(e, "val", -1)
			}
			return nil
		})
	case "listPr":
		return p.listProperties()
	case "rPr": // of the paragraph mark
		return p.body.x.Children(func(e xml.StartElement) error {
			p.markDeleted = p.markDeleted || e.Name.Local == "del" || e.Name.Local == "moveFrom"
			return nil
		})
	}
	return nil
}

// isOutlineLevel reports whether a level is one of a heading's; 9 means body text.
func isOutlineLevel(e xml.StartElement) bool {
	level := file.AttrInt(e, "val", 9)
	return 0 <= level && level < 9
}
