package text

import "testing"

func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"辽林", "辽宁", true}, {"辽宁", "辽宁", false}, {"辽宁省", "辽宁", true}, {"京", "津", false}, {"山东", "广西", false}, {"", "辽", false},
		{"liaonin-2021", "liaoning-2021", true}, {"liaoning-2021", "jilin-2021", false}, {"mod", "mode", true}, {"mode", "sort", false},
		{"内蒙", "内蒙古", true}, {"刘宇", "刘宁", true}, {"regoin", "region", true}, {"yaer", "year", true}, {"宁辽", "辽宁", true}, {"ab", "ba", true}, {"abc", "cab", false},
		{"liaoning-2012", "liaoning-2021", true}, {"regoni", "region", false},
	} {
		if got := Near(c.a, c.b); got != c.want || Near(c.b, c.a) != got {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
