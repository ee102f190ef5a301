package text_test

import (
	"slices"
	"testing"

	"gongbao/corpus/text"
)

func TestTerms(t *testing.T) {
	for _, tc := range []struct {
		in              string
		terms, required []string
	}{
		{"碳达峰、碳中和", []string{"碳", "碳达", "达", "达峰", "峰", "峰碳", "碳", "碳中", "中", "中和", "和"},
			[]string{"碳达", "达峰", "峰碳", "碳中", "中和"}},
		{"建5G基2.5万", []string{"建", "建5g", "5g", "5g基", "基", "基2.5", "2.5", "2.5万", "万"},
			[]string{"建5g", "5g基", "基2.5", "2.5万"}},
		{"绿", []string{"绿"}, []string{"绿"}},
		{"A股", []string{"a", "a股", "股"}, []string{"a股"}},
		{"China Railway建", []string{"china", "railway", "railway建", "建"}, []string{"china", "railway建"}},
		{"稳稳稳", []string{"稳", "稳稳", "稳", "稳稳", "稳"}, []string{"稳稳"}},
		{"5%、", []string{"5"}, []string{"5"}},
		{"、", nil, nil},
		{"", nil, nil},
	} {
		folded := text.Fold(tc.in)
		if got := slices.Collect(text.Terms(text.Loosen(folded))); !slices.Equal(got, tc.terms) {
			t.Errorf("Terms(%q) = %q, want %q", tc.in, got, tc.terms)
		}
		if got := text.NewPattern(tc.in).RequiredTerms(); !slices.Equal(got, tc.required) {
			t.Errorf("required terms of %q = %q, want %q", tc.in, got, tc.required)
		}
	}
}

// FuzzRequiredTerms holds what an index relies on: a text with an occurrence has every required term among its terms.
func FuzzRequiredTerms(f *testing.F) {
	f.Add("“一带一路”建设、PM2.5", 3, 12)
	f.Add("1,200 5G a b碳\xff中和", 0, 9)
	f.Fuzz(func(t *testing.T, display string, from, to int) {
		if from < 0 || to > len(display) || from > to {
			t.Skip("no part of the text")
		}
		folded := text.Fold(display)
		terms := slices.Collect(text.Terms(text.Loosen(folded)))
		strict, loose := text.NewPattern(display[from:to]), text.NewLoosePattern(display[from:to])
		if strict.Count(folded) > 0 {
			checkRequired(t, strict, terms)
		}
		if loose.Count(text.Loosen(folded)) > 0 {
			checkRequired(t, loose, terms)
		}
	})
}

func checkRequired(t *testing.T, p text.Pattern, terms []string) {
	t.Helper()
	for _, required := range p.RequiredTerms() {
		if !slices.Contains(terms, required) {
			t.Fatalf("pattern %q occurs, but its required term %q is not among %q", p.Folded(), required, terms)
		}
	}
}
