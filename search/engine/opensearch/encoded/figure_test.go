package encoded

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

func TestFigure(t *testing.T) {
	for _, want := range []figure.Figure{
		{},
		{
			Span: text.Span{From: 12, To: 24}, Sentence: text.Span{From: 3, To: 45}, Number: "三分之二", Indicator: "GDP", Value: quantity.Number{Digits: 2, Over: 3},
			High: quantity.Number{Digits: 123456789012345678, Exponent: -7}, Unit: "元/吨", Measure: figure.Gap, Sign: "down", Comparator: "<=",
			Qualifiers: []string{"力争", "以内"}, Kind: figure.Base, From: 2021, To: 2025, Subject: "全国",
		},
	} {
		encoded, err := json.Marshal([]Figure{Figure(want)})
		if err != nil {
			t.Fatal(err)
		}
		var got []Figure
		if err := json.Unmarshal(encoded, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Figure{Figure(want)}, got); diff != "" {
			t.Errorf("%s (-encoded +decoded):\n%s", encoded, diff)
		}
	}
}

func TestNameTerms(t *testing.T) {
	for name, want := range map[string][]string{"生产": {"生", "产", "生产"}, "gdp增速": {"增", "速", "增速"}, "gdp": nil, "5": nil, "": nil} {
		got := NameTerms(name)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q has the terms %q, want %q", name, got, want)
		}
	}
}
