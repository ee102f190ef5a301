package match

import (
	"slices"

	"gongbao/search/query"
)

// Terms counts texts, each for itself, in paragraphs that answer a query. The texts need not be in the query. Several goroutines may
// use it.
type Terms struct {
	of      *Matcher // that has the texts
	apart   bool     // it is not the query's
	at      []int    // each of them, by index in Matcher.Terms
	outside [][]int  // those that an occurrence must not lie in
}

// TermsOf returns what counts terms where m finds something. Those without a Longer text count wherever they stand.
func (m *Matcher) TermsOf(terms []query.Outside) *Terms {
	if t := (&Terms{of: m}); t.find(terms) {
		return t
	}
	nodes := []query.Node{query.And{}} // which matches whatever there is, so that each paragraph is counted
	for _, term := range terms {
		nodes = append(nodes, term.Text)
		for _, longer := range term.Longer {
			nodes = append(nodes, longer)
		}
	}
	t := &Terms{of: CompileToCount(query.Or{Nodes: nodes}, m.loose), apart: true}
	t.find(terms)
	return t
}

// find finds terms among those of the matcher, and reports whether they are all there.
func (t *Terms) find(terms []query.Outside) bool {
	t.outside = make([][]int, len(terms))
	for i, term := range terms {
		t.at = append(t.at, t.of.Term(NewPattern(term.Text, t.of.loose)))
		for _, longer := range term.Longer {
			t.outside[i] = append(t.outside[i], t.of.Term(NewPattern(longer, t.of.loose)))
		}
	}
	return !slices.Contains(t.at, -1) && !slices.ContainsFunc(t.outside, func(longer []int) bool { return slices.Contains(longer, -1) })
}

// Count fills counts with the occurrences of each term in a paragraph that the query's matcher has found something in. own is used
// again and again, as found is.
func (t *Terms) Count(p Paragraph, found, own *Matches, counts []int) {
	if t.apart {
		t.of.Match(p, own)
		found = own
	}
	for i, at := range t.at {
		counts[i] = found.Counts[at]
		if counts[i] > 0 && slices.ContainsFunc(t.outside[i], func(longer int) bool { return found.Counts[longer] > 0 }) {
			counts[i] = found.countOutside(at, t.outside[i])
		}
	}
}

// countOutside counts the occurrences of a text that lie in none of others.
func (f *Matches) countOutside(i int, others []int) int {
	f.rest = append(f.rest[:0], f.view.spans(i)...)
	for _, other := range others {
		f.rest = without(f.rest, f.view.spans(other))
	}
	return len(f.rest)
}
