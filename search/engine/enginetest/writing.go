package enginetest

import (
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// writings are texts in other writing than their queries, and how often each query occurs in the text, strictly.
var writings = []struct {
	text string
	want map[string]int
}{
	{"为了保衞祖国，发展衞生事业，反对貪汚，人⺠选擧代表。", map[string]int{"保卫": 1, "卫生": 1, "贪污": 1, "人民选举": 1, "卫": 2}},
	{"沿著⻓江，成效顯著。", map[string]int{"沿着长江": 1, "显著": 1}},
	{"བོད་ལྗོངས་དང་བད་ཀན། ནང་།", map[string]int{"བོད": 1, "བད": 1, "བ": 0}},
	{"новый план и новыи план; баи\u0306кал", map[string]int{"новый": 1, "план": 2, "байкал": 1, "и": 1}},
	{"\u1112\u1161\u11ab\u1100\u116e\u11a8과 협력，か\u3099ん対策、バスとハス", map[string]int{"한국": 1, "がん": 1, "バス": 1, "ハス": 1, "か": 0}},
	{"比例1∶3.4，又1：3.4。国发〔2021〕5号、国发（2021）5号", map[string]int{"1:3.4": 2, "国发[2021]5号": 2, "2021": 2}},
	{"二ＯＯ八年，二零零八年，高铁1 200公里、1\u2009200公里，10²与102，25℃和25°C，10㎡", map[string]int{"二〇〇八年": 2, "1200公里": 2, "102": 1, "10": 1, "25℃": 2, "10m²": 1}},
}

// testWriting searches texts for what they say in other characters.
func testWriting(t *testing.T, e engine.Engine) {
	var lines []string
	for _, w := range writings {
		lines = append(lines, w.text)
	}
	r := newReport("writing-1954", "北京", corpus.City, 1954, strings.Join(lines, "\n"))
	if err := e.Update(t.Context(), Puts(r)); err != nil {
		t.Fatal(err)
	}
	l := newLibrary([]*corpus.Report{r})
	for _, w := range writings {
		for input, want := range w.want {
			tree := query.Text{Value: input}
			for _, loose := range []bool{false, true} {
				compare(t, e, l, engine.Request{Query: tree, Loose: loose})
			}
			if got, err := e.Search(t.Context(), engine.Request{Query: tree}); err != nil || got.Total.Occurrences != want {
				t.Errorf("%s: %d occurrences, want %d (%v)", input, got.Total.Occurrences, want, err)
			}
		}
	}
}
