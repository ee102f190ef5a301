package extract

import (
	"encoding/xml"
	"fmt"
	"math"
)

// An ofdPen draws the objects of a part.
type ofdPen struct {
	file *ofdFile
	x    *xmlReader
	to   *ofdDrawing
	by   matrix // where the objects' surroundings stand on the page
}

// object draws one object, or those inside it.
func (p *ofdPen) object(e xml.StartElement) error {
	if attr(e, "Visible") == "false" {
		return nil
	}
	switch e.Name.Local {
	case "Content", "Layer", "PageBlock":
		return p.x.children(p.object)
	case "TextObject":
		return p.text(e)
	case "CompositeObject":
		return p.drawing(e)
	case "ImageObject":
		p.to.picture = true
	}
	return nil
}

// drawing draws a drawing of the resources. One that is not known draws nothing: it may not hold text.
func (p *ofdPen) drawing(e xml.StartElement) error {
	drawing := p.file.drawings[attr(e, "ResourceID")]
	by := placement(e).then(p.by)
	if len(p.to.glyphs)+len(drawing.glyphs) > printedChars {
		return fmt.Errorf("%w: a page of the OFD has more than %d characters; split it", ErrTooLarge, printedChars)
	}
	p.to.unknown += drawing.unknown
	p.to.picture = p.to.picture || drawing.picture
	for _, g := range drawing.glyphs {
		p.to.glyphs = append(p.to.glyphs, by.place(g))
	}
	return nil
}

// A matrix turns places of an object into places of what it stands in (CTM): a b c d e f.
type matrix [6]float64

// identity is the matrix that leaves everything where it is.
func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// placement reads where an object stands: its matrix, then the corner of its boundary.
func placement(e xml.StartElement) matrix {
	m := identity()
	if n := ofdNumbers(attr(e, "CTM")); len(n) >= 6 {
		m = matrix(n[:6])
	}
	box := readOFDBox(attr(e, "Boundary"))
	m[4] += box.x
	m[5] += box.y
	return m
}

// then returns the matrix that does what m does and then what n does.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// place moves, turns and scales a character.
func (m matrix) place(g glyph) glyph {
	sin, cos := math.Sincos(g.angle)
	along := [2]float64{m[0]*cos + m[2]*sin, m[1]*cos + m[3]*sin}
	across := [2]float64{m[2]*cos - m[0]*sin, m[3]*cos - m[1]*sin}
	g.x, g.y = m[0]*g.x+m[2]*g.y+m[4], m[1]*g.x+m[3]*g.y+m[5]
	g.angle = math.Atan2(along[1], along[0])
	g.width *= math.Hypot(along[0], along[1])
	g.size *= math.Hypot(across[0], across[1])
	return g
}
