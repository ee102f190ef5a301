package chart

import (
	"html/template"
	"slices"
	"strconv"
)

// A Line draws a value for each year. Where there was nothing to measure it breaks, and the years are hatched; a value of nought
// is a hollow dot. The highest value and the last are written in.
type Line struct {
	Name   string  // what the drawing shows, with its figures of note: the text for who cannot see it
	Points []Point // one a year, ascending, without a year left out
	Height int     // of the scale, in pixels
	Most   float64 // that the scale reaches at least, for lines that are compared
	Years  bool    // years are written below
}

// A Point is a year of a Line.
type Point struct {
	Year   int
	Value  float64
	Gap    bool   // there was nothing to measure
	Label  string // what a pointer reads
	Link   string // empty if there is none
	Active bool   // chosen among the years
}

// The room around the scale, in pixels: the written peak above, the years below.
const (
	above = 22
	below = 20
)

// SVG returns the drawing. It is empty for a line without years.
func (l Line) SVG() template.HTML {
	if len(l.Points) == 0 {
		return ""
	}
	height := above + l.Height + 4
	if l.Years {
		height += below
	}
	class := "chart-line"
	if slices.ContainsFunc(l.Points, func(p Point) bool { return p.Active }) {
		class += " chart-chosen"
	}
	var c canvas
	c.begin(class, height, l.Name)
	l.scale(&c)
	l.gaps(&c)
	l.strokes(&c)
	l.written(&c)
	if l.Years {
		l.ticks(&c)
	}
	c.links()
	l.reach(&c)
	return c.end()
}

// Peak returns the index of the first of the highest values; -1 if nothing is above nought.
func (l Line) Peak() int {
	peak := -1
	for i, p := range l.Points {
		if !p.Gap && p.Value > 0 && (peak < 0 || p.Value > l.Points[peak].Value) {
			peak = i
		}
	}
	return peak
}

// Last returns the index of the last value; -1 if there is none.
func (l Line) Last() int {
	for i := len(l.Points) - 1; i >= 0; i-- {
		if !l.Points[i].Gap {
			return i
		}
	}
	return -1
}

// most is the value at the top of the scale.
func (l Line) most() float64 {
	if peak := l.Peak(); peak >= 0 {
		return top(max(l.Points[peak].Value, l.Most))
	}
	return top(l.Most)
}

// left returns the left edge of a year, and x its middle.
func (l Line) left(i int) percent { return percent(100 * float64(i) / float64(len(l.Points))) }
func (l Line) x(i int) percent    { return (l.left(i) + l.left(i+1)) / 2 }
func (l Line) y(value float64) float64 {
	return above + float64(l.Height)*(1-value/l.most())
}

// scale draws three lines with their values beside them: nought, the top, and half of it.
func (l Line) scale(c *canvas) {
	for _, value := range []float64{l.most(), l.most() / 2, 0} {
		y := l.y(value)
		class := "scale"
		if value == 0 {
			class = "scale base"
		}
		c.shape("line", "class", class, "x1", "0", "y1", y, "x2", "100%", "y2", y)
		c.text("text", short(value), "class", "value", "x", "0", "dx", -8, "y", y+4, "text-anchor", "end")
	}
}

// gaps hatches the stretches of years without a value.
func (l Line) gaps(c *canvas) {
	for i := 0; i < len(l.Points); i++ {
		from := i
		for i < len(l.Points) && l.Points[i].Gap {
			i++
		}
		if i > from {
			c.shape("rect", "class", "gap", "x", l.left(from), "y", above, "width", l.left(i)-l.left(from), "height", l.Height, "fill", "url(#chart-gap)")
		}
	}
}

// strokes draws the line and its dots.
func (l Line) strokes(c *canvas) {
	for i, p := range l.Points {
		if i > 0 && !p.Gap && !l.Points[i-1].Gap {
			c.shape("line", "class", "stroke", "x1", l.x(i-1), "y1", l.y(l.Points[i-1].Value), "x2", l.x(i), "y2", l.y(p.Value))
		}
	}
	for i, p := range l.Points {
		if p.Gap {
			continue
		}
		class := "dot"
		if p.Value == 0 {
			class += " nought"
		}
		if p.Active {
			class += " active"
		}
		c.shape("circle", "class", class, "cx", l.x(i), "cy", l.y(p.Value), "r", 2.5)
	}
}

// written writes the highest value above its dot, and the last one beside the scale.
func (l Line) written(c *canvas) {
	peak, last := l.Peak(), l.Last()
	if peak >= 0 {
		x, anchor := l.x(peak), "middle"
		switch { // near the edges the words end there
		case x < 12:
			x, anchor = l.left(peak), "start"
		case x > 88:
			x, anchor = l.left(peak+1), "end"
		}
		c.text("text", strconv.Itoa(l.Points[peak].Year)+" · "+Number(l.Points[peak].Value), "class", "peak", "x", x, "y", l.y(l.Points[peak].Value)-8, "text-anchor", anchor)
	}
	if last >= 0 && last != peak {
		c.text("text", Number(l.Points[last].Value), "class", "value last", "x", "100%", "dx", 8, "y", l.y(l.Points[last].Value)+4)
	}
}

// mostTicks is how many years can be written below on the narrowest screen.
const mostTicks = 7

func (l Line) ticks(c *canvas) {
	step := 1
	for _, wider := range []int{2, 5, 10, 20, 50, 100} {
		if (len(l.Points)-1)/step >= mostTicks {
			step = wider
		}
	}
	for i, p := range l.Points {
		if p.Year%step == 0 {
			c.text("text", strconv.Itoa(p.Year), "class", "tick", "x", l.x(i), "y", above+l.Height+below-2, "text-anchor", "middle")
		}
	}
}

// reach gives each year the height of the drawing to be pointed at.
func (l Line) reach(c *canvas) {
	for i, p := range l.Points {
		class := "year"
		if p.Active {
			class += " active"
		}
		element := "g"
		if p.Link == "" {
			c.open(element, "class", class, "data-year", p.Year)
		} else {
			element = "a"
			c.open(element, "class", class, "href", p.Link, "tabindex", -1, "data-year", p.Year)
		}
		c.text("title", p.Label)
		c.shape("rect", "class", "reach", "x", l.left(i), "y", 0, "width", l.left(i+1)-l.left(i), "height", above+l.Height)
		if !p.Gap {
			c.shape("circle", "class", "here", "cx", l.x(i), "cy", l.y(p.Value), "r", 4)
		}
		c.close(element)
		c.WriteString("\n")
	}
}
