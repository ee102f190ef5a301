package query

import "unicode"

// wraps gives, for every opening bracket whose closing one follows with no white space, bar or quotation mark between
// them, the place of the closing one.
func wraps(in []rune) map[int]int {
	pairs := map[int]int{}
	var open []int
	for i, r := range in {
		switch {
		case unicode.IsSpace(r), isQuote(r), narrow(r) == '|':
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

// wrappedText says whether the bracket here is the beginning of a text, as in the heading （八）坚持绿色低碳发展, and not
// of a group: what it holds is one word, and text follows without a space.
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

// balance drops the brackets that have no partner and those that lie too deep.
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
