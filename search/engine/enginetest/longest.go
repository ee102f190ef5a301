package enginetest

import (
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// testLongest counts dense matches in paragraphs of the maximum length. It ignores marks, since there are too many.
func testLongest(t *testing.T, e engine.Engine) {
	var lines []string
	for _, pattern := range []string{"的", "一。", "a b ", "、，", "的发展，改革开放。", "5G"} {
		lines = append(lines, strings.Repeat(pattern, corpus.MaxParagraph/len(pattern)))
	}
	r := newReport("longest-2000", "北京", corpus.City, 2000, strings.Join(lines, "\n"))
	r.Paragraphs[0].Section = []string{strings.Repeat("的", 1000)}
	if err := e.Update(t.Context(), Puts(r)); err != nil {
		t.Fatal(err)
	}
	l := newLibrary([]*corpus.Report{r})
	many := query.Or{}
	for _, c := range "的一二三四五六七八九十百改革开放" {
		many.Nodes = append(many.Nodes, query.Text{Value: string(c)})
	}
	for _, tree := range []query.Node{
		query.Text{Value: "的"}, query.Text{Value: "的的"}, query.Text{Value: "a"}, query.Text{Value: "b a"}, query.Text{Value: "、"}, many,
		query.And{Nodes: []query.Node{query.Text{Value: "发展"}, query.Text{Value: "开放"}, query.Text{Value: "改革开"}}},
		query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{query.Text{Value: "一"}, query.Text{Value: "改"}}}},
		query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{query.Text{Value: "的发"}, query.Text{Value: "改"}}}},
		query.Near{Left: query.Text{Value: "改革"}, Right: query.Text{Value: "无此"}, Distance: 1000},
		query.Filter{Field: query.Section, Values: []string{"的的的"}},
	} {
		for _, loose := range []bool{false, true} {
			compare(t, e, l, engine.Request{Query: tree, Loose: loose})
		}
	}
	if _, err := e.Search(t.Context(), engine.Request{Query: many, Limit: 10}); err != nil {
		t.Errorf("by relevance: %v", err)
	}
}
