package match_test

import (
	"math/rand/v2"
	"testing"

	"gongbao/corpus"
	"gongbao/search/match"
	"gongbao/search/query"
)

// TestSidesOverlap compares a distance between any of some texts, of which some lie in others, with a plain scan.
func TestSidesOverlap(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 4))
	letters := []rune("甲乙丙丁")
	some := func(n int) string {
		runes := make([]rune, n)
		for i := range runes {
			runes[i] = letters[r.IntN(len(letters))]
		}
		return string(runes)
	}
	side := func() query.Node {
		nodes := make([]query.Node, 2+r.IntN(3))
		for i := range nodes {
			nodes[i] = query.Text{Value: some(1 + r.IntN(4))}
		}
		return query.Or{Nodes: nodes}
	}
	matching := 0
	for range 20_000 {
		near := query.Near{Left: side(), Right: side(), Distance: r.IntN(2)}
		p := &paragraph{Paragraph: corpus.Paragraph{Text: some(3 + r.IntN(8))}}
		got := match.Compile(near, false).Match(p.under(nil), new(match.Matches))
		if got != (plainScan{p: p}).holds(near, p.Text) {
			t.Fatalf("%s in %q: %v", query.Print(near), p.Text, got)
		}
		if got {
			matching++
		}
	}
	if matching < 5000 || matching > 15_000 {
		t.Errorf("%d of 20,000 match: that holds little", matching)
	}
}
