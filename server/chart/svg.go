// Package chart draws numbers: years as a line, regions as tiles, a share as a bar, a row of a table as a small line. Numbers
// go in, and SVG comes out; the package knows nothing of reports, and its words come from its callers.
//
// Drawings are as wide as their place and of a fixed height: what lies across is in percent, what lies upward in pixels. So
// letters and dots keep their size on every screen. Colours are the style sheet's, by class. A drawing is an image with a name
// for who cannot see it, and above it lies a layer of links that only pointers reach: whoever draws has the same numbers and
// links in a table beside it.
package chart

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// Defs returns the hatch that stands for what is missing. A page with drawings has it once, before them.
func Defs() template.HTML {
	return `<svg class="chart-defs" width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="chart-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>`
}

// A canvas collects the shapes of a drawing.
type canvas struct{ strings.Builder }

// shape adds an element with attributes, as names and values by turns. Values are strings, whole numbers, pixels as float64, or
// percent. An empty class is left out.
func (c *canvas) shape(element string, attributes ...any) { c.begun(element, "/>", attributes) }

// open begins an element.
func (c *canvas) open(element string, attributes ...any) { c.begun(element, ">", attributes) }

func (c *canvas) begun(element, end string, attributes []any) {
	c.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		if value := printed(attributes[i+1]); value != "" || attributes[i] != "class" {
			fmt.Fprintf(c, ` %s="%s"`, attributes[i], html.EscapeString(value))
		}
	}
	c.WriteString(end)
}

func (c *canvas) close(element string) { c.WriteString("</" + element + ">") }

// text adds an element with nothing but text in it.
func (c *canvas) text(element, text string, attributes ...any) {
	c.open(element, attributes...)
	c.WriteString(html.EscapeString(text))
	c.close(element)
}

// begin begins a drawing of a class and a height. The image that follows ends with the layer of links.
func (c *canvas) begin(class string, height int, name string) {
	c.open("svg", "class", class, "width", "100%", "height", height, "focusable", "false")
	c.WriteString("\n")
	c.open("g", "role", "img", "aria-label", name)
}

// links ends the image and begins the layer of links.
func (c *canvas) links() {
	c.close("g")
	c.WriteString("\n")
	c.open("g", "class", "chart-links", "aria-hidden", "true")
	c.WriteString("\n")
}

func (c *canvas) end() template.HTML {
	c.close("g")
	c.close("svg")
	return template.HTML(c.String())
}

// percent is a place or a width across a drawing.
type percent float64

func printed(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return short(v)
	case percent:
		return short(float64(v)) + "%"
	}
	panic(fmt.Sprintf("chart: no attribute is a %T", value))
}

// short prints a number with two digits at most behind the point.
func short(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// Number writes a value as drawings do, with about three digits: 0.07, 9.84, 34.1, 188.
func Number(v float64) string {
	digits := 2
	switch {
	case v == 0 || v >= 99.95:
		digits = 0
	case v >= 9.995:
		digits = 1
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}

// top returns the round number at or above v that ends a scale which has its half marked too.
func top(v float64) float64 {
	if v <= 0 {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8} {
		if rounded := step * unit; rounded >= v*(1-1e-9) {
			return rounded
		}
	}
	return 10 * unit
}
