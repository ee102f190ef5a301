package chart

import (
	"fmt"
	"html/template"
	"strings"
)

// Bar returns a bar from nought that is as long as value is of most. It says nothing to who cannot see it: its value stands
// beside it.
func Bar(value, most float64) template.HTML {
	var c canvas
	c.open("svg", "class", "chart-bar", "width", "100%", "height", 10, "aria-hidden", "true", "focusable", "false")
	if value > 0 {
		c.shape("rect", "class", "bar", "width", percent(100*value/max(value, most)), "height", 10)
	}
	c.close("svg")
	return template.HTML(c.String())
}

// Spark returns a row of a table as a small line, with breaks where a point is a gap. It says nothing to who cannot see it: its
// values stand beside it.
func Spark(points []Point) template.HTML {
	const height = 20
	most := 0.0
	for _, p := range points {
		if !p.Gap {
			most = max(most, p.Value)
		}
	}
	var path strings.Builder
	for i, p := range points {
		if p.Gap {
			continue
		}
		step := "L"
		if i == 0 || points[i-1].Gap {
			step = "M"
		}
		y := float64(height - 1)
		if most > 0 {
			y -= p.Value / most * (height - 2)
		}
		fmt.Fprintf(&path, "%s%d %s", step, i, short(y))
		if step == "M" && (i+1 == len(points) || points[i+1].Gap) {
			path.WriteString("h.01") // a point alone shows as the round end of a line
		}
	}
	var c canvas
	c.open("svg", "class", "chart-spark", "viewBox", fmt.Sprintf("-0.5 0 %d %d", max(1, len(points)), height), "preserveAspectRatio", "none", "width", 120, "height", height, "aria-hidden", "true", "focusable", "false")
	c.shape("path", "d", path.String(), "vector-effect", "non-scaling-stroke")
	c.close("svg")
	return template.HTML(c.String())
}
