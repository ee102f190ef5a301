package text_test

import (
	"slices"
	"testing"

	"gongbao/corpus/text"
)

func TestGrams(t *testing.T) {
	for _, tc := range []struct {
		in    string
		grams []string
		clues []text.Clue
	}{
		{"碳达峰、碳中和", []string{"碳达", "达峰", "峰碳", "碳中", "中和", "和"},
			[]text.Clue{{Term: "碳达"}, {Term: "达峰"}, {Term: "峰碳"}, {Term: "碳中"}, {Term: "中和"}}},
		{"新建5G基站2.5万座", []string{"新建", "建", "5g", "基站", "站", "2.5", "万座", "座"},
			[]text.Clue{{Term: "新建"}, {Term: "5g"}, {Term: "基站"}, {Term: "2.5"}, {Term: "万座"}}},
		{"绿", []string{"绿"}, []text.Clue{{Term: "绿", Prefix: true}}},
		{"A股", []string{"a", "股"}, []text.Clue{{Term: "a"}, {Term: "股", Prefix: true}}},
		{"China Railway", []string{"china", "railway"}, []text.Clue{{Term: "china"}, {Term: "railway"}}},
		{"稳稳稳", []string{"稳稳", "稳稳", "稳"}, []text.Clue{{Term: "稳稳"}}},
		{"5%、", []string{"5"}, []text.Clue{{Term: "5"}}},
		{"、", nil, nil},
		{"", nil, nil},
	} {
		folded := text.Fold(tc.in)
		if got := slices.Collect(text.Grams(text.Loosen(folded))); !slices.Equal(got, tc.grams) {
			t.Errorf("Grams(%q) = %q, want %q", tc.in, got, tc.grams)
		}
		if got := text.NewPattern(tc.in).Clues(); !slices.Equal(got, tc.clues) {
			t.Errorf("Clues of %q = %v, want %v", tc.in, got, tc.clues)
		}
	}
}

// FuzzClues holds what an index relies on: a text with an occurrence has every clue among its grams.
func FuzzClues(f *testing.F) {
	f.Add("“一带一路”建设、PM2.5", 3, 12)
	f.Add("1,200 5G a b碳\xff中和", 0, 9)
	f.Fuzz(func(t *testing.T, display string, from, to int) {
		if from < 0 || to > len(display) || from > to {
			t.Skip("no part of the text")
		}
		folded := text.Fold(display)
		grams := slices.Collect(text.Grams(text.Loosen(folded)))
		strict, loose := text.NewPattern(display[from:to]), text.NewLoosePattern(display[from:to])
		if strict.Count(folded) > 0 {
			checkClues(t, strict, grams)
		}
		if loose.Count(text.Loosen(folded)) > 0 {
			checkClues(t, loose, grams)
		}
	})
}

func checkClues(t *testing.T, p text.Pattern, grams []string) {
	t.Helper()
	for _, clue := range p.Clues() {
		held := slices.ContainsFunc(grams, func(g string) bool {
			return g == clue.Term || clue.Prefix && len(g) > len(clue.Term) && g[:len(clue.Term)] == clue.Term
		})
		if !held {
			t.Fatalf("pattern %q occurs, but its clue %v is not among %q", p.Folded(), clue, grams)
		}
	}
}
