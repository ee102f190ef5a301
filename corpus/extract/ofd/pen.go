package ofd

import (
	"encoding/xml"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// A pen draws the objects of a part.
type pen struct {
	doc *document
	x   *file.XML
	to  *layer
	by  typeset.Matrix // the position on the page of what contains the objects
}

// object draws one object, or those inside it.
func (p *pen) object(e xml.StartElement) error {
	if file.Attr(e, "Visible") == "false" {
		return nil
	}
	switch e.Name.Local {
	case "Content", "Layer", "PageBlock":
		return p.x.Children(p.object)
	case "TextObject":
		return p.text(e)
	case "CompositeObject":
		return p.drawing(e)
	case "ImageObject":
		p.to.picture = true
		p.to.images = append(p.to.images, placed{file.Attr(e, "ResourceID"), readRect(file.Attr(e, "Boundary"))})
	}
	return nil
}

// drawing draws a drawing of the resources. An unknown one draws nothing: it may hold no text.
func (p *pen) drawing(e xml.StartElement) error {
	drawn := p.doc.drawings[file.Attr(e, "ResourceID")]
	by := placement(e).Then(p.by)
	if len(p.to.glyphs)+len(drawn.glyphs) > typeset.MaxChars {
		return language.New("ofd.characters", file.ErrTooLarge, typeset.MaxChars)
	}
	p.to.unknown += drawn.unknown
	p.to.picture = p.to.picture || drawn.picture
	for _, g := range drawn.glyphs {
		p.to.glyphs = append(p.to.glyphs, by.Place(g))
	}
	return nil
}

// placement reads an object's position: its matrix, then the corner of its boundary.
func placement(e xml.StartElement) typeset.Matrix {
	m := typeset.Identity()
	if n := readNumbers(file.Attr(e, "CTM")); len(n) >= 6 {
		m = typeset.Matrix(n[:6])
	}
	box := readRect(file.Attr(e, "Boundary"))
	m[4] += box.x
	m[5] += box.y
	return m
}
