package match

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A node is a compiled part of a query's tree.
type node interface{ holds(*view) bool }

// A view is one paragraph under a Matcher. It finds the occurrences of a text when they are first needed.
type view struct {
	*Matcher
	*Matches
	text   string
	folded string
	admits func(int) bool
}

func (v *view) spans(i int) []text.Span {
	switch {
	case v.set != nil && !v.all:
		v.all = true
		v.total = v.set.FindAll(v.Spans, v.text, len(v.Terms))
	case v.set == nil && !v.seen[i]:
		v.seen[i] = true
		if v.inPlace {
			v.Spans[i] = v.texts[i].AppendAllLoosely(v.Spans[i][:0], v.folded)
		} else {
			v.Spans[i] = v.texts[i].AppendAll(v.Spans[i][:0], v.text)
		}
	}
	return v.Spans[i]
}

type (
	textNode   int // index in Matcher.texts
	andNode    []node
	orNode     []node
	notNode    struct{ node }
	filterNode int // index in Matcher.Filters
	nearNode   struct{ left, right, distance int }
	sameNode   struct{ root node } // one sentence
)

// compile translates a tree. A Same of a whole paragraph asks what its node asks anyway, and leaves no node of its own.
func (m *Matcher) compile(tree query.Node) node {
	switch n := tree.(type) {
	case query.Text:
		return textNode(m.pattern(n))
	case query.And:
		return andNode(m.compileAll(n.Nodes))
	case query.Or:
		return orNode(m.compileAll(n.Nodes))
	case query.Not:
		return notNode{m.compile(n.Node)}
	case query.Near:
		return nearNode{m.pattern(n.Left), m.pattern(n.Right), n.Distance}
	case query.Filter:
		m.Filters = append(m.Filters, NewFilter(n))
		return filterNode(len(m.Filters) - 1)
	case query.Same:
		if n.Unit == query.Sentence {
			return sameNode{m.compile(n.Node)}
		}
		return m.compile(n.Node)
	}
	return orNode(nil) // an empty query matches nothing
}

func (m *Matcher) compileAll(trees []query.Node) []node {
	nodes := make([]node, len(trees))
	for i, t := range ByCost(trees) {
		nodes[i] = m.compile(t)
	}
	return nodes
}

// ByCost returns the nodes of an And or Or in the order in which to try them on a paragraph, cheapest first: filters by
// report, filters by section, texts, distances, sentences.
func ByCost(nodes []query.Node) []query.Node {
	return slices.SortedStableFunc(slices.Values(nodes), func(a, b query.Node) int { return cmp.Compare(cost(a), cost(b)) })
}

// cost estimates what it takes to try a node on a paragraph, in table look-ups.
func cost(n query.Node) int {
	sum := 0
	switch n := n.(type) {
	case query.Filter:
		if n.Field == query.Section {
			return 10 // once for each path, in its titles
		}
		return 1
	case query.Text:
		return 100
	case query.Same:
		if n.Unit == query.Sentence {
			sum = 10_000 // the sentences have to be found first
		}
	}
	for _, child := range query.Children(n) {
		sum += cost(child)
	}
	return sum
}

// NewPattern returns the pattern of t, strict or loose.
func NewPattern(t query.Text, loose bool) text.Pattern {
	if loose {
		return text.NewLoosePattern(t.Value)
	}
	return text.NewPattern(t.Value)
}

// pattern returns the index of t's pattern in texts, and adds it if it is new.
func (m *Matcher) pattern(t query.Text) int {
	p := NewPattern(t, m.loose)
	for i, known := range m.texts {
		if known == p {
			return i
		}
	}
	m.texts = append(m.texts, p)
	return len(m.texts) - 1
}

func (n textNode) holds(v *view) bool   { return len(v.spans(int(n))) > 0 }
func (n notNode) holds(v *view) bool    { return !n.node.holds(v) }
func (n filterNode) holds(v *view) bool { return v.admits(int(n)) }

func (n andNode) holds(v *view) bool {
	for _, child := range n {
		if !child.holds(v) {
			return false
		}
	}
	return true
}

func (n orNode) holds(v *view) bool {
	for _, child := range n {
		if child.holds(v) {
			return true
		}
	}
	return false
}

func (n nearNode) holds(v *view) bool {
	left, right := v.spans(n.left), v.spans(n.right)
	return follows(v.text, left, right, n.distance) || follows(v.text, right, left, n.distance)
}

// follows reports whether one of second begins behind one of first, with at most distance code points between. Both lists
// are ascending and do not overlap, so only the next one behind each of first counts.
func follows(s string, first, second []text.Span, distance int) bool {
	for _, a := range first {
		for len(second) > 0 && second[0].From < a.To {
			second = second[1:]
		}
		if len(second) == 0 {
			return false
		}
		if utf8.RuneCountInString(s[a.To:second[0].From]) <= distance {
			return true
		}
	}
	return false
}

// holds tries one sentence after another. To the nodes below, each is a paragraph of its own.
func (n sameNode) holds(v *view) bool {
	var found Matches
	for sentence := range text.Sentences(v.folded) {
		found.begin(v.Matcher, sentence, v.admits)
		if n.root.holds(&found.view) {
			return true
		}
	}
	return false
}
