package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the drawings of the tests anew")

// years makes points from the values of years, from 2015 on; a negative value is a gap.
func years(values ...float64) []Point {
	var points []Point
	for i, v := range values {
		year := 2015 + i
		p := Point{Year: year, Value: v, Label: strconv.Itoa(year) + ": " + Number(v), Link: "/search?q=a&year=" + strconv.Itoa(year)}
		if v < 0 {
			p = Point{Year: year, Gap: true, Label: strconv.Itoa(year) + ": nothing"}
		}
		points = append(points, p)
	}
	return points
}

func drawings() map[string]template.HTML {
	chosen := years(0, 14.7, 34.1, -1, 19.9)
	chosen[1].Active = true
	return map[string]template.HTML{
		"line":        Line{Name: `就业 "每万字"`, Points: years(0, 14.7, 34.1, -1, -1, 19.9, 15.6), Height: 100, Years: true}.SVG(),
		"line-chosen": Line{Name: "just a few", Points: chosen, Height: 60}.SVG(),
		"line-nought": Line{Name: "nothing", Points: years(0, 0, -1), Height: 60, Years: true}.SVG(),
		"line-alone":  Line{Name: "alone", Points: years(188), Height: 60, Years: true}.SVG(),
		"tiles": Tiles{Name: "低空经济", Tiles: []Tile{
			{Region: "北京", State: Unsaid, Text: "未提", Label: "北京：未提", Link: "/reports/beijing-2025"},
			{Region: "广东", Value: 6, Text: "6", Label: "广东：6 处", Link: "/search?q=a"},
			{Region: "四川", Value: 3, Text: "3", Label: "四川：3 处", Link: "/search?q=a"},
			{Region: "海南", State: Unknown, Text: "未收录", Label: "海南：未收录"},
			{Region: "大连", Value: 1, Text: "1", Label: "no province"},
		}}.SVG(),
		"spark":     Spark(years(0, 1, 4, -1, 2, -1, 3, 3)),
		"bar":       Bar(1, 3),
		"dot":       Dot{Least: 4.5, Most: 8, Value: 6, High: 6, Way: 1, Lines: []float64{5}}.SVG(),
		"dot-range": Dot{Least: -3, Most: 8, Value: 5, High: 5.5, Way: -1, Loose: true}.SVG(),
		"defs":      Defs(),
	}
}

// TestDrawings compares drawings with those that somebody has looked at, and holds that they are XML.
func TestDrawings(t *testing.T) {
	for name, drawn := range drawings() {
		file := filepath.Join("testdata", name+".svg")
		got := string(drawn) + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		parsed := xml.NewDecoder(strings.NewReader(got))
		for {
			if _, err := parsed.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.07: "0.07", 9.84: "9.84", 9.996: "10.0", 34.1: "34.1", 99.97: "100", 1372.4: "1372"} {
		if got := Number(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

// TestTop holds that a scale has room for its highest value, without leaving more than two fifths empty, and a half that is
// short to write.
func TestTop(t *testing.T) {
	for v := 0.01; v < 5000; v *= 1.037 {
		end := top(v)
		if end < v*(1-1e-9) || end > v*1.43 {
			t.Errorf("the scale of %v ends at %v", v, end)
		}
		if half := strings.Replace(short(end/2*100/magnitude(end)), ".", "", 1); len(half) > 3 {
			t.Errorf("the half of %v is %s", end, half)
		}
	}
}

func magnitude(v float64) float64 {
	m := 1.0
	for ; m*10 <= v; m *= 10 {
	}
	for ; m > v; m /= 10 {
	}
	return m
}

// TestEveryProvinceHasAPlace holds that no two tiles lie on each other.
func TestEveryProvinceHasAPlace(t *testing.T) {
	taken := map[[2]int]string{}
	for region, at := range places {
		if other, ok := taken[at]; ok {
			t.Errorf("%s lies on %s", region, other)
		}
		taken[at] = region
		if at[0] >= tileColumns || at[1] >= tileRows {
			t.Errorf("%s lies outside", region)
		}
	}
	if len(places) != 34 {
		t.Errorf("%d places", len(places))
	}
}
