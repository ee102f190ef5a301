package match

import (
	"cmp"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// side compiles a side of a Near.
func (m *Matcher) side(n query.Node) (texts side) {
	for _, n := range query.Shown(n) {
		texts = append(texts, m.textFor(n))
	}
	return texts
}

// requires returns the text of a side that has no other; -1 for none.
func (s side) requires() int {
	if len(s) == 1 {
		return s[0]
	}
	return -1
}

// lacking reports whether none of the texts occurs, where all are found at once.
func (s side) lacking(v *view) bool {
	return v.set != nil && !slices.ContainsFunc(s, v.has)
}

// mask returns in which of the sentences turned to one of the texts occurs.
func (s side) mask(v *view) (in uint64) {
	for _, i := range s {
		in |= v.mask(i)
	}
	return in
}

// spans returns the occurrences of the texts, in the order of where they begin. It writes those of several texts over spare.
func (s side) spans(v *view, spare *[]text.Span) []text.Span {
	if len(s) == 1 {
		return v.spans(s[0])
	}
	*spare = (*spare)[:0]
	for _, i := range s {
		if v.set == nil || v.has(i) {
			*spare = append(*spare, v.spans(i)...)
		}
	}
	return inOrder(*spare)
}

// between returns those of the occurrences that lie between two places.
func (s side) between(v *view, spare *[]text.Span, from, to int) []text.Span {
	if len(s) == 1 {
		return between(v.spans(s[0]), from, to)
	}
	return slices.DeleteFunc(s.spans(v, spare), func(s text.Span) bool { return s.From < from || s.To > to })
}

// appendIn appends the occurrences of the texts in another one to dst, which is empty, in the order of where they begin.
func (s side) appendIn(v *view, dst []text.Span, in string) []text.Span {
	for _, i := range s {
		dst = append(dst, v.appendText(dst[len(dst):], i, in)...)
	}
	if len(s) > 1 {
		inOrder(dst)
	}
	return dst
}

func inOrder(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return spans
}
