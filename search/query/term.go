package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// text reads the term here, of which everything before from belongs to it whatever it is.
func (l *lexer) text(from int) {
	end := l.termEnd(from)
	raw := l.in[l.at:end]
	value, strayQuote := trimQuotes(raw)
	if strayQuote {
		l.notes.add(NoteStrayQuote, string(raw))
	}
	trimmed := strings.TrimRight(string(value), "(（")
	if trimmed != string(value) {
		l.notes.add(NoteStrayBracket, string(raw))
	}
	l.term(trimmed, end)
}

// termEnd gives the place before which a term ends: white space, a bar, or a closing bracket that is not its own.
func (l *lexer) termEnd(from int) int {
	inner := 0
	for i := from; i < len(l.in); i++ {
		switch r := narrow(l.in[i]); {
		case r == '|' || unicode.IsSpace(r):
			return i
		case r == '(':
			inner++
		case r == ')' && inner > 0:
			inner--
		case r == ')' && (l.depth > 0 || l.boundary(i+1)):
			return i
		}
	}
	return len(l.in)
}

// term adds a text that ends before end, cut to the room that is left.
func (l *lexer) term(value string, end int) {
	value = strings.ReplaceAll(value, `"`, "")
	if blank(value) {
		l.notes.add(NoteBlank, string(l.in[l.at:end]))
		l.at = end
		return
	}
	if !l.room(1, 0) {
		return
	}
	if left := MaxText - l.length; utf8.RuneCountInString(value) > left {
		value = string([]rune(value)[:left])
		l.full = true
		l.notes.add(NoteCut, "")
	}
	if !blank(value) {
		l.count(1, utf8.RuneCountInString(value))
		l.emit(token{kind: textToken, node: Text{value}}, end)
	}
}

// room says whether so many terms of so many code points more can be taken. If not, nothing more is.
func (l *lexer) room(terms, length int) bool {
	switch {
	case l.terms+terms > MaxTerms:
		l.notes.add(NoteTooMany, "")
		l.full = true
	case l.length+length > MaxText:
		l.notes.add(NoteCut, "")
		l.full = true
	}
	return !l.full
}

func (l *lexer) count(terms, length int) {
	l.terms += terms
	l.length += length
}

// blank says whether nothing is left to find of a text: it is white space, quotation marks, book-title marks and the like.
func blank(value string) bool { return text.Fold(value) == "" }
