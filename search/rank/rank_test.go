package rank_test

import (
	"strings"
	"testing"

	"gongbao/search/rank"
)

// TestOrder holds what a reader wants first: of two paragraphs, which scores more.
func TestOrder(t *testing.T) {
	f := rank.New(rank.Collection{Paragraphs: 1000, Bytes: 300_000, Newest: 2025}, []int{50})
	score := func(n, bytes, age int, context rank.Context) float64 {
		return f.Score([]int{n}, nil, bytes, rank.Place{Context: context, Age: age})
	}
	shaped := func(n, bytes int, context rank.Context, lead, brief bool) float64 {
		return f.Score([]int{n}, nil, bytes, rank.Place{Context: context, Lead: lead, Brief: brief})
	}
	for _, tc := range []struct {
		name          string
		better, worse float64
		equal         bool
	}{
		{"a paragraph under the title before the title", score(1, 400, 0, rank.InSection), score(1, 30, 0, rank.InHeading), false},
		{"a long paragraph before a bare title", score(1, 600, 0, rank.InText), score(1, 30, 0, rank.InHeading), false},
		{"under the title before a shorter one elsewhere", score(1, 400, 0, rank.InSection), score(1, 240, 0, rank.InText), false},
		{"newer before older", score(2, 300, 1, rank.InText), score(2, 300, 2, rank.InText), false},
		{"once, of today, before twice, of long ago", score(1, 300, 0, rank.InText), score(2, 300, 60, rank.InText), false},
		{"twice, of lately, before once, of today", score(2, 300, 3, rank.InText), score(1, 300, 0, rank.InText), false},
		{"said at the beginning of the paragraph, before once in it under the title of a chapter", shaped(1, 500, rank.InSection, true, false), shaped(1, 300, rank.InSection, false, false), false},
		{"said at the beginning, before twice, later", shaped(1, 400, rank.InText, true, false), shaped(2, 400, rank.InText, false, false), false},
		{"what says something, once, before an announcement that says it twice", shaped(1, 500, rank.InSection, true, false), shaped(2, 240, rank.InSection, true, true), false},
		{"an announcement before a bare title", shaped(1, 240, rank.InSection, true, true), score(1, 30, 0, rank.InHeading), false},
		{"a title that has it as any title", shaped(1, 30, rank.InHeading, true, true), score(1, 30, 0, rank.InHeading), true},
		{"four fifths of the average as anything shorter", score(1, 240, 0, rank.InText), score(1, 14, 0, rank.InText), true},
		{"shorter before longer", score(1, 240, 0, rank.InText), score(1, 300, 0, rank.InText), false},
		{"200 years as any more", score(1, 300, 200, rank.InText), score(1, 300, 2000, rank.InText), true},
	} {
		if tc.better < tc.worse || tc.equal != (tc.better == tc.worse) {
			t.Errorf("%s: %v and %v", tc.name, tc.better, tc.worse)
		}
	}
	for year, age := range map[int]int{0: 0, 2025: 0, 2015: 10, 2030: 0} {
		if c := (rank.Collection{Newest: 2025}); c.Age(year) != age {
			t.Errorf("a report of %d is %d years old, want %d", year, c.Age(year), age)
		}
	}
}

// TestShape reads what a paragraph begins with and whether it says little.
func TestShape(t *testing.T) {
	long := strings.Repeat("推进城市更新和安全韧性提升行动", 3)
	for _, tc := range []struct {
		folded, lead string
		brief        bool
	}{
		{"", "", true},
		{"城市更新加力推进。", "城市更新加力推进", true},
		{"(三)分类推进,加快构建新格局。加强分类指导。", "(三)分类推进,加快构建新格局。", true},
		{"加力推进。完成改造。启动项目。", "加力推进。", false},
		{"加力推进。完成31.1万平方米。", "加力推进。", false},
		{"“好!”加力推进。", "“好!”", true},
		{long + "。", long, true},
		{"城市更新:改善城市功能。", "城市更新", true},
		{"10.城市更新:改善城市功能。", "10.城市更新", true},
		{"5g基站建成1200座。", "5g基站建成1200座", false},
		{"粮食产量稳定,增长5.5%。", "粮食产量稳定", false},
		{"gdp 2.0", "gdp 2.0", true},
		{"加力推进,完成" + long + "。", "加力推进", true},
		{"加力推进:" + long, "加力推进", true},
		{"加力推进。" + long + long + long, "加力推进。", false},
		{strings.Repeat("长", 39) + "。好。", strings.Repeat("长", 39) + "。", true},
		{strings.Repeat("长", 40) + "。好。", strings.Repeat("长", 40), true},
		{strings.Repeat("长", 36) + ",长。好。", strings.Repeat("长", 36) + ",长。", true},   // 115 bytes
		{strings.Repeat("长", 38) + ",a。好。", strings.Repeat("长", 38) + ",a。", true},   // 119 bytes
		{strings.Repeat("长", 38) + ",ab。好。", strings.Repeat("长", 38) + ",ab。", true}, // 120 bytes
		{strings.Repeat("长", 38) + ",abc。好。", strings.Repeat("长", 38), true},
		{strings.Repeat("长", 120), strings.Repeat("长", 120), true}, // 361 bytes with the line feed
		{strings.Repeat("长", 120) + "a", strings.Repeat("长", 120) + "a", false},
	} {
		s := rank.ShapeOf(tc.folded)
		if lead := tc.folded[:s.Lead]; lead != tc.lead || s.Brief != tc.brief {
			t.Errorf("%s: %q, %v", tc.folded, lead, s.Brief)
		}
	}
}
