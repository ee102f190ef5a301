package related

import (
	"math"
	"strings"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/thesaurus"
)

// TestRuns finds the heaviest run of a search in a text, and tries every other one. Each gram is as rare as any.
func TestRuns(t *testing.T) {
	for _, tc := range []struct{ search, paragraph, run string }{
		{"坚持科技是第一生产力", "要坚持创新，科技是第一生产力。", "科技是第一生产力"},
		{"坚持科技是第一生产力", "科技、生产力、第一。", "生产力"},
		{"加快发展加快发展经济", "加快发展经济", "加快发展经济"},
		{"发展，发展经济", "发展发展经济", "发展经济"}, // separators end a run
		{"发展发展经济", "发展，发展经济", "发展经济"},
		{"建设5G基站", "５Ｇ 基站，5G基站", "5G基站"},
		{"经济", "改革", ""},
	} {
		q := New(tc.search, thesaurus.Default(), nil)
		result := engine.LikeResult{Paragraphs: 10, Reports: 1, Having: make([]int, len(q.Terms)), ReportsHaving: make([]int, len(q.Terms))}
		r := newRanking(q, result)
		weigh := func(run string) (sum float64) {
			before := ""
			for u := range text.Units(run) {
				unit := run[u.From:u.To]
				if sum += r.weightOf(unit); u.Joined {
					sum += r.weightOf(before + unit)
				}
				before = unit
			}
			return sum
		}
		want := weigh(text.Fold(tc.run))
		if got := r.runs.in(text.Fold(tc.paragraph)); math.Abs(got-want*want/weigh(q.folded)) > 1e-9 {
			t.Errorf("%s in %s: %v, want that of %s, %v", tc.search, tc.paragraph, got, tc.run, want*want/weigh(q.folded))
		}
		for from := range q.folded {
			for to := range q.folded + " " {
				run := q.folded[from:max(from, to)]
				if !strings.ContainsAny(run, " ,") && strings.Contains(text.Fold(tc.paragraph), run) && weigh(run) > want+1e-9 {
					t.Errorf("%s in %s: %s weighs %v, more than %s", tc.search, tc.paragraph, run, weigh(run), tc.run)
				}
			}
		}
	}
	for _, search := range []string{"科技是什么", "坚持科技是第一生产力?", strings.Repeat("科技是第一生产力", 30)} {
		if r := newRanking(New(search, thesaurus.Default(), nil), engine.LikeResult{Having: make([]int, 400), ReportsHaving: make([]int, 400)}); r.runs.in("科技是第一生产力") != 0 {
			t.Errorf("%s is looked for in one piece", search)
		}
	}
}
