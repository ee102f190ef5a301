package match_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/match"
	"gongbao/search/query"
)

// TestLargeTrees compares matchers of many texts, sentences, distances and filters with what each node of the tree means for
// itself. Texts are found together there, and sentences tried together.
func TestLargeTrees(t *testing.T) {
	l := newLibrary()
	l.add("发展。改革！”开放", "就业。", "。。", "", "改革。发展？发展、改革", "发、展。展发")
	r := rand.New(rand.NewChaCha8([32]byte([]byte("many texts are found in one pass"))))
	matching, sentences, both := 0, 0, 0
	for i := range 600 {
		tree := l.largeTree(r, 3, i%3 == 0)
		loose := i%4 == 3
		whole, count, other := match.Compile(tree, loose), match.CompileToCount(tree, loose), match.CompileToCount(tree, !loose)
		var found, counted, otherFound match.Matches
		for i := range l.paragraphs {
			p := &l.paragraphs[i]
			scan := plainScan{p: p, loose: loose}
			want := scan.holds(tree, text.Fold(p.Text))
			if got := whole.Match(p.under(whole), &found); got != want {
				t.Fatalf("%s (loose %v) matches %q: %v, want %v", query.Print(tree), loose, p.Text, got, want)
			}
			if got := count.Match(p.under(count), &counted); got != want {
				t.Fatalf("%s (loose %v) counts %q: %v, want %v", query.Print(tree), loose, p.Text, got, want)
			}
			if !want {
				continue
			}
			matching++
			counts, spans, occurrences := scan.occurrences(whole.Terms, text.Fold(p.Text))
			if found.Occurrences != occurrences || !slices.Equal(found.Counts, counts) || counted.Occurrences != occurrences || !slices.Equal(counted.Counts, counts) {
				t.Fatalf("%s (loose %v) counts %d %v and %d %v in %q, want %d %v", query.Print(tree), loose, found.Occurrences, found.Counts, counted.Occurrences, counted.Counts, p.Text, occurrences, counts)
			}
			if !slices.Contains(counts, 0) && len(counts) > 1 && !slices.EqualFunc(found.Spans[:len(counts)], spans, slices.Equal) {
				t.Fatalf("%s (loose %v) has spans %v in %q, want %v", query.Print(tree), loose, found.Spans, p.Text, spans)
			}
			if having := found.Having; having != nil && !slices.Equal(having, indexesAbove0(counts)) {
				t.Fatalf("%s lists %v of %v", query.Print(tree), having, counts)
			}
			if len(slices.Collect(text.Sentences(p.Text))) > 1 {
				sentences++
			}
		}
		for i := range l.paragraphs { // in one go with the matcher of the other mode
			p := &l.paragraphs[i]
			matches, also := whole.MatchBoth(other, p.under(whole), &found, &otherFound)
			scan := plainScan{p: p, loose: !loose}
			if want := scan.holds(tree, text.Fold(p.Text)); also != want || matches != whole.Match(p.under(whole), &counted) {
				t.Fatalf("%s (loose %v) matches %q: %v, and the other way %v, want %v", query.Print(tree), loose, p.Text, matches, also, want)
			}
			if matches && (found.Occurrences != counted.Occurrences || !slices.Equal(found.Counts, counted.Counts)) {
				t.Fatalf("%s (loose %v): MatchBoth counts %v in %q, Match %v", query.Print(tree), loose, found.Counts, p.Text, counted.Counts)
			}
			if also {
				both++
				if _, _, want := scan.occurrences(other.Terms, text.Fold(p.Text)); otherFound.Occurrences != want {
					t.Fatalf("%s (loose %v) counts %d in %q the other way, want %d", query.Print(tree), loose, otherFound.Occurrences, p.Text, want)
				}
			}
		}
	}
	if t.Logf("%d paragraphs match, %d of several sentences, %d both ways", matching, sentences, both); matching < 1000 || sentences < 500 || both < 1000 {
		t.Error("that holds little")
	}
}

