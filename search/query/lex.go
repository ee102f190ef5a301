package query

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

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
	outsideToken
	valueToken
)

// A token is a term, an operator or a bracket.
type token struct {
	kind tokenKind
	raw  string // as typed, for notes
	node Node   // the text or filter; for a near, the Near without its texts
	unit Unit   // of a same
	bare bool   // a text that is not in quotation marks
}

// operand reports whether a term or a group begins here.
func (t token) operand() bool {
	switch t.kind {
	case textToken, filterToken, openToken, sameToken, valueToken:
		return true
	}
	return false
}

// term reports whether it is what a Near joins.
func (t token) term() bool { return t.kind == textToken || t.kind == valueToken }

// ends reports whether a term or a group ends here.
func (t token) ends() bool {
	return t.kind == textToken || t.kind == filterToken || t.kind == closeToken || t.kind == outsideToken || t.kind == valueToken
}

// A lexer cuts the input into tokens. It tracks the open brackets, because a closing one ends a term inside a group and
// is text elsewhere.
type lexer struct {
	quoted
	at      int
	depth   int
	wrapped map[int]int // see wraps
	terms   int         // texts and filters so far
	length  int         // their code points
	full    bool        // a limit is reached: the rest is ignored
	list    bool        // the input is a list that was pasted
	line    bool        // a line begins here
	tokens  []token
	notes   *notes
}

// lex returns the tokens of the input, with every opening bracket closed.
func lex(in []rune, notes *notes) []token {
	l := &lexer{quoted: newQuoted(in), wrapped: wraps(in), notes: notes}
	for !l.full && l.skipSpace() {
		if !l.listMark() {
			l.next()
		}
	}
	if l.full {
		l.closeAll()
	}
	return readAlone(balance(l.tokens, notes), notes)
}

// closeAll closes what is open when the rest of the input is ignored, so that no note complains about signs whose
// partners were typed.
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
		l.line = l.line || l.in[l.at] == '\n'
		l.at++
	}
	return l.at < len(l.in)
}

// bullets are the marks before the items of a list.
const bullets = "-–—*+•·●○◦■□▪▫◆◇▶►➢➤✓✔‣⁃∙※"

// listMark passes over the mark of an item that was pasted with its list: - 坚持稳中求进, 1. 坚持稳中求进. It stands at the
// beginning of the input, or of a line when the first line has one, and white space and a text follow.
func (l *lexer) listMark() bool {
	first := len(l.tokens) == 0 && !l.list
	if !first && !(l.list && l.line) {
		return false
	}
	l.line = false
	end := l.at
	for end < len(l.in) && !unicode.IsSpace(l.in[end]) && end-l.at <= longestMark {
		end++
	}
	next := end
	for next < len(l.in) && unicode.IsSpace(l.in[next]) {
		next++
	}
	if next == len(l.in) || !isListMark(l.in[l.at:end]) {
		return false
	}
	if _, operator := l.operator(next); operator > 0 || strings.ContainsRune("-|)", narrow(l.in[next])) {
		return false
	}
	l.list = true
	l.notes.add(NoteListMark, string(l.in[l.at:end]))
	l.at = end
	return true
}

// longestMark bounds the lookahead for the mark of a list: three digits and a stop.
const longestMark = 4

func isListMark(word []rune) bool {
	if len(word) == 1 {
		return strings.ContainsRune(bullets, narrow(word[0]))
	}
	digits, last := narrowed(word[:len(word)-min(1, len(word))]), word[len(word)-min(1, len(word)):]
	return len(digits) > 0 && len(digits) < longestMark && strings.Trim(digits, "0123456789") == "" && strings.ContainsRune(".)", narrow(last[0]))
}

// next reads the token at the current position.
func (l *lexer) next() {
	switch r := l.in[l.at]; {
	case isQuotation(r):
		l.quotation()
	case l.closing(l.at) > 0: // a title, with its marks
		l.text(l.closing(l.at) + 1)
	case narrow(r) == '(' && !l.wrappedText():
		l.depth++
		l.mark(openToken)
	case narrow(r) == ')':
		l.depth = max(0, l.depth-1)
		l.mark(closeToken)
	case narrow(r) == '|':
		l.mark(orToken)
	case narrow(r) == '-' && l.outside():
	case narrow(r) == '-':
		l.mark(notToken)
	default:
		l.word()
	}
}

