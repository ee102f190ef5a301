package query

import (
	"unicode"

	"gongbao/corpus/text"
)

// quoted finds the ends of quotations. It remembers the marks that do not occur again, so that a page of opening marks
// is not searched to its end from each of them.
type quoted struct {
	in      []rune
	missing map[rune]bool
}

// closing returns the index of the mark that closes the one at i, or -1 if that one opens nothing.
func (q *quoted) closing(i int) int {
	partner, opens := text.QuotationCloser(q.in[i])
	if !opens || q.missing[partner] {
		return -1
	}
	for j := i + 1; j < len(q.in); j++ {
		if q.in[j] == partner {
			return j
		}
	}
	if q.missing == nil {
		q.missing = map[rune]bool{}
	}
	q.missing[partner] = true
	return -1
}

// trimQuotes removes quotation marks without a partner from the end of a term. In the middle they stay: matching
// ignores them there, as it does in the text.
func trimQuotes(term []rune) (trimmed []rune, stray bool) {
	open := map[rune]int{} // by the closing mark
	kept := 0
	for i, r := range term {
		partner, opens := text.QuotationCloser(r)
		switch {
		case open[r] > 0:
			open[r]--
			kept = i + 1
		case opens:
			open[partner]++
		case !text.IsQuotation(r):
			kept = i + 1
		}
	}
	return term[:kept], kept < len(term)
}

// wraps returns, for every opening bracket that is closed before any white space, bar or quotation mark, the index of
// the closing one.
func wraps(in []rune) map[int]int {
	pairs := map[int]int{}
	var open []int
	for i, r := range in {
		switch {
		case unicode.IsSpace(r), text.IsQuotation(r), narrow(r) == '|':
			open = open[:0]
		case narrow(r) == '(':
			open = append(open, i)
		case narrow(r) == ')' && len(open) > 0:
			pairs[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return pairs
}

// wrappedText reports whether the bracket here begins a text, as in the heading （八）坚持绿色低碳发展, and not a group: it holds
// one word, and text follows without a space.
func (l *lexer) wrappedText() bool {
	end, ok := l.wrapped[l.at]
	if !ok || end == l.at+1 || l.boundary(end+1) {
		return false
	}
	for _, r := range []rune{l.in[l.at+1], l.in[end+1]} {
		if narrow(r) == '(' || narrow(r) == '-' {
			return false
		}
	}
	if name, _ := l.fieldName(l.at + 1); isField(name) {
		return false
	}
	_, operator := l.operator(end + 1)
	return operator == 0
}

// balance drops brackets without a partner and those that are nested too deeply.
func balance(tokens []token, notes *notes) []token {
	var open []int
	drop := make([]bool, len(tokens))
	for i, t := range tokens {
		switch {
		case t.kind == openToken:
			open = append(open, i)
			drop[i] = true
		case t.kind == closeToken && len(open) > 0:
			drop[open[len(open)-1]] = false
			open = open[:len(open)-1]
		case t.kind == closeToken:
			drop[i] = true
		}
	}
	kept := make([]token, 0, len(tokens))
	depth := 0
	for i, t := range tokens {
		if drop[i] {
			notes.add(NoteStrayBracket, t.raw)
			continue
		}
		if t.kind == openToken {
			depth++
		}
		bracket := t.kind == openToken || t.kind == closeToken
		if bracket && depth > MaxDepth {
			notes.add(NoteTooDeep, "")
		} else {
			kept = append(kept, t)
		}
		if t.kind == closeToken {
			depth--
		}
	}
	return kept
}
