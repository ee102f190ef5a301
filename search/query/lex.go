package query

import "unicode"

type tokenKind int

const (
	endToken tokenKind = iota
	textToken
	filterToken
	openToken
	closeToken
	andToken
	orToken
	notToken
	nearToken
	sameToken
)

// A token is a term, an operator or a bracket.
type token struct {
	kind     tokenKind
	raw      string // as it was typed, for notes
	node     Node   // what a text or filter stands for
	unit     Unit   // of a same
	distance int    // of a near
}

// operand says whether a term or a group begins here.
func (t token) operand() bool {
	switch t.kind {
	case textToken, filterToken, openToken, sameToken:
		return true
	}
	return false
}

// ends says whether a term or a group ends here.
func (t token) ends() bool {
	return t.kind == textToken || t.kind == filterToken || t.kind == closeToken
}

// A lexer cuts the input into tokens. It knows the brackets that are open, because a closing one ends a term inside a
// group and is text elsewhere.
type lexer struct {
	quoted
	at      int
	depth   int
	wrapped map[int]int // see wraps
	terms   int         // texts and filters so far
	length  int         // their code points
	full    bool        // a bound is reached: the rest is passed over
	tokens  []token
	notes   *notes
}

// lex gives the tokens of the input, every opening bracket with its closing one.
func lex(in []rune, notes *notes) []token {
	l := &lexer{quoted: quoted{in: in}, wrapped: wraps(in), notes: notes}
	for !l.full && l.skipSpace() {
		l.next()
	}
	if l.full {
		l.closeAll()
	}
	return balance(l.tokens, notes)
}

// closeAll ends what was begun when the rest of the input is passed over, so that no note speaks of signs whose
// partners the reader typed.
func (l *lexer) closeAll() {
	for n := len(l.tokens); n > 0 && !l.tokens[n-1].ends(); n-- {
		if l.tokens[n-1].kind == openToken {
			l.depth--
		}
		l.tokens = l.tokens[:n-1]
	}
	for range l.depth {
		l.tokens = append(l.tokens, token{kind: closeToken})
	}
}

func (l *lexer) skipSpace() (more bool) {
	for l.at < len(l.in) && unicode.IsSpace(l.in[l.at]) {
		l.at++
	}
	return l.at < len(l.in)
}

// next reads what begins at a place where a term may begin.
func (l *lexer) next() {
	switch r := l.in[l.at]; {
	case isQuote(r):
		l.quotation()
	case narrow(r) == '(' && !l.wrappedText():
		l.depth++
		l.mark(openToken, 1)
	case narrow(r) == ')':
		l.depth = max(0, l.depth-1)
		l.mark(closeToken, 1)
	case narrow(r) == '|':
		l.mark(orToken, 1)
	case narrow(r) == '-':
		l.mark(notToken, 1)
	default:
		l.word()
	}
}

// mark adds a token that is no term and takes the next so many code points.
func (l *lexer) mark(kind tokenKind, length int) {
	l.emit(token{kind: kind}, l.at+length)
}

// emit adds a token that ends before end.
func (l *lexer) emit(t token, end int) {
	t.raw = string(l.in[l.at:end])
	l.tokens = append(l.tokens, t)
	l.at = end
}

// word reads an operator, a field or a text.
func (l *lexer) word() {
	if t, end := l.operator(l.at); end > 0 {
		l.emit(t, end)
		return
	}
	if !l.field() {
		l.text(l.at)
	}
}

// quotation reads a phrase, or a text that begins with one: “一带一路”建设.
func (l *lexer) quotation() {
	end := l.closing(l.at)
	switch {
	case end < 0:
		l.notes.add(NoteStrayQuote, string(l.in[l.at]))
		l.at++
	case l.boundary(end + 1):
		value := string(l.in[l.at+1 : end])
		l.term(value, end+1)
	default:
		l.text(end + 1)
	}
}

// boundary says whether a term must end before i.
func (l *lexer) boundary(i int) bool {
	return i >= len(l.in) || unicode.IsSpace(l.in[i]) || narrow(l.in[i]) == '|' || narrow(l.in[i]) == ')'
}
