package assistant_test

import (
	"strings"
	"testing"
)

// With any budget, following the cursor yields every line once, and no answer exceeds its budget.
func TestLines(t *testing.T) {
	session := connect(t, sample(t))
	type answer struct {
		Total   struct{ Occurrences int }
		Of      int
		Lines   []struct{ ID, Left, Place, Right string }
		Address string
		Beside  []struct {
			Text  string
			Count int
			URL   string
		} `json:"continuations"`
		LeftOut  int `json:"continuations_left_out"`
		Coverage string
		Complete bool
		Next     string
	}
	for _, tokens := range []int{500, 1500, 20_000} {
		shown, total := 0, 0
		for next := ""; ; {
			got, cost := call[answer](t, session, "lines", map[string]any{
				"query": "发展", "sort": "right", "max_tokens": tokens, "cursor": next, "limit": 30, "continuations": "right", "n": 2,
			})
			if cost > tokens {
				t.Errorf("%d tokens, of which %d were allowed", cost, tokens)
			}
			if next == "" && (len(got.Beside) == 0 || !strings.HasPrefix(got.Beside[0].URL, "https://example.org/search?") || got.Coverage != "1 report") {
				t.Errorf("%+v", got)
			}
			for _, l := range got.Lines {
				if l.Place != "发展" || !strings.HasPrefix(l.ID, "liaoning-2021#") || got.Address != "https://example.org/reports/{report}#p{paragraph}" {
					t.Errorf("%+v", l)
				}
			}
			shown, total = shown+len(got.Lines), got.Total.Occurrences
			if next = got.Next; next == "" {
				break
			}
		}
		if shown != total || total == 0 {
			t.Errorf("with %d tokens: %d lines of %d", tokens, shown, total)
		}
	}
	if one, _ := call[answer](t, session, "lines", map[string]any{"query": "碳排放达峰"}); !one.Complete || len(one.Lines) != 2 || one.Of != 2 {
		t.Errorf("%+v", one)
	}
}
