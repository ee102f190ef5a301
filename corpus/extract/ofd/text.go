package ofd

import (
	"encoding/xml"
	"math"
	"strconv"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// A textObject is a text object being read: runs of characters in one font.
type textObject struct {
	size  float64
	scale float64 // of the width of its characters (HScale)
	angle float64 // the direction of reading (ReadDirection)
	x, y  float64 // where the next run begins without a position of its own
}

// text draws a text object.
func (p *pen) text(e xml.StartElement) error {
	by := placement(e).Then(p.by)
	t := &textObject{
		size:  number(file.Attr(e, "Size"), 0),
		scale: number(file.Attr(e, "HScale"), 1),
		angle: number(file.Attr(e, "ReadDirection"), 0) * math.Pi / 180,
	}
	return p.x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "TextCode" {
			return nil // colours and shapes
		}
		code, err := p.x.Text()
		if err != nil {
			return err
		}
		for _, g := range t.stretch(e, code) {
			if g.Text == placeholder {
				p.to.unknown++
				continue
			}
			g = by.Place(g)
			g.Size = typeset.RoundSize(g.Size)
			p.to.glyphs = append(p.to.glyphs, g)
		}
		if len(p.to.glyphs) > typeset.MaxChars {
			return language.New("ofd.characters", file.ErrTooLarge, typeset.MaxChars)
		}
		return nil
	})
}

// placeholder replaces a character that has a shape but no code.
const placeholder = "¤"

func number(s string, otherwise float64) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return otherwise
	}
	return n
}

// stretch positions the characters of a TextCode.
func (t *textObject) stretch(e xml.StartElement, code string) []typeset.Glyph {
	t.x, t.y = number(file.Attr(e, "X"), t.x), number(file.Attr(e, "Y"), t.y)
	runes := []rune(unescape(trimLayout(code)))
	dx, dy := readDeltas(file.Attr(e, "DeltaX"), len(runes)), readDeltas(file.Attr(e, "DeltaY"), len(runes))
	runes = positioned(runes, max(len(dx), len(dy)))
	angle := t.direction(dx, dy)
	glyphs := make([]typeset.Glyph, len(runes))
	x, y := t.x, t.y
	for i, r := range runes {
		g := typeset.Glyph{Text: string(r), X: x, Y: y, Size: t.size, Angle: angle}
		g.Width = t.advance(g.Text)
		nextX, nextY := t.step(i, g.Width, dx, dy)
		if step := math.Hypot(nextX, nextY); !typeset.IsWide(g.Text) && step < 2*g.Width {
			g.Width = step // letters differ in width, and the file's step is better than a guess
		}
		glyphs[i] = g
		x, y = x+nextX, y+nextY
	}
	return glyphs
}

// advance estimates the width of a character, which fonts define and OFD may omit.
func (t *textObject) advance(s string) float64 {
	const letter = 0.55
	if typeset.IsWide(s) {
		return t.size * t.scale
	}
	return letter * t.size * t.scale
}

// step returns the distance from a character to the next one. Without distances in the file, characters follow one
// another.
func (t *textObject) step(i int, width float64, dx, dy []float64) (x, y float64) {
	if i < len(dx) || i < len(dy) {
		return at(dx, i), at(dy, i)
	}
	sin, cos := math.Sincos(t.angle)
	return width * cos, width * sin
}

func at(numbers []float64, i int) float64 {
	if i < len(numbers) {
		return numbers[i]
	}
	return 0
}

// direction returns the direction of reading, which some programs imply by the characters' positions alone.
func (t *textObject) direction(dx, dy []float64) float64 {
	var x, y float64
	for _, d := range dx {
		x += math.Abs(d)
	}
	for _, d := range dy {
		y += d
	}
	if t.angle == 0 && math.Abs(y) > 4*x {
		return math.Copysign(math.Pi/2, y)
	}
	return t.angle
}
