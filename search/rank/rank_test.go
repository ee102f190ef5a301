package rank_test

import (
	"testing"

	"gongbao/search/rank"
)

// TestOrder holds what a reader wants first: of two paragraphs, which scores more.
func TestOrder(t *testing.T) {
	f := rank.New(rank.Collection{Paragraphs: 1000, Bytes: 300_000, Newest: 2025}, []int{50})
	score := func(n, bytes, age int, context rank.Context) float64 {
		return f.Score([]int{n}, nil, bytes, rank.Place{Context: context, Age: age})
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