// outside reads the text of an exclusion inside words: -~中国有.
func (l *lexer) outside() bool {
	at := l.at
	if at+2 >= len(l.in) || narrow(l.in[at+1]) != '~' || l.boundary(at+2) || narrow(l.in[at+2]) == '(' {
		return false
	}
	before := len(l.tokens)
	l.at += 2
	if isQuotation(l.in[l.at]) {
		l.quotation()
	} else {
		l.bare(string(l.in[l.at:l.termEnd(l.at)]), l.termEnd(l.at))
	}
	if len(l.tokens) > before {
		l.tokens[before].kind = outsideToken
		l.tokens[before].raw = string(l.in[at:l.at])
	}
	return true
}

// mark adds a token of one code point that is no term.
func (l *lexer) mark(kind tokenKind) { l.emit(token{kind: kind}, l.at+1) }

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

// boundary reports whether a term must end before i.
func (l *lexer) boundary(i int) bool {
	return i >= len(l.in) || unicode.IsSpace(l.in[i]) || narrow(l.in[i]) == '|' || narrow(l.in[i]) == ')'
}

// operators are the words that join terms when they are typed alone.
var operators = map[string]tokenKind{
	"AND": andToken, "且": andToken, "并且": andToken,
	"OR": orToken, "或": orToken,
	"NOT": notToken, "不含": notToken,
}

// nears are the words that join two texts, each with its Near unless a distance follows: NEAR/20.
var nears = []struct {
	word string
	near Near
}{
	{"NEAR", Near{Distance: DefaultDistance}},
	{"THEN", Near{Distance: DefaultDistance, Ordered: true}},
}

// offers are the words that people type for operators, and that are text, by the operator to offer for each.
var offers = map[string]string{
	"and": "AND", "&&": "AND", "&": "AND", "+": "AND", "和": "AND", "与": "AND", "及": "AND", "以及": "AND", "而且": "AND", "同时": "AND",
	"or": "OR", "或者": "OR", "或是": "OR",
	"not": "NOT", "!": "NOT", "非": "NOT", "不包含": "NOT", "不包括": "NOT", "排除": "NOT",
	"near": "NEAR/10", "then": "THEN/10", "同句": "同句:( )", "同段": "同段:( )", "同篇": "同篇:( )",
}

// Offer returns the operator that a word is likely to mean which Parse reads as text, such as OR for or; empty if it means
// none.
func Offer(word string) string {
	word = strings.ToLower(narrowed([]rune(word)))
	if offer, ok := offers[word]; ok && !isOperator(word) {
		return offer
	}
	if near, ok := readNear(strings.ToUpper(word)); ok {
		return nearWord(near)
	}
	return ""
}

// longestOperator bounds the lookahead: NEAR/ with a number, valid or not.
const longestOperator = 32

// operator returns the operator that begins at i and its end; 0 if there is none.
func (l *lexer) operator(i int) (token, int) {
	end := i
	for end < len(l.in) && end-i <= longestOperator && !l.boundary(end) && narrow(l.in[end]) != '(' {
		end++
	}
	word := narrowed(l.in[i:end])
	opens := end < len(l.in) && narrow(l.in[end]) == '('
	if !l.boundary(end) && !(opens && joinsBracket(word)) {
		return token{}, 0
	}
	if kind, ok := operators[word]; ok {
		return token{kind: kind}, end
	}
	if near, ok := readNear(word); ok {
		return token{kind: nearToken, node: near}, end
	}
	return token{}, 0
}

// joinsBracket reports whether a word stays an operator directly before a bracket. Prose may begin with 且（…） and 或（…）.
func joinsBracket(word string) bool {
	return word == "不含" || word != "" && word[0] <= unicode.MaxASCII
}

// readNear parses NEAR and NEAR/20. A number too large to parse exceeds MaxDistance.
func readNear(word string) (Near, bool) {
	for _, n := range nears {
		distance, ok := strings.CutPrefix(word, n.word)
		if !ok {
			continue
		}
		if distance == "" {
			return n.near, true
		}
		digits, ok := strings.CutPrefix(distance, "/")
		if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
			continue
		}
		var err error
		if n.near.Distance, err = strconv.Atoi(digits); err != nil {
			n.near.Distance = MaxDistance + 1
		}
		return n.near, true
	}
	return Near{}, false
}

// nearWord returns the word that readNear parses as near, whatever its texts.
func nearWord(near Near) string {
	near = Near{Distance: near.Distance, Ordered: near.Ordered}
	for _, n := range nears {
		if n.near.Distance = near.Distance; n.near == near {
			return n.word + "/" + strconv.Itoa(near.Distance)
		}
	}
	return ""
}

// Joins reports whether a word joins texts when it stands between them, or whether people who type it there mean that it does.
func Joins(word string) bool { return isOperator(word) || Offer(word) != "" }

