package extract

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
)

// An ofdText is a text object while it is read: stretches of characters in one type.
type ofdText struct {
	size  float64
	scale float64 // of the width of its characters (HScale)
	angle float64 // the direction of reading (ReadDirection)
	x, y  float64 // where the next stretch begins that does not say so
}

// text draws a text object.
func (p *ofdPen) text(e xml.StartElement) error {
	by := placement(e).then(p.by)
	t := &ofdText{
		size:  number(attr(e, "Size"), 0),
		scale: number(attr(e, "HScale"), 1),
		angle: number(attr(e, "ReadDirection"), 0) * math.Pi / 180,
	}
	return p.x.children(func(e xml.StartElement) error {
		if e.Name.Local != "TextCode" {
			return nil // colours and shapes
		}
		code, err := p.x.text()
		if err != nil {
			return err
		}
		for _, g := range t.stretch(e, code) {
			if g.text == ofdPlaceholder {
				p.to.unknown++
				continue
			}
			g = by.place(g)
			g.size = roundSize(g.size)
			p.to.glyphs = append(p.to.glyphs, g)
		}
		if len(p.to.glyphs) > printedChars {
			return fmt.Errorf("%w: a page of the OFD has more than %d characters; split it", ErrTooLarge, printedChars)
		}
		return nil
	})
}

// ofdPlaceholder stands for a character that is given by its shape alone.
const ofdPlaceholder = "¤"

func number(s string, otherwise float64) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return otherwise
	}
	return n
}

// stretch sets the characters of a TextCode.
func (t *ofdText) stretch(e xml.StartElement, code string) []glyph {
	t.x, t.y = number(attr(e, "X"), t.x), number(attr(e, "Y"), t.y)
	runes := []rune(unescapeOFD(trimLayout(code)))
	dx, dy := ofdDeltas(attr(e, "DeltaX"), len(runes)), ofdDeltas(attr(e, "DeltaY"), len(runes))
	runes = positioned(runes, max(len(dx), len(dy)))
	angle := t.direction(dx, dy)
	glyphs := make([]glyph, len(runes))
	x, y := t.x, t.y
	for i, r := range runes {
		g := glyph{text: string(r), x: x, y: y, size: t.size, angle: angle}
		g.width = t.advance(g.text)
		nextX, nextY := t.step(i, g.width, dx, dy)
		if step := math.Hypot(nextX, nextY); !isWide(g.text) && step < 2*g.width {
			g.width = step // letters differ in width, and what the file says is better than our guess
		}
		glyphs[i] = g
		x, y = x+nextX, y+nextY
	}
	return glyphs
}

// advance guesses the width of a character, which fonts say and OFD need not.
func (t *ofdText) advance(s string) float64 {
	const letter = 0.55
	if isWide(s) {
		return t.size * t.scale
	}
	return letter * t.size * t.scale
}

// step is the way from a character to the next one. A file that gives no way sets them one after the other.
func (t *ofdText) step(i int, width float64, dx, dy []float64) (x, y float64) {
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

// direction is the direction of reading, which some programs give by the characters' places alone.
func (t *ofdText) direction(dx, dy []float64) float64 {
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