func indexesAbove0(counts []int) []int {
	indexes := []int{}
	for i, n := range counts {
		if n > 0 {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

func (p *paragraph) under(m *match.Matcher) match.Paragraph {
	return match.Paragraph{Folded: text.Fold(p.Text), Admits: func(i int) bool {
		return m.Filters[i].Admits(&p.header, match.PlaceOf(&p.Paragraph))
	}, Sentences: p.sentences()}
}

// sentences knows where the sentences of every other paragraph end, as an index does.
func (p *paragraph) sentences() func(ends []int) []int {
	if len(p.Text)%2 == 0 {
		return nil
	}
	return func(ends []int) []int {
		end := 0
		for sentence := range text.Sentences(text.Fold(p.Text)) {
			end += len(sentence)
			ends = append(ends, end)
		}
		return ends
	}
}

// A plainScan tries each node for itself, and shares patterns and sentences with the matcher, and nothing else.
type plainScan struct {
	p     *paragraph
	loose bool
}

func (s plainScan) body(folded string) string {
	if s.loose {
		return text.Loosen(folded)
	}
	return folded
}

func (s plainScan) holds(tree query.Node, folded string) bool {
	holds := func(n query.Node) bool { return s.holds(n, folded) }
	switch n := tree.(type) {
	case query.Text:
		return match.NewPattern(n, s.loose).Count(s.body(folded)) > 0
	case query.Outside:
		return len(s.outside(n, folded)) > 0
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(n query.Node) bool { return !holds(n) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, holds)
	case query.Not:
		return !holds(n.Node)
	case query.Same:
		if n.Unit == query.Paragraph {
			return holds(n.Node)
		}
		for sentence := range text.Sentences(folded) {
			if s.holds(n.Node, sentence) {
				return true
			}
		}
		return false
	case query.Near:
		body := s.body(folded)
		for _, a := range s.side(n.Left, folded) {
			for _, b := range s.side(n.Right, folded) {
				if a.To <= b.From && len([]rune(body[a.To:b.From])) <= n.Distance || b.To <= a.From && len([]rune(body[b.To:a.From])) <= n.Distance {
					return true
				}
			}
		}
		return false
	case query.Filter:
		return match.NewFilter(n).Admits(&s.p.header, match.PlaceOf(&s.p.Paragraph))
	}
	return false
}

// side returns the occurrences of what a Near has on a side.
func (s plainScan) side(n query.Node, folded string) (all []text.Span) {
	switch n := n.(type) {
	case query.Text:
		return s.outside(query.Outside{Text: n}, folded)
	case query.Outside:
		return s.outside(n, folded)
	}
	for _, child := range query.Children(n) {
		all = append(all, s.side(child, folded)...)
	}
	return all
}

// outside returns the occurrences of a text that lie in none of its longer ones.
func (s plainScan) outside(n query.Outside, folded string) []text.Span {
	body := s.body(folded)
	return slices.DeleteFunc(match.NewPattern(n.Text, s.loose).AppendAll(nil, body), func(at text.Span) bool {
		return slices.ContainsFunc(n.Longer, func(longer query.Text) bool {
			around := match.NewPattern(longer, s.loose).AppendAll(nil, body)
			return slices.ContainsFunc(around, func(a text.Span) bool { return a.From <= at.From && a.To >= at.To })
		})
	})
}

func (s plainScan) occurrences(terms []text.Pattern, folded string) (counts []int, spans [][]text.Span, total int) {
	var all []text.Span
	for _, term := range terms {
		found := term.AppendAll(nil, s.body(folded))
		counts, spans, all = append(counts, len(found)), append(spans, found), append(all, found...)
	}
	return counts, spans, len(text.Join(all))
}

// add adds paragraphs.
func (l *library) add(lines ...string) {
	for i, line := range lines {
		p := l.paragraphs[i]
		p.Text = line
		l.paragraphs = append(l.paragraphs, p)
	}
}

// largeTree makes a random tree of many nodes: of ideographs alone if plain.
func (l *library) largeTree(r *rand.Rand, depth int, plain bool) query.Node {
	oneText := func() query.Text {
		switch {
		case !plain:
			return l.text(r)
		case r.IntN(2) == 0:
			return query.Text{Value: []string{"发展", "改革", "就业", "展发", "经济", "稳定"}[r.IntN(6)]}
		}
		return query.Text{Value: string([]rune("发展改革就业稳定经济开放的和")[r.IntN(14)])}
	}
	leaf := func() query.Node {
		t := oneText()
		switch r.IntN(12) {
		case 0:
			return query.Filter{Field: query.Section, Values: []string{l.piece(r, l.paragraphs[r.IntN(len(l.paragraphs))].Section[1]), "优先"}}
		case 1:
			return query.Filter{Field: query.Year, Years: query.Years{From: 2018 + r.IntN(4)}}
		case 2, 3, 4:
			return query.Not{Node: t}
		}
		return t
	}
	if depth == 0 {
		return leaf()
	}
	nodes := make([]query.Node, 2+r.IntN(4))
	for i := range nodes {
		nodes[i] = l.largeTree(r, depth-1, plain)
	}
	switch r.IntN(9) {
	case 0, 1:
		return query.And{Nodes: nodes}
	case 2, 3, 4:
		return query.Or{Nodes: nodes}
	case 5:
		return query.Not{Node: query.And{Nodes: nodes}}
	case 6, 7:
		return query.Same{Unit: query.Sentence, Node: query.Or{Nodes: nodes}}
	}
	if plain && r.IntN(2) == 0 {
		return query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{leaf(), leaf()}}}
	}
	return query.Near{Left: oneText(), Right: oneText(), Distance: r.IntN(40)}
}
