package match

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A node is a compiled part of a query's tree.
type node interface {
	// holds reports whether the paragraph matches.
	holds(*view) bool
	// within returns those of some sentences that match, each as a paragraph of its own: bits as view.mask has them.
	within(v *view, some uint64) uint64
	// requires returns the index of a text that occurs wherever the node holds, -1 if it knows none.
	requires(*Matcher) int
	// price is that of the node alone, when the texts and the sentences are known.
	price(*pricing) float64
}

type (
	textNode   int   // index in Matcher.texts
	listNode   []int // of texts, of which one has to occur
	allNode    []branch
	anyNode    []branch
	notNode    struct{ node }
	filterNode int // index in Matcher.Filters
	nearNode   struct {
		left, right side
		distance    int
		ordered     bool
	}
	side     []int    // texts, any of which may stand on that side of a Near
	sameNode struct { // one sentence
		root node
		none *noneOf // where root asks for a sentence without some texts, and nothing else; or nil
	}
)

// A branch is a node below an And or Or, and a text without which it does not hold, or not fail if it is a Not; -1 for
// none. Where all texts are found at once, that spares most branches of a large tree.
type branch struct {
	node
	need    int
	negated bool
}

// compile translates a tree. A Same of a whole paragraph asks what its node asks anyway, and leaves no node of its own.
func (m *Matcher) compile(tree query.Node) node {
	if onlyFilters(tree) {
		m.Filters = append(m.Filters, NewFilter(tree))
		return filterNode(len(m.Filters) - 1)
	}
	switch n := tree.(type) {
	case query.Text, query.Outside:
		return textNode(m.textFor(n))
	case query.And:
		branches := m.branches(n.Nodes, true)
		if len(branches) == 1 {
			return branches[0].node
		}
		return allNode(branches)
	case query.Or:
		branches := m.branches(n.Nodes, false)
		if len(branches) == 1 {
			return branches[0].node
		}
		return anyNode(branches)
	case query.Not:
		return notNode{m.compile(n.Node)}
	case query.Near:
		return nearNode{m.side(n.Left), m.side(n.Right), n.Distance, n.Ordered}
	case query.Same:
		if n.Unit == query.WholeReport {
			return m.compile(anyText(n)) // of the report, a paragraph knows nothing
		}
		node := m.compile(n.Node)
		if n.Unit == query.Sentence && !m.inOne(node) {
			return sameNode{node, m.noneOf(node)}
		}
		return node
	}
	return anyNode(nil) // an empty query matches nothing
}

// inOne reports whether node holds in a sentence of every paragraph that it holds in: it asks for one of some texts, whose
// occurrences are in one sentence each.
func (m *Matcher) inOne(n node) bool {
	switch n := n.(type) {
	case textNode:
		return m.inside[int(n)] == nil && !m.crosses(m.texts[n])
	case listNode:
		return !slices.ContainsFunc(n, func(i int) bool { return m.crosses(m.texts[i]) })
	}
	return false
}

// A noneOf finds texts that a sentence is to have none of. Where nobody else asks for them, one place of them decides about a sentence.
type noneOf struct {
	*text.Set
	stop []bool // behind each of them
}

// noneOf returns nil unless a node asks that none of some texts occurs, and nothing else. One text alone is found faster in the whole
// paragraph.
func (m *Matcher) noneOf(n node) *noneOf {
	texts := excluded(n)
	if len(texts) < 2 || slices.ContainsFunc(texts, func(i int) bool { return m.inside[i] != nil }) {
		return nil
	}
	patterns := make([]text.Pattern, len(texts))
	for i, of := range texts {
		patterns[i] = m.texts[of]
	}
	return &noneOf{text.NewSet(patterns), slices.Repeat([]bool{true}, len(texts))}
}

// excluded returns the texts none of which may occur, where a node asks for nothing else; none for other nodes.
func excluded(n node) []int {
	not, _ := n.(notNode)
	switch of := not.node.(type) {
	case textNode:
		return []int{int(of)}
	case listNode:
		return of
	}
	return nil
}

// occurIn reports whether one of the texts occurs in a sentence.
func (n *noneOf) occurIn(v *view, sentence string) bool {
	if v.loose {
		v.spare, _ = n.AppendAllLoosely(v.spare[:0], sentence, n.stop)
	} else {
		v.spare, _ = n.AppendAll(v.spare[:0], sentence, n.stop)
	}
	return len(v.spare) > 0
}

// anyText is what a paragraph answers of a query about its whole report: it has one of the texts that may be shown.
func anyText(same query.Same) query.Node {
	shown := query.Shown(same)
	if len(shown) == 0 {
		return query.And{} // every paragraph: the report is to lack something
	}
	return query.Or{Nodes: shown}
}

