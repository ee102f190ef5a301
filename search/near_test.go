package search_test

import (
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// yearly returns a service on the reports of three years and two regions, each with results and targets in the same words.
func yearly(t *testing.T) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	put := func(yield func(engine.Change, error) bool) {
		for _, year := range []int{2022, 2023, 2024} {
			for id, region := range map[string]string{"liaoning": "辽宁", "guangdong": "广东", "national": "全国"} {
				r := corpus.Report{Header: corpus.Header{ID: id + "-" + string(rune('0'+year-2020)), Title: region + "政府工作报告", Region: region, Year: year}}
				for i, text := range []string{
					"全年地区生产总值增长5.2%，粮食产量稳定，城镇新增就业四十万人。",
					"今年主要预期目标是：地区生产总值增长5%左右，粮食产量稳定，城镇新增就业四十万人。",
					"完善住房保障。", "支持新就业形态劳动者参加职业伤害保障。",
				} {
					r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text})
				}
				if !yield(engine.Change{Put: &r}, nil) {
					return
				}
			}
		}
	}
	if err := e.Update(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

// TestResultOrTarget checks which report and which paragraph of it come first for a question, where the words of all are the same.
func TestResultOrTarget(t *testing.T) {
	s := yearly(t)
	for _, tc := range []struct{ question, first, reason string }{
		{"辽宁2022年地区生产总值增长多少？", "liaoning-3#1", "部分匹配"},
		{"辽宁2023年地区生产总值增长多少？", "liaoning-4#1", "部分匹配"},
		{"辽宁2023年地区生产总值增长目标是多少？", "liaoning-3#2", "部分匹配"},
		{"广东2022年城镇新增就业预期多少？", "guangdong-2#2", "部分匹配"},
		{"全国2022年城镇新增就业多少？", "national-3#1", "部分匹配"},
		{"广东去年城镇新增就业多少？", "guangdong-4#1", "部分匹配"},
		{"广东今年城镇新增就业多少？", "guangdong-4#2", "部分匹配"},
		{"广东租不起房怎么办？", "guangdong-4#3", "近义：住房保障"},
		{"辽宁外卖小哥有没有保障？", "liaoning-4#4", "近义：新就业形态劳动者"},
	} {
		a := ask(t, s, search.Request{Query: tc.question})
		if len(a.Hits) == 0 || a.Hits[0].ID != tc.first || a.Hits[0].Reason != tc.reason {
			t.Errorf("%s: first %+v, want %s (%s)", tc.question, a.Hits[:min(1, len(a.Hits))], tc.first, tc.reason)
		}
	}
	if a := ask(t, s, search.Request{Query: "地区生产总值增长 2022年 年份:2022"}); len(a.Hits) == 0 || a.Hits[0].Report.Year != 2022 {
		t.Errorf("with a filter: %+v", a.Hits)
	}
}

// TestKnownTermsAreNotMisspelled holds that no other spelling is offered for what the thesaurus knows.
func TestKnownTermsAreNotMisspelled(t *testing.T) {
	e := bleve.New()
	defer e.Close()
	r := corpus.Report{Header: corpus.Header{ID: "a", Title: "报告"}}
	for i := range 5 {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: "新增保障性住房，新增保险机构。"})
	}
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]bool{"新农保": false, "新弄保": true} {
		a := ask(t, search.New(e, nil), search.Request{Query: query})
		offered := slices.ContainsFunc(a.DidYouMean, func(s search.Suggestion) bool { return s.Kind == search.ByLook || s.Kind == search.BySound })
		if offered != want {
			t.Errorf("%s: another spelling is offered: %v (%+v)", query, offered, a.DidYouMean)
		}
	}
}
