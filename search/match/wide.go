package match

import (
	"math/bits"
	"slices"
)

// manyBranches is the number of branches from which those are looked up by the texts that occur, and the others are not tried.
const manyBranches = 16

// A wideNode is an allNode or anyNode of many branches, where all texts are found at once.
type wideNode struct {
	node               // itself
	all     bool       // it is an allNode
	filters []branch   // branches that are filters
	free    []branch   // others without a text that they need, cheapest first
	need    [][]branch // by text: those that need it
	// bits of the texts that branches need which are not negated, and of those that negated ones need
	needed, excused []uint64
	// forbidden has by text, of an allNode, what no sentence may satisfy, and satisfies only with the text; nil when there is nothing
	forbidden [][]sameNode
}

// A wideList is a listNode of many texts, where all texts are found at once.
type wideList struct {
	listNode
	texts []uint64 // their bits
}

// widen makes wideNodes and wideLists of the nodes of many branches or texts of a tree.
func (m *Matcher) widen(n node) node {
	switch n := n.(type) {
	case allNode:
		m.widenAll(n)
		return m.wide(n, n, true)
	case anyNode:
		m.widenAll(n)
		return m.wide(n, n, false)
	case notNode:
		return notNode{m.widen(n.node)}
	case listNode:
		if len(n) >= manyBranches {
			return m.wideList(n)
		}
	}
	return n // a sentence is tried by the texts that it has
}

func (m *Matcher) wideList(n listNode) node {
	w := &wideList{n, make([]uint64, (len(m.texts)+63)/64)}
	for _, i := range n {
		w.texts[i/64] |= 1 << (i % 64)
	}
	return w
}

func (n *wideList) holds(v *view) bool {
	v.search()
	for i, word := range n.texts {
		if word&v.present[i] != 0 {
			return true
		}
	}
	return false
}

func (m *Matcher) widenAll(branches []branch) {
	for i := range branches {
		branches[i].node = m.widen(branches[i].node)
	}
}

func (m *Matcher) wide(n node, branches []branch, all bool) node {
	if len(branches) < manyBranches {
		return n
	}
	words := (len(m.texts) + 63) / 64
	w := &wideNode{node: n, all: all, need: make([][]branch, len(m.texts)), needed: make([]uint64, words), excused: make([]uint64, words)}
	for _, b := range branches {
		_, isFilter := b.node.(filterNode)
		switch {
		case isFilter:
			w.filters = append(w.filters, b)
			continue
		case b.need < 0:
			w.free = append(w.free, b)
			continue
		case b.negated:
			w.excused[b.need/64] |= 1 << (b.need % 64)
			w.forbid(b)
		default:
			w.needed[b.need/64] |= 1 << (b.need % 64)
			b.node = rest(b.node, b.need)
		}
		w.need[b.need] = append(w.need[b.need], b)
	}
	return w
}

// rest is what is left to ask of a node where a text is known to occur.
func rest(n node, occurs int) node {
	all, ok := n.(allNode)
	if !ok {
		return n
	}
	others := slices.DeleteFunc(slices.Clone(all), func(b branch) bool {
		text, ok := b.node.(textNode)
		return ok && int(text) == occurs
	})
	if len(others) == 1 {
		return others[0].node
	}
	return others
}

// forbid takes up a negated branch.
func (n *wideNode) forbid(b branch) {
	not, _ := b.node.(notNode)
	sentence, ok := not.node.(sameNode)
	if !n.all || !ok {
		return
	}
	if n.forbidden == nil {
		n.forbidden = make([][]sameNode, len(n.need))
	}
	n.forbidden[b.need] = append(n.forbidden[b.need], sentence)
}

// A sentenceStop stops the count of a paragraph behind the first sentence that no match has. The rest is not looked at.
type sentenceStop Matches

// After implements text.SentenceStop.
func (s *sentenceStop) After(sentence uint64) bool {
	v := &s.view
	root := v.root.(*wideNode)
	for i, word := range v.tally.Having {
		for word &= root.excused[i]; word != 0; word &= word - 1 {
			n := i*64 + bits.TrailingZeros64(word)
			if v.tally.Sentences[n]&sentence == 0 {
				continue
			}
			for _, same := range root.forbidden[n] {
				if same.within(v, sentence) != 0 {
					return true
				}
			}
		}
	}
	return false
}

func (n *wideNode) holds(v *view) bool {
	if !n.undecided(n.filters, v) {
		return !n.all
	}
	v.search()
	decisive := n.needed // one of these that does not occur decides
	if !n.all {
		decisive = n.excused
	}
	for i, word := range decisive {
		if word&^v.present[i] != 0 {
			return !n.all
		}
	}
	if !n.undecided(n.free, v) {
		return !n.all
	}
	for i, present := range v.present {
		for word := (n.needed[i] | n.excused[i]) & present; word != 0; word &= word - 1 {
			if !n.undecided(n.need[i*64+bits.TrailingZeros64(word)], v) {
				return !n.all
			}
		}
	}
	return n.all
}

// undecided reports whether some branches do not decide: under an allNode all hold, under an anyNode none.
func (n *wideNode) undecided(branches []branch, v *view) bool {
	for i := range branches {
		if branches[i].holds(v) != n.all {
			return false
		}
	}
	return true
}
