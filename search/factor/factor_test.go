package factor_test

import (
	"testing"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/factor"
	"gongbao/search/rank"
	"gongbao/search/related"
)

// TestLine says the factors of both formulas. Those that change nothing are left out.
func TestLine(t *testing.T) {
	f := rank.New(rank.Collection{Paragraphs: 100, Bytes: 30_000, Newest: 2025}, []int{10, 20})
	terms := []text.Pattern{text.NewPattern("就业"), text.NewPattern("稳定")}
	spans := [][]text.Span{{{From: 0, To: 6}}, {{From: 6, To: 12}}}
	place := rank.Place{Context: rank.InSection, Age: 2}
	exact := f.Factors(terms, nil, []int{1, 1}, spans, 300, place)
	if got, want := exact.Score(), f.Score([]int{1, 1}, spans, 300, place); got != want {
		t.Errorf("the factors make %v, the score is %v", got, want)
	}
	few := f.Factors(terms, []int{1}, []int{0, 1}, nil, 300, rank.Place{})
	if got, want := few.Score(), f.ScoreHaving([]int{1}, []int{0, 1}, nil, 300, rank.Place{}); got != want {
		t.Errorf("the factors make %v, the score of one term is %v", got, want)
	}
	nearly := related.Factors{Words: 3, Equivalents: 0, Sentence: .5, Age: .5, Run: .25, Region: .6, Year: 1, Role: 1.25, Expected: 1}
	for _, tc := range []struct {
		lang    language.Lang
		factors []factor.Factor
		want    string
	}{
		{language.EN, factor.Exact(few), "score 2.000: 稳定 1.595"},
		{language.ZH, factor.Exact(exact), "得分 2.000：就业 2.264，稳定 1.595，位置 ×1.500，词距 1.595，年份远近 ×0.941"},
		{language.ZH, factor.Related(nearly), "得分 2.000：字词 3.000，最相近的一句 0.500，年份远近 ×0.500，连续相同的字 0.250，地区 ×0.600，回顾或安排 ×1.250"},
		{language.EN, factor.Exact(nil), "score 2.000: "},
	} {
		if got := factor.Line(tc.lang, 2, tc.factors); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}
