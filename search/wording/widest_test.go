package wording

import (
	"slices"
	"testing"

	"gongbao/corpus/phrase"
)

// TestWidest chooses among phrases that lie in each other: the longest that is at least half as frequent, otherwise the shorter.
func TestWidest(t *testing.T) {
	of := func(folded string, count int) phrase.NewPhrase {
		return phrase.NewPhrase{Phrase: phrase.Phrase{Folded: folded, Count: count}}
	}
	for _, tc := range []struct {
		phrases []phrase.NewPhrase
		want    []string
	}{
		{[]phrase.NewPhrase{of("低空", 80), of("低空经济", 53)}, []string{"低空经济"}},
		{[]phrase.NewPhrase{of("零碳", 49), of("零碳园区", 21)}, []string{"零碳"}},
		{[]phrase.NewPhrase{of("零碳", 42), of("零碳园区", 21)}, []string{"零碳园区"}}, // half as frequent is enough
		{[]phrase.NewPhrase{of("生产力", 100), of("新质生产力", 90), of("加快发展新质生产力", 9)}, []string{"新质生产力"}},
		{[]phrase.NewPhrase{of("绿电", 5), of("氢能", 9)}, []string{"绿电", "氢能"}},
	} {
		var got []string
		for _, p := range widest(tc.phrases) {
			got = append(got, p.Folded)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("of %+v: %q, want %q", tc.phrases, got, tc.want)
		}
	}
}
