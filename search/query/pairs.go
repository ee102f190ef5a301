package query

import (
	"slices"
	"strings"
	"unicode"

	"gongbao/corpus/text"
)

// quoted knows which quotation marks of an input belong together.
type quoted struct {
	in    []rune
	pairs []int // for each mark that opens a quotation the index of the one that closes it, else 0; nil when there are no marks
}

// closing returns the index of the mark that closes the one at i, or -1 if that one opens nothing.
func (q *quoted) closing(i int) int {
	if q.pairs != nil && q.pairs[i] > 0 {
		return q.pairs[i]
	}
	return -1
}

// newQuoted pairs the quotation marks of an input. Any mark that opens may go with any that closes, and even with another
// that opens if it stands at the end of a word, since input methods give the wrong one: “稳中求进“. Of several, the one that
// goes with it by rights is preferred, then the nearest.
func newQuoted(in []rune) quoted {
	if !slices.ContainsFunc(in, isMark) {
		return quoted{in, nil}
	}
	return quoted{in, newPairer(in).pairs}
}

type pairer struct {
	in            []rune
	before, after []int // the nearest rune on either side that is no mark; -1 or the length of in when there is none
	pairs         []int
	open          []int        // marks without a partner yet
	waiting       map[rune]int // by the mark that would close them by rights
}

func newPairer(in []rune) *pairer {
	p := &pairer{in: in, before: make([]int, len(in)), after: make([]int, len(in)), pairs: make([]int, len(in)), waiting: map[rune]int{}}
	last := -1
	for i, r := range in {
		p.before[i] = last
		if !isMark(r) {
			last = i
		}
	}
	next := len(in)
	for i := len(in) - 1; i >= 0; i-- {
		p.after[i] = next
		if !isMark(in[i]) {
			next = i
		}
	}
	for i, r := range in {
		if mark, ok := text.QuotationOf(r); ok {
			p.take(i, mark)
		}
	}
	return p
}

// closer is the mark that goes by rights with the one at i, which opens.
func (p *pairer) closer(i int) rune {
	if mark, _ := text.QuotationOf(p.in[i]); mark.Opens {
		return mark.Closer
	}
	return p.in[i] // a closing one that stands for an opening one: ”稳中求进”
}

func (p *pairer) take(i int, mark text.Quotation) {
	r := p.in[i]
	starts, ends := p.starts(i), p.ends(i)
	switch {
	case p.isApostrophe(i):
	case mark.Closes && p.waiting[r] > 0:
		for p.closer(p.open[len(p.open)-1]) != r {
			p.pop()
		}
		p.pairs[p.pop()] = i
	case mark.Opens && (starts || !ends), !mark.Opens && starts && !ends:
		p.open = append(p.open, i)
		p.waiting[p.closer(i)]++
	case len(p.open) > 0:
		p.pairs[p.pop()] = i
	}
}

func (p *pairer) pop() int {
	last := len(p.open) - 1
	i := p.open[last]
	p.open = p.open[:last]
	p.waiting[p.closer(i)]--
	return i
}

// starts and ends report whether a word may begin behind a mark, or end before it, by what stands beside it and other marks.
func (p *pairer) starts(i int) bool {
	at := p.before[i]
	return at < 0 || unicode.IsSpace(p.in[at]) || strings.ContainsRune("(|:-~,<>=", narrow(p.in[at]))
}

func (p *pairer) ends(i int) bool {
	at := p.after[i]
	if at == len(p.in) {
		return true
	}
	r := p.in[at]
	return unicode.IsSpace(r) || narrow(r) == '|' || unicode.IsPunct(r) && !unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pd)
}

// isApostrophe reports whether a mark stands inside a Latin word, or behind one where no quotation is open that it could
// close.
func (p *pairer) isApostrophe(i int) bool {
	mark, _ := text.QuotationOf(p.in[i])
	before, after := p.before[i], p.after[i]
	if !mark.Single || before < 0 || !unicode.Is(unicode.Latin, p.in[before]) {
		return false
	}
	if after < len(p.in) && unicode.Is(unicode.Latin, p.in[after]) || len(p.open) == 0 {
		return true
	}
	last, _ := text.QuotationOf(p.in[p.open[len(p.open)-1]])
	return !last.Single
}

// tidy removes from a text the quotation marks without a partner, which matching ignores, and the straight ones and their
// partners, since Print needs these for itself. Tidying what it returns changes nothing. stray reports that a mark without a
// partner was the last of the text.
func tidy(value string) (tidied string, stray bool) {
	tidied, stray = tidyOnce(value)
	for range 3 { // without one mark, others may pair otherwise
		before := tidied
		if tidied, _ = tidyOnce(before); tidied == before {
			return tidied, stray
		}
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, tidied), stray
}

func tidyOnce(value string) (tidied string, stray bool) {
	if !strings.ContainsFunc(value, isMark) {
		return value, false
	}
	in := []rune(value)
	p := newPairer(in)
	paired, dropped := make([]bool, len(in)), make([]bool, len(in))
	for from, to := range p.pairs {
		if to == 0 {
			continue
		}
		paired[from], paired[to] = true, true
		if isStraight(in[from]) || isStraight(in[to]) {
			dropped[from], dropped[to] = true, true
		}
	}
	p.open = nil
	var kept strings.Builder
	for i, r := range in {
		mark, ok := text.QuotationOf(r)
		whole := !ok || paired[i] || p.isApostrophe(i)
		if whole && !dropped[i] {
			kept.WriteRune(r)
		}
		stray = !whole && !mark.Title
	}
	return kept.String(), stray
}

// isQuotation reports whether r opens or closes a quotation, other than a title.
func isQuotation(r rune) bool {
	mark, ok := text.QuotationOf(r)
	return ok && !mark.Title
}

func isStraight(r rune) bool { return r == '"' || r == '＂' }

func isMark(r rune) bool {
	_, ok := text.QuotationOf(r)
	return ok
}

// single reports whether r also serves as an apostrophe.
func single(r rune) bool {
	mark, _ := text.QuotationOf(r)
	return mark.Single
}

// wraps returns, for every opening bracket that is closed before any white space, bar or quotation mark, the index of
// the closing one.
func wraps(in []rune) map[int]int {
	pairs := map[int]int{}
	var open []int
	for i, r := range in {
		switch {
		case unicode.IsSpace(r), isQuotation(r), narrow(r) == '|':
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
