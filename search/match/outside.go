package match

import (
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// findTerms adds the texts that a match may show, each once, in the order of query.Shown.
func (m *Matcher) findTerms(tree query.Node) {
	for _, n := range query.Shown(tree) {
		if outside, ok := n.(query.Outside); ok {
			m.outsideText(outside)
		} else {
			m.pattern(n.(query.Text))
		}
	}
}

// outsideText returns the index in texts of a text whose occurrences inside longer ones do not count, and adds it if it is
// new. The longer texts are added when all terms are.
func (m *Matcher) outsideText(n query.Outside) int {
	key := n.Key()
	i, known := m.outside[key]
	if !known {
		i = len(m.texts)
		m.texts = append(m.texts, NewPattern(n.Text, m.loose))
		if m.outside == nil {
			m.outside, m.inside = map[string]int{}, map[int][]int{}
		}
		m.outside[key], m.inside[i] = i, nil
	}
	return i
}

// textFor returns the index in texts of what a Text or an Outside finds, and adds it and the longer texts if they are new.
func (m *Matcher) textFor(n query.Node) int {
	outside, ok := n.(query.Outside)
	if !ok {
		return m.pattern(n.(query.Text))
	}
	i := m.outsideText(outside)
	if m.inside[i] == nil {
		for _, longer := range outside.Longer {
			m.inside[i] = append(m.inside[i], m.pattern(longer))
		}
	}
	return i
}

// Longer returns the patterns inside whose occurrences those of a term do not count; none for nearly all terms.
func (m *Matcher) Longer(term int) (longer []text.Pattern) {
	for _, i := range m.inside[term] {
		longer = append(longer, m.texts[i])
	}
	return longer
}

// Term returns the index of the term that has all occurrences of a pattern; -1 if there is none.
func (m *Matcher) Term(p text.Pattern) int {
	if i := m.indexOf(p); i < len(m.Terms) {
		return i
	}
	return -1
}

// without removes the spans that lie in one of others. Both are ascending and do not overlap.
func without(spans, others []text.Span) []text.Span {
	at := 0
	return slices.DeleteFunc(spans, func(s text.Span) bool {
		for at < len(others) && others[at].To < s.To {
			at++
		}
		return at < len(others) && others[at].From <= s.From
	})
}

// occursOutside reports whether a text that has longer ones occurs in a sentence outside of these.
func (m *Matcher) occursOutside(i int, sentence string) bool {
	if m.loose {
		sentence = text.Loosen(sentence)
	}
	return len(m.appendText(nil, i, sentence)) > 0
}

// appendText appends the occurrences of a text in another one, outside of its longer ones, to dst, which is empty.
func (m *Matcher) appendText(dst []text.Span, i int, in string) []text.Span {
	dst = m.texts[i].AppendAll(dst, in)
	for _, longer := range m.inside[i] {
		dst = without(dst, m.texts[longer].AppendAll(nil, in))
	}
	return dst
}

// appendAll appends the hits of all texts in a folded text to dst, which is empty: those of text.Set.AppendAll, or of AppendAllLoosely,
// but for the ones of a text that has longer ones which lie inside one of these.
func (m *Matcher) appendAll(dst []text.Hit, folded string, stop []bool, loosely bool) []text.Hit {
	if loosely {
		dst, _ = m.set.AppendAllLoosely(dst, folded, stop)
	} else {
		dst, _ = m.set.AppendAll(dst, folded, stop)
	}
	if len(m.inside) == 0 {
		return dst
	}
	kept := 0
	for i, h := range dst {
		if longer := m.inside[int(h.Pattern)]; longer != nil && (liesIn(h, longer, dst[:kept]) || liesIn(h, longer, dst[i:])) {
			continue
		}
		dst[kept] = h
		kept++
	}
	return dst[:kept]
}

// liesIn reports whether a hit lies inside one of some patterns. The hits are in order.
func liesIn(h text.Hit, longer []int, hits []text.Hit) bool {
	for _, around := range hits {
		if around.From > h.From {
			break
		}
		if around.To >= h.To && slices.Contains(longer, int(around.Pattern)) {
			return true
		}
	}
	return false
}
