package match

import (
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// The price of a query is what it takes to match a paragraph, in units of what it takes for one text. The numbers are
// measured on paragraphs of 650 bytes; each is for a query that nothing decides early.
const (
	passPrice     = 8    // all of many texts
	cutPrice      = 3    // the sentences
	branchPrice   = 0.02 // of an And or Or
	listPrice     = 0.002
	filterPrice   = 0.05
	nearPrice     = 0.8 // in a paragraph
	samePrice     = 0.05
	sentencePrice = 3 // a distance, in sentences
)

// dear is the price from which a query costs so much more than others that it should not run on every paragraph of a large
// index: a list of a thousand words is below, in a sentence too. affordable is what any search may cost in all: a small index hurts nobody.
const (
	dear       = 25
	affordable = 500_000
)

// Affordable reports whether a search should run that has so many candidates among the paragraphs of an index, at a price for
// each.
func Affordable(candidates, paragraphs int, price float64) bool {
	return float64(candidates)*price <= max(affordable, dear*float64(paragraphs))
}

// Price estimates the price of a paragraph. share says in what part of the paragraphs a text occurs, 1 at most; where it is
// nil, every text occurs everywhere.
func (m *Matcher) Price(share func(text.Pattern) float64) float64 {
	if m.root == nil {
		return 0
	}
	p := pricing{m, share}
	price := float64(len(m.texts))
	if m.set != nil {
		price = passPrice
	}
	if hasSentence(m.root) {
		price += cutPrice
		if m.anew {
			price += passPrice
		}
	}
	return price + m.root.price(&p)
}

// EachText calls f with each text of the query, positive or negative.
func (m *Matcher) EachText(f func(text.Pattern)) {
	for _, t := range m.texts {
		f(t)
	}
}

// Parts counts what makes a query dear: distances, sentences, and brackets.
func Parts(tree query.Node) int {
	n := 0
	switch tree.(type) {
	case query.Near:
		return 1
	case query.Same, query.And, query.Or:
		n = 1
	}
	for _, child := range query.Children(tree) {
		n += Parts(child)
	}
	return n
}

// mostOccurring is the number of branches of an And after which a paragraph has failed one: it has no room for more texts.
const mostOccurring = 400

type pricing struct {
	*Matcher
	shareOf func(text.Pattern) float64
}

// share is the part of the paragraphs that have a text; all for -1.
func (p *pricing) share(i int) float64 {
	if i < 0 || p.shareOf == nil {
		return 1
	}
	return min(1, p.shareOf(p.texts[i]))
}

func (p *pricing) branches(branches []branch) float64 {
	price := 0.0
	for _, b := range branches {
		part := 1.0
		if p.set != nil { // otherwise a branch looks for its texts before it knows that they do not occur
			part = p.share(b.need)
		}
		price += branchPrice + part*b.price(p)
	}
	return price
}

func (n textNode) price(*pricing) float64   { return listPrice }
func (n listNode) price(*pricing) float64   { return listPrice * float64(len(n)) }
func (n filterNode) price(*pricing) float64 { return filterPrice }
func (n allNode) price(p *pricing) float64  { return p.branches(n[:min(len(n), mostOccurring)]) }
func (n anyNode) price(p *pricing) float64  { return p.branches(n) }
func (n notNode) price(p *pricing) float64  { return n.node.price(p) }
func (n nearNode) price(*pricing) float64 {
	return nearPrice + listPrice*float64(len(n.left)+len(n.right)-2)
}

func (n sameNode) price(p *pricing) float64 {
	return samePrice + n.root.price(p) + float64(distances(n.root))*(sentencePrice-nearPrice)
}

// hasSentence reports whether a node asks for a sentence.
func hasSentence(n node) bool {
	found := false
	walk(n, func(n node) {
		if _, ok := n.(sameNode); ok {
			found = true
		}
	})
	return found
}

// distances counts the distances below a node.
func distances(n node) (count int) {
	walk(n, func(n node) {
		if _, ok := n.(nearNode); ok {
			count++
		}
	})
	return count
}

// walk calls visit with a node and all below it.
func walk(n node, visit func(node)) {
	visit(n)
	switch n := n.(type) {
	case *wideNode:
		walk(n.node, visit)
	case allNode:
		for _, b := range n {
			walk(b.node, visit)
		}
	case anyNode:
		for _, b := range n {
			walk(b.node, visit)
		}
	case notNode:
		walk(n.node, visit)
	case sameNode:
		walk(n.root, visit)
	}
}
