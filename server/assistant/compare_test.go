package assistant_test

import (
	"strings"
	"testing"

	"gongbao/corpus"
)

// TestCompare compares the sample with itself, whose first twenty paragraphs are shortened: with any budget, following the cursor
// yields every pair once.
func TestCompare(t *testing.T) {
	newer, older := *sample(t), *sample(t)
	newer.ID, newer.Year = "liaoning-2022", 2022
	newer.Paragraphs = append([]corpus.Paragraph{}, older.Paragraphs...)
	for i := range newer.Paragraphs[:20] {
		p := &newer.Paragraphs[i]
		p.Text = strings.ReplaceAll(p.Text, "发展", "增长")
	}
	session := connect(t, &newer, &older)
	type answer struct {
		New, Old string
		Summary  struct{ Pairs map[string]int }
		Pairs    []struct {
			State     string
			New, Old  []string
			Sentences []string
			Cut       bool
		}
		Complete bool
		Next     string
	}
	for _, tokens := range []int{500, 2000, 30_000} {
		states, changed := map[string]int{}, 0
		var want map[string]int
		for next := ""; ; {
			got, cost := call[answer](t, session, "compare", map[string]any{"new": "liaoning-2022", "max_tokens": tokens, "cursor": next})
			if cost > tokens || got.Old != "liaoning-2021" || got.Complete != (got.Next == "") && got.Next != "" {
				t.Errorf("%d tokens of %d; %s, %t, %q", cost, tokens, got.Old, got.Complete, got.Next)
			}
			want = got.Summary.Pairs
			for _, p := range got.Pairs {
				states[p.State]++
				for _, s := range p.Sentences {
					if strings.Contains(s, "[-发展-]{+增长+}") {
						changed++
					}
				}
			}
			if next = got.Next; next == "" {
				break
			}
		}
		if len(states) != len(want) || states["kept"] != want["kept"] || states["edited"] != want["edited"] || states["edited"] == 0 || changed == 0 {
			t.Errorf("with %d tokens: %v, want %v; %d changed", tokens, states, want, changed)
		}
	}
	if one, _ := call[answer](t, session, "compare", map[string]any{"new": "liaoning-2022", "only": "new"}); len(one.Pairs) > 0 || !one.Complete {
		t.Errorf("%+v", one)
	}
}