// branches compiles the children of an And or Or. Filters become one node, and so do the texts of an Or and the negated texts
// of an And.
func (m *Matcher) branches(trees []query.Node, and bool) []branch {
	var filters []query.Node
	var list listNode
	listAt := -1 // its place among the branches
	var branches []branch
	add := func(n node) {
		b := branch{node: n, need: n.requires(m)}
		if not, ok := n.(notNode); ok {
			b.need, b.negated = not.node.requires(m), true
		}
		branches = append(branches, b)
	}
	flush := func() {
		if and && len(filters) > 0 {
			add(m.compile(query.And{Nodes: filters}))
		} else if len(filters) > 0 {
			add(m.compile(query.Or{Nodes: filters}))
		}
		filters = nil
	}
	for _, t := range ByCost(trees) {
		if onlyFilters(t) {
			filters = append(filters, t)
			continue
		}
		flush()
		listed := t
		if not, ok := t.(query.Not); ok && and {
			listed = not.Node
		}
		if one, ok := listed.(query.Text); ok && and == (listed != t) {
			if listAt < 0 {
				listAt = len(branches)
				branches = append(branches, branch{})
			}
			list = append(list, m.pattern(one))
			continue
		}
		add(m.compile(t))
	}
	flush()
	if listAt >= 0 {
		b := branch{node: list, need: -1}
		if len(list) == 1 {
			b.node, b.need = textNode(list[0]), list[0]
		}
		if and {
			b.node, b.negated = notNode{b.node}, true
		}
		branches[listAt] = b
	}
	return branches
}

// ByCost returns the nodes of an And or Or in the order in which to try them on a paragraph, cheapest first: filters by
// report, filters by section, texts, distances, sentences.
func ByCost(nodes []query.Node) []query.Node {
	ordered := slices.Clone(nodes)
	slices.SortStableFunc(ordered, func(a, b query.Node) int { return cmp.Compare(cost(a), cost(b)) })
	return ordered
}

