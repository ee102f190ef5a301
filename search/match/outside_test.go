package match_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
)

// TestManyOutside compares matchers of many texts, or of few, some of which do not count inside longer ones, with what each of them
// finds alone: in paragraphs, in sentences, and near each other.
func TestManyOutside(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 21))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	pieces := []string{"二", "十", "亿", "元", "万", "人", "次", "3", "2", ".", "、", "。", " ", "二", "十", "亿"}
	word := func() string {
		return pick(pieces[:7]) + strings.Join([]string{"", pick(pieces[:8])}[:1+r.IntN(2)], "")
	}
	matching, inside := 0, 0
	for i := range 800 {
		loose := i%4 == 3
		most := 70
		if i%7 == 0 {
			most = 12
		}
		var nodes []query.Node
		known := map[string]bool{}
		for range 4 + r.IntN(most-4) {
			value := word()
			var node query.Node = query.Text{Value: value}
			if r.IntN(3) == 0 {
				outside := query.Outside{Text: query.Text{Value: value}}
				for range 1 + r.IntN(3) {
					outside.Longer = append(outside.Longer, query.Text{Value: []string{word() + value, value + word(), word() + value + word()}[r.IntN(3)]})
				}
				node = outside
			}
			if key := query.Print(node); !known[key] {
				known[key], nodes = true, append(nodes, node)
			}
		}
		near := query.Near{Left: query.Or{Nodes: nodes[:len(nodes)/2]}, Right: query.Or{Nodes: nodes[1:]}, Distance: r.IntN(4)}
		var tree query.Node = query.Or{Nodes: nodes}
		switch i % 5 {
		case 3:
			tree = near
		case 4:
			tree = query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{near, query.Not{Node: nodes[0]}}}}
		case 1:
			tree = query.And{Nodes: []query.Node{tree, query.Not{Node: query.Or{Nodes: nodes[:2]}}}}
		case 2:
			tree = query.Or{Nodes: []query.Node{query.Same{Unit: query.Sentence, Node: query.And{Nodes: nodes[:2]}}, query.Same{Unit: query.Sentence, Node: query.Or{Nodes: nodes}}}}
		}
		m, count := match.Compile(tree, loose), match.CompileToCount(tree, loose)
		var found, counted match.Matches
		for range 30 {
			var b strings.Builder
			for range 1 + r.IntN(30) {
				b.WriteString(pick(pieces))
			}
			folded := text.Fold(b.String())
			p := &paragraph{Paragraph: corpus.Paragraph{Text: folded}}
			scan := plainScan{p: p, loose: loose}
			want := scan.holds(tree, folded)
			if got, alsoCounted := m.Match(p.under(m), &found), count.Match(p.under(count), &counted); got != want || alsoCounted != want {
				t.Fatalf("%s (loose %v) matches %q: %v, counting %v, want %v", query.Print(tree), loose, folded, got, alsoCounted, want)
			}
			if !want {
				continue
			}
			matching++
			var counts []int
			var all []text.Span
			for _, n := range nodes {
				var spans []text.Span
				switch n := n.(type) {
				case query.Text:
					spans = match.NewPattern(n, loose).AppendAll(nil, scan.body(folded))
				case query.Outside:
					spans = scan.outside(n, folded)
					inside += match.NewPattern(n.Text, loose).Count(scan.body(folded)) - len(spans)
				}
				counts, all = append(counts, len(spans)), append(all, spans...)
			}
			if occurrences := len(text.Join(all)); found.Occurrences != occurrences || counted.Occurrences != occurrences || !slices.Equal(found.Counts, counts) {
				t.Fatalf("%s (loose %v) counts %d and %d in %q, %v, want %d, %v", query.Print(tree), loose, found.Occurrences, counted.Occurrences, folded, found.Counts, occurrences, counts)
			}
		}
	}
	if t.Logf("%d match, %d occurrences lie inside longer ones", matching, inside); matching < 3000 || inside < 1000 {
		t.Error("that holds little")
	}
}

// TestNoMarks finds nothing to mark, also where each occurrence is one of a longer text that does not count.
func TestNoMarks(t *testing.T) {
	m := match.Compile(query.Parse("染 -~污染").Root, false)
	for _, display := range []string{"治理污染", "改革"} {
		if marks := m.Marks(display); marks != nil {
			t.Errorf("%s: %v, want nil", display, marks)
		}
	}
	if marks := m.Marks("治理污染，浸染"); len(marks) != 1 {
		t.Errorf("%v, want one", marks)
	}
}