// isOperator reports whether a word between others would be an operator.
func isOperator(word string) bool {
	word = narrowed([]rune(word))
	_, joins := operators[word]
	_, near := readNear(word)
	return joins || near
}

// text reads the term at the current position, which includes everything before from.
func (l *lexer) text(from int) {
	end := l.termEnd(from)
	raw := l.in[l.at:end]
	value, strayQuote := tidy(string(raw))
	if strayQuote {
		l.notes.add(NoteStrayQuote, string(raw))
	}
	trimmed := strings.TrimRight(value, "(（")
	if trimmed != value {
		l.notes.add(NoteStrayBracket, string(raw))
	}
	if parts := l.gaps(end); len(parts) > 1 {
		parts[len(parts)-1] = strings.TrimRight(parts[len(parts)-1], "(（")
		l.sequence(parts, end)
		return
	}
	l.bare(trimmed, end)
}

// bare adds a text that stands in no quotation marks.
func (l *lexer) bare(value string, end int) {
	before := len(l.tokens)
	l.term(value, end)
	for i := before; i < len(l.tokens); i++ {
		l.tokens[i].bare = true
	}
}

// mostGaps bounds the words of a text with gaps; what has more is no query.
const mostGaps = 8

// gaps cuts the text here, which ends before end, where an ellipsis stands between two words: 加快…发展.
func (l *lexer) gaps(end int) (parts []string) {
	from := l.at // of the part
	for i := l.at; i < end; {
		closing, n := l.closing(i), ellipsis(l.in[i:end])
		switch part := l.in[from:i]; {
		case closing > i:
			i = closing + 1
			continue
		case n > 0 && len(parts) == mostGaps:
			return nil
		case n > 0 && (len(parts) > 0 || !blank(strings.Trim(string(part), dots))):
			parts = append(parts, string(part))
			from = i + n
		}
		i += max(n, 1)
	}
	if rest := string(l.in[from:end]); !blank(strings.Trim(rest, dots)) {
		parts = append(parts, rest)
	}
	if slices.ContainsFunc(parts, blank) {
		return nil
	}
	return parts
}

const dots = "…⋯.。"

// ellipsis returns the length of the ellipsis that in begins with: … once or more, or three stops; 0 for none.
func ellipsis(in []rune) (n int) {
	if len(in) == 0 || !strings.ContainsRune(dots, in[0]) {
		return 0
	}
	for n < len(in) && in[n] == in[0] {
		n++
	}
	if n < 3 && (in[0] == '.' || in[0] == '。') {
		return 0
	}
	return n
}

// sequence adds the parts of a text with gaps, each in its order with the next.
func (l *lexer) sequence(parts []string, end int) {
	if len(parts) > 2 {
		l.notes.add(NoteChain, string(l.in[l.at:end]))
	}
	from := l.at
	for i := 1; i < len(parts) && !l.full; i++ {
		before := len(l.tokens)
		for k, part := range parts[i-1 : i+1] {
			if k > 0 {
				l.tokens = append(l.tokens, token{kind: nearToken, node: Near{Distance: GapDistance, Ordered: true}})
			}
			l.term(part, end)
			l.at = from
		}
		for k := before; k < len(l.tokens); k++ {
			l.tokens[k].raw = string(l.in[from:end])
		}
	}
	l.at = end
}

// termEnd returns the index behind a term: white space, a bar, or a closing bracket that is not its own.
func (l *lexer) termEnd(from int) int {
	inner := 0
	for i := from; i < len(l.in); i++ {
		switch r := narrow(l.in[i]); {
		case l.closing(i) > 0 && !single(r):
			i = l.closing(i) // a quotation inside keeps together too
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

// term adds a text that ends before end, truncated to the rest of MaxText.
func (l *lexer) term(value string, end int) {
	value, _ = tidy(joinLines(value))
	if blank(value) {
		l.notes.add(NoteBlank, string(l.in[l.at:end]))
		l.at = end
		return
	}
	if !l.room(1, 0) {
		return
	}
	if left := MaxText - l.length; utf8.RuneCountInString(value) > left {
		value, _ = tidy(string([]rune(value)[:left]))
		l.full = true
		l.notes.add(NoteCut, "")
	}
	if !blank(value) {
		l.count(1, utf8.RuneCountInString(value))
		l.emit(token{kind: textToken, node: Text{value}}, end)
	}
}

// room reports whether so many more terms and code points fit. If not, the lexer ignores the rest.
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

// blank reports whether a text has nothing to find: only white space, quotation marks, book-title marks and the like.
func blank(value string) bool { return text.Fold(value) == "" }
