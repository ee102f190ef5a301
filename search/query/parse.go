package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/text"
)

// A Query is an input and the result of parsing it.
type Query struct {
	Input string // as typed
	Root  Node   // in normal form; nil when there is nothing to search for
	Notes []Note // what was ignored or changed, in no particular order

	// Meant is the root if the words that NoteOffer names were the operators that Offer gives for them; nil without such words.
	Meant Node
}

// Parse parses what a person typed. It accepts any string, in time linear in its length, and reads no more of it than
// [MaxText] and [MaxTerms] allow.
func Parse(input string) Query {
	var notes notes
	tokens := values(lex(mend(clean(input, &notes), &notes), &notes))
	meant := offer(tokens, &notes)
	p := parser{tokens: tokens, notes: &notes}
	root := p.any()
	if onlyLeavesOut(root) {
		notes.add(NoteNegative, "")
	}
	q := Query{Input: input, Root: root, Notes: notes.list}
	if meant != nil {
		q.Meant = (&parser{tokens: meant, notes: new(notes)}).any()
	}
	return q
}

// Phrase returns the text that a value is in quotation marks, without those of its own that lack their partner, and without straight
// ones. ok is false of a value with nothing to find, and of more than MaxText code points.
func Phrase(value string) (t Text, ok bool) {
	if utf8.RuneCountInString(value) > MaxText {
		return t, false
	}
	value, _ = tidy(string(clean(value, new(notes))))
	t, ok = Parse(`"` + value + `"`).Root.(Text)
	return t, ok
}

// onlyLeavesOut reports whether a tree has texts, and none that a match may show, nor a filter beside them.
func onlyLeavesOut(n Node) bool {
	return len(Texts(n)) == 0 && hasText(n) && !asksForField(n)
}

// asksForField reports whether a tree has a filter that is not below a Not.
func asksForField(n Node) bool {
	switch n.(type) {
	case Not:
		return false
	case Filter, Value:
		return true
	}
	return slices.ContainsFunc(Children(n), asksForField)
}

func hasText(n Node) bool {
	switch n.(type) {
	case Text, Value:
		return true
	}
	return slices.ContainsFunc(Children(n), hasText)
}

// A parser parses tokens by recursive descent. Each method reads as much as it can and returns nil for nothing.
type parser struct {
	tokens []token
	at     int
	inUnit bool // within a Same
	notes  *notes
}

// peek returns the token at that distance, or the end token.
func (p *parser) peek(ahead int) token {
	if p.at+ahead < len(p.tokens) {
		return p.tokens[p.at+ahead]
	}
	return token{}
}

func (p *parser) advance() token {
	t := p.peek(0)
	p.at++
	return t
}

// skip skips the current token, which has nothing to join.
func (p *parser) skip() { p.notes.add(NoteStrayWord, p.advance().raw) }

// any reads alternatives. The brackets are balanced, so a closing one here ends the caller's group.
func (p *parser) any() Node {
	nodes := []Node{p.all()}
	for p.peek(0).kind == orToken {
		or := p.advance()
		next := p.all()
		if nodes[len(nodes)-1] == nil || next == nil {
			p.notes.add(NoteStrayWord, or.raw)
		}
		nodes = append(nodes, next)
	}
	return Either(nodes)
}

// all reads terms joined by AND.
func (p *parser) all() Node {
	var nodes []Node
	var longer []token
	for {
		switch t := p.peek(0); t.kind {
		case endToken, closeToken, orToken:
			return both(p.outside(nodes, longer))
		case outsideToken:
			longer = append(longer, p.advance())
		case andToken:
			next := p.peek(1)
			if len(nodes) > 0 && (next.operand() || next.kind == notToken) {
				p.advance()
			} else {
				p.skip()
			}
		case nearToken: // a valid one is read with its texts
			if len(nodes) > 0 && p.peek(1).operand() {
				note := NoteNear
				if p.inUnit && p.isJoined() {
					note = NoteNearInUnit
				}
				p.notes.add(note, p.advance().raw)
			} else {
				p.skip()
			}
		default:
			if n := p.signed(); n != nil {
				nodes = append(nodes, n)
			}
		}
	}
}

// isJoined reports whether the current token, a NEAR, stands between two terms.
func (p *parser) isJoined() bool { return p.at > 0 && p.tokens[p.at-1].term() && p.peek(1).term() }

// outside excludes the occurrences of the texts of nodes that lie in longer ones.
func (p *parser) outside(nodes []Node, longer []token) []Node {
	if len(longer) == 0 {
		return nodes
	}
	if len(nodes) == 0 && len(longer) == 1 {
		word := longer[0].node.(Text)
		p.notes.add(NoteLoneSign, word.Value)
		return []Node{word}
	}
	words := longerWords(longer)
	nodes = flatten(nodes, Conjuncts) // each once
	for i, n := range nodes {
		nodes[i] = outsideOf(n, words)
	}
	for _, w := range words {
		if !w.applied {
			p.notes.add(NoteOutside, w.raw)
		}
	}
	return nodes
}

// A longerWord is a text in which others do not count.
type longerWord struct {
	Text
	form    string // its search form
	raw     string // as typed, for the note
	applied bool   // whether one of the others occurs in it
}

func longerWords(tokens []token) (words []*longerWord) {
	seen := map[Text]bool{}
	for _, t := range tokens {
		if word := t.node.(Text); !seen[word] {
			seen[word] = true
			words = append(words, &longerWord{Text: word, form: text.Fold(word.Value), raw: t.raw})
		}
	}
	return words
}

