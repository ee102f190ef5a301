package chart

import (
	"html/template"
)

// Tiles draw the provinces as squares in rough position: a table that looks like the country, and no map. A tile has its name
// and its number, or its words; the more, the stronger its ground.
type Tiles struct {
	Name  string // what the drawing shows: the text for who cannot see it
	Tiles []Tile
}

// A Tile is a province. One that no place is known for is left out, so that a list beside the tiles must have it too.
type Tile struct {
	Region string // short name
	Value  float64
	State  State
	Text   string // below the name: the value, or that there is none
	Label  string // what a pointer reads
	Link   string // empty if there is none
}

// A State says what a tile is about.
type State int

const (
	Said    State = iota // there is a value above nought
	Unsaid               // there is a report, and it says nothing
	Unknown              // there is no report
)

// places are the columns and rows of the provinces.
var places = map[string][2]int{
	"黑龙江": {8, 0},
	"内蒙古": {5, 1}, "吉林": {8, 1},
	"新疆": {0, 2}, "甘肃": {2, 2}, "宁夏": {3, 2}, "山西": {5, 2}, "北京": {6, 2}, "辽宁": {8, 2},
	"青海": {1, 3}, "陕西": {4, 3}, "河北": {5, 3}, "天津": {6, 3}, "山东": {7, 3},
	"西藏": {0, 4}, "四川": {2, 4}, "重庆": {3, 4}, "河南": {5, 4}, "江苏": {7, 4},
	"云南": {1, 5}, "贵州": {3, 5}, "湖北": {4, 5}, "安徽": {6, 5}, "上海": {8, 5},
	"湖南": {4, 6}, "江西": {5, 6}, "浙江": {7, 6},
	"广西": {3, 7}, "广东": {5, 7}, "福建": {6, 7}, "台湾": {8, 7},
	"海南": {4, 8}, "澳门": {5, 8}, "香港": {6, 8},
}

// HasPlace reports whether a region has a place among the tiles.
func HasPlace(region string) bool {
	_, ok := places[region]
	return ok
}

const (
	tileColumns = 9
	tileRows    = 9
	tileHeight  = 54 // with the space around it
	strengths   = 5
)

// SVG returns the drawing.
func (t Tiles) SVG() template.HTML {
	var c canvas
	c.begin("chart-tiles", tileRows*tileHeight, t.Name)
	most := 0.0
	for _, tile := range t.Tiles {
		most = max(most, tile.Value)
	}
	for _, tile := range t.Tiles {
		tile.draw(&c, most)
	}
	c.links()
	for _, tile := range t.Tiles {
		tile.reach(&c)
	}
	return c.end()
}

// draw draws a tile, and reach the link above it.
func (t Tile) draw(c *canvas, most float64) {
	at, ok := places[t.Region]
	if !ok {
		return
	}
	class := "tile " + [...]string{Said: "said", Unsaid: "unsaid", Unknown: "unknown"}[t.State]
	if t.State == Said {
		class += " strength-" + short(strength(t.Value, most))
	}
	c.open("g", "class", class)
	attributes := append([]any{"class", "ground"}, square(at)...)
	if t.State == Unknown {
		attributes = append(attributes, "fill", "url(#chart-gap)")
	}
	c.shape("rect", attributes...)
	x, y := (percent(at[0])+0.5)*100/tileColumns, at[1]*tileHeight
	c.text("text", t.Region, "class", "tile-name", "x", x, "y", y+23, "text-anchor", "middle")
	c.text("text", t.Text, "class", "tile-value", "x", x, "y", y+41, "text-anchor", "middle")
	c.close("g")
	c.WriteString("\n")
}

func (t Tile) reach(c *canvas) {
	at, ok := places[t.Region]
	if !ok {
		return
	}
	element := "g"
	if t.Link == "" {
		c.open(element)
	} else {
		element = "a"
		c.open(element, "href", t.Link, "tabindex", -1)
	}
	c.text("title", t.Label)
	c.shape("rect", append([]any{"class", "reach"}, square(at)...)...)
	c.close(element)
	c.WriteString("\n")
}

// square returns the place of a tile, with a little space between it and the next.
func square(at [2]int) []any {
	const width = percent(100) / tileColumns
	return []any{"x", width*percent(at[0]) + width*0.03, "y", at[1]*tileHeight + 2, "width", width * 0.94, "height", tileHeight - 4, "rx", 4}
}

// strength returns the ground of a value: 1 for the least, up to strengths for the most.
func strength(value, most float64) float64 {
	return float64(min(strengths, 1+int(strengths*value/most)))
}