// cost estimates what it takes to try a node on a paragraph, in table look-ups.
func cost(n query.Node) int {
	sum := 0
	switch n := n.(type) {
	case query.Filter:
		if n.Field == query.Section || n.Field == query.Role {
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
	if m.index == nil && len(m.texts) >= manyTexts {
		m.index = make(map[text.Pattern]int, 2*len(m.texts))
		for i, known := range m.texts {
			if !m.isOutside(i) {
				m.index[known] = i
			}
		}
	}
	p := NewPattern(t, m.loose)
	i := m.indexOf(p)
	if i < 0 {
		i = len(m.texts)
		m.texts = append(m.texts, p)
		if m.index != nil {
			m.index[p] = i
		}
	}
	return i
}

// indexOf returns the index of a pattern in texts, -1 if it is none of them. Those of an Outside are others.
func (m *Matcher) indexOf(p text.Pattern) int {
	if m.index == nil {
		for i, known := range m.texts {
			if known == p && !m.isOutside(i) {
				return i
			}
		}
		return -1
	}
	if i, ok := m.index[p]; ok {
		return i
	}
	return -1
}

// isOutside reports whether a text is one of an Outside.
func (m *Matcher) isOutside(i int) bool {
	_, ok := m.inside[i]
	return ok
}

func (n textNode) holds(v *view) bool   { return v.has(int(n)) }
func (n listNode) holds(v *view) bool   { return slices.ContainsFunc(n, v.has) }
func (n notNode) holds(v *view) bool    { return !n.node.holds(v) }
func (n filterNode) holds(v *view) bool { return v.Admits(int(n)) }

func (n allNode) holds(v *view) bool {
	for i := range n {
		b := &n[i]
		if b.need >= 0 && v.lacks(b.need) {
			if b.negated {
				continue
			}
			return false
		}
		if !b.holds(v) {
			return false
		}
	}
	return true
}

func (n anyNode) holds(v *view) bool {
	for i := range n {
		b := &n[i]
		if b.need >= 0 && v.lacks(b.need) {
			if b.negated {
				return true
			}
			continue
		}
		if b.holds(v) {
			return true
		}
	}
	return false
}

func (n nearNode) holds(v *view) bool {
	if n.left.lacking(v) || n.right.lacking(v) {
		return false
	}
	return v.near(n.left.spans(v, &v.left), n.right.spans(v, &v.right), n)
}

// holds tries the sentences of the paragraph, 64 at a time.
func (n sameNode) holds(v *view) bool {
	v.cut()
	if n.none != nil && !v.searched {
		for i := range v.ends {
			if !n.none.occurIn(v, v.sentence(i)) {
				return true
			}
		}
		return false
	}
	for first := 0; first < len(v.ends); first += 64 {
		v.turn(first)
		some := ^uint64(0)
		if left := len(v.ends) - first; left < 64 {
			some = 1<<left - 1
		}
		if n.root.within(v, some) != 0 {
			return true
		}
	}
	return false
}

func (n textNode) within(v *view, some uint64) uint64 { return v.mask(int(n)) & some }
func (n notNode) within(v *view, some uint64) uint64  { return some &^ n.node.within(v, some) }
func (n sameNode) within(v *view, some uint64) uint64 { return n.root.within(v, some) } // a sentence is its own only sentence

func (n listNode) within(v *view, some uint64) (in uint64) {
	for _, i := range n {
		if in |= v.mask(i) & some; in == some {
			break
		}
	}
	return in
}

func (n filterNode) within(v *view, some uint64) uint64 {
	if v.Admits(int(n)) {
		return some
	}
	return 0
}

func (n allNode) within(v *view, some uint64) uint64 {
	for i := range n {
		if some = n[i].within(v, some); some == 0 {
			break
		}
	}
	return some
}

func (n anyNode) within(v *view, some uint64) (in uint64) {
	for i := range n {
		if in |= n[i].within(v, some&^in); in == some {
			break
		}
	}
	return in
}

func (n nearNode) within(v *view, some uint64) (in uint64) {
	for both := n.left.mask(v) & n.right.mask(v) & some; both != 0; both &= both - 1 {
		i := bits.TrailingZeros64(both)
		if n.inSentence(v, v.first+i) {
			in |= 1 << i
		}
	}
	return in
}

// inSentence reports whether the node holds in a sentence that has both texts.
func (n nearNode) inSentence(v *view, i int) bool {
	if !v.anew && (!v.loose || v.inPlace) {
		from, to := v.begin(i), v.ends[i]
		return v.near(n.left.between(v, &v.left, from, to), n.right.between(v, &v.right, from, to), n)
	}
	sentence := v.sentence(i)
	if v.loose {
		sentence = text.Loosen(sentence)
	}
	v.left = n.left.appendIn(v, v.left[:0], sentence)
	v.right = n.right.appendIn(v, v.right[:0], sentence)
	return n.near(v.left, v.right, strictly(sentence))
}

// between returns the spans that lie between two places. Spans that do not overlap are ascending by both ends.
func between(spans []text.Span, from, to int) []text.Span {
	first, _ := slices.BinarySearchFunc(spans, from, func(s text.Span, from int) int { return s.From - from })
	behind, _ := slices.BinarySearchFunc(spans, to+1, func(s text.Span, to int) int { return s.To - to })
	return spans[first:max(first, behind)]
}

func (n textNode) requires(*Matcher) int   { return int(n) }
func (n listNode) requires(*Matcher) int   { return -1 }
func (n anyNode) requires(*Matcher) int    { return -1 }
func (n notNode) requires(*Matcher) int    { return -1 }
func (n filterNode) requires(*Matcher) int { return -1 }
func (n sameNode) requires(m *Matcher) int { return n.root.requires(m) }
func (n nearNode) requires(m *Matcher) int { return m.rarer(n.left.requires(), n.right.requires()) }

func (n allNode) requires(m *Matcher) int {
	rarest := -1
	for _, b := range n {
		if !b.negated {
			rarest = m.rarer(rarest, b.need)
		}
	}
	return rarest
}

// rarer returns the one of two texts that is likely to be rarer, the longer one; either may be -1 for none.
func (m *Matcher) rarer(a, b int) int {
	if a < 0 || b >= 0 && len(m.texts[b].Folded()) > len(m.texts[a].Folded()) {
		return b
	}
	return a
}

// near reports whether occurrences of the two texts of a distance are near enough, where separators count unless the matcher is
// loose.
func (v *view) near(left, right []text.Span, of nearNode) bool {
	if v.inPlace {
		return of.near(left, right, loosely(v.Folded))
	}
	is := of.near(left, right, strictly(v.body()))
	if !is && (v.both || v.other != nil) && of.near(left, right, loosely(v.Folded)) {
		v.differs = true
	}
	return is
}

// A measure reports whether two places in a text are at most so many code points apart.
type measure func(from, to, most int) bool

func strictly(s string) measure {
	return func(from, to, most int) bool {
		return to-from <= most || to-from <= utf8.UTFMax*most && text.FoldedRunes(s[from:to]) <= most
	}
}

// loosely measures what Loosen leaves of a folded text.
func loosely(folded string) measure {
	return func(from, to, most int) bool {
		return to-from <= most || text.LooseDistance(folded, from, to, most) <= most
	}
}

// near reports whether occurrences of its two texts are near enough, in its order if it has one.
func (n nearNode) near(left, right []text.Span, within measure) bool {
	return follows(left, right, n.distance, within) || !n.ordered && follows(right, left, n.distance, within)
}

// follows reports whether one of second begins behind one of first, with at most distance code points between. Both lists are in
// the order of where their spans begin, so only the next one behind each of first counts, which is seldom far from that of the one before.
func follows(first, second []text.Span, distance int, within measure) bool {
	next := 0
	for _, a := range first {
		for next > 0 && second[next-1].From >= a.To {
			next--
		}
		for next < len(second) && second[next].From < a.To {
			next++
		}
		if next < len(second) && within(a.To, second[next].From, distance) {
			return true
		}
	}
	return false
}
