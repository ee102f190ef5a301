package chart

import "html/template"

// A Dot is a value on a scale that the rows of a table have in common. It says nothing to who cannot see it: its value stands beside it.
type Dot struct {
	Least, Most float64 // ends of the scale
	Value, High float64 // High is the upper end of a range; otherwise equal to Value
	Way         int     // 1 for a value and more, -1 for a value and less, 0 for the value itself
	Loose       bool    // it is approximate
	Lines       []float64
}

// SVG draws the value with its range, an arrow for what lies beyond it, and a stroke across for each of Lines.
func (d Dot) SVG() template.HTML {
	const height, middle = 18, 9.0
	var c canvas
	c.open("svg", "class", "chart-dot", "width", "100%", "height", height, "aria-hidden", "true", "focusable", "false")
	c.shape("line", "class", "scale", "x1", percent(0), "x2", percent(100), "y1", middle, "y2", middle)
	for _, v := range d.Lines {
		c.shape("line", "class", "mark", "x1", d.at(v), "x2", d.at(v), "y1", 2.0, "y2", 16.0)
	}
	if d.High > d.Value {
		c.shape("line", "class", "range", "x1", d.at(d.Value), "x2", d.at(d.High), "y1", middle, "y2", middle)
		c.shape("circle", "class", "dot", "cx", d.at(d.High), "cy", middle, "r", 3.5)
	}
	if d.Way != 0 {
		c.open("svg", "x", d.at(d.Value), "y", 0, "overflow", "visible", "width", 1, "height", height)
		path := "M4 9h12m-4-3.5l4 3.5l-4 3.5"
		if d.Way < 0 {
			path = "M-4 9h-12m4-3.5l-4 3.5l4 3.5"
		}
		c.shape("path", "class", "way", "d", path)
		c.close("svg")
	}
	class := "dot"
	if d.Loose {
		class = "dot loose"
	}
	c.shape("circle", "class", class, "cx", d.at(d.Value), "cy", middle, "r", 3.5)
	c.close("svg")
	return template.HTML(c.String())
}

// at returns where a value stands: within the scale, with room at both ends.
func (d Dot) at(v float64) percent {
	if d.Most <= d.Least {
		return 50
	}
	return percent(6 + 88*(min(max(v, d.Least), d.Most)-d.Least)/(d.Most-d.Least))
}