// outsideOf returns a tree whose texts do not count inside longer ones.
func outsideOf(n Node, words []*longerWord) Node {
	switch n := n.(type) {
	case Text:
		if longer := longerOf(n, nil, words); len(longer) > 0 {
			return Outside{n, longer}
		}
	case Outside:
		n.Longer = longerOf(n.Text, n.Longer, words)
		return n
	case And:
		return both(outsideOfAll(n.Nodes, words))
	case Or:
		return Either(outsideOfAll(n.Nodes, words))
	case Same:
		n.Node = outsideOf(n.Node, words)
		return n
	}
	return n
}

func outsideOfAll(nodes []Node, words []*longerWord) (all []Node) {
	for _, n := range nodes {
		all = append(all, outsideOf(n, words))
	}
	return all
}

// longerOf returns the texts in which a shorter one does not count: those of before, and the words in which it occurs.
func longerOf(short Text, before []Text, words []*longerWord) []Text {
	form, longer, known := text.Fold(short.Value), slices.Clone(before), map[Text]bool{}
	for _, t := range before {
		known[t] = true
	}
	for _, w := range words {
		if len(form) < len(w.form) && strings.Contains(w.form, form) {
			w.applied = true
			if !known[w.Text] {
				longer = append(longer, w.Text)
			}
		}
	}
	return longer
}

// signed reads a term with the signs in front of it.
func (p *parser) signed() Node {
	negative := false
	for p.peek(0).kind == notToken {
		if next := p.peek(1); !next.operand() && next.kind != notToken {
			p.skip()
			return nil
		}
		p.advance()
		negative = !negative
	}
	n := p.near()
	if negative {
		return negation(n)
	}
	return n
}

// near reads a term, or two that NEAR joins.
func (p *parser) near() Node {
	joins := p.peek(0).term() && p.peek(1).kind == nearToken && p.peek(2).term()
	if !joins || p.inUnit {
		return p.single()
	}
	left, operator, right := p.advance(), p.advance(), p.advance()
	n := operator.node.(Near)
	if n.Distance > MaxDistance {
		p.notes.add(NoteFar, operator.raw)
		n.Distance = MaxDistance
	}
	n.Left, n.Right = left.node, right.node
	return n
}

// single reads a text, a filter, a group or a Same.
func (p *parser) single() Node {
	switch t := p.advance(); {
	case t.kind == openToken:
		return p.group()
	case t.kind == sameToken:
		return p.same(t)
	case t.kind == filterToken && p.inUnit:
		p.notes.add(NoteFieldInUnit, t.raw)
		return nil
	default:
		return t.node
	}
}

// group reads the content of brackets, and the closing one.
func (p *parser) group() Node {
	if p.peek(0).kind == closeToken {
		p.notes.add(NoteEmptyGroup, "")
	}
	n := p.any()
	p.advance()
	return n
}

// same reads the group after 同句: or the like, or the texts.
func (p *parser) same(unit token) Node {
	if !p.peek(0).operand() {
		p.notes.add(NoteStrayWord, unit.raw)
		return nil
	}
	if p.inUnit {
		p.notes.add(NoteNestedUnit, unit.raw)
		return p.single()
	}
	first := p.peek(0)
	p.inUnit = true
	n := p.single()
	if first.term() {
		n = p.texts(unit, n)
	}
	p.inUnit = false
	if n == nil {
		return nil
	}
	if _, one := n.(Text); one && first.kind == textToken {
		p.notes.add(NoteWholeUnit, unit.raw+first.raw)
	}
	return Same{Unit: unit.unit, Node: n}
}

// texts reads the texts behind the first one of a Same without brackets, up to anything else.
func (p *parser) texts(unit token, first Node) Node {
	nodes := []Node{first}
	for {
		ahead := 0
		if p.peek(0).kind == andToken {
			ahead = 1
		}
		if !p.peek(ahead).term() || p.peek(ahead+1).kind == nearToken {
			break
		}
		p.at += ahead
		nodes = append(nodes, p.advance().node)
	}
	all := both(nodes)
	if len(nodes) > 1 {
		p.notes.add(NoteUnit, unit.raw)
	}
	return all
}

// The limits of Parse. They hold for the canonical form too: Parse accepts whatever Print writes of its trees, in full.
const (
	MaxText     = 20_000 // code points in all terms together; operators, brackets and white space are free
	MaxTerms    = 1000   // texts and filters
	MaxDepth    = 32     // brackets inside brackets
	MaxDistance = 1000   // code points of a NEAR's distance

	// maxInput bounds the work on input that counts towards no limit. A printed tree takes at most three marks for
	// every code point of a value and thirty for every term, which is less.
	maxInput = 96 * 1024
)

// The distances of a NEAR or THEN without a number, and of an ellipsis between two words, in code points.
const (
	DefaultDistance = 10
	GapDistance     = 20
)

// clean returns the code points of the input that are visible or separate visible ones. It drops characters of zero
// width silently, because nobody notices pasting them and matching ignores them.
func clean(input string, notes *notes) []rune {
	out := make([]rune, 0, min(len(input), maxInput))
	for i := 0; i < len(input); {
		r, width := utf8.DecodeRuneInString(input[i:])
		i += width
		switch {
		case r == utf8.RuneError && width == 1, unicode.IsControl(r) && !unicode.IsSpace(r):
			notes.add(NoteRepaired, "")
		case unicode.Is(unicode.Cf, r):
		case len(out) == maxInput:
			notes.add(NoteCut, "")
			return out
		default:
			out = append(out, r)
		}
	}
	return out
}

// narrow returns the ASCII form of a full-width character, so that （, ： and ＡＮＤ read as (, : and AND.
func narrow(r rune) rune {
	if '！' <= r && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// narrowed applies narrow to a whole word.
func narrowed(word []rune) string {
	out := make([]rune, len(word))
	for i, r := range word {
		out[i] = narrow(r)
	}
	return string(out)
}
