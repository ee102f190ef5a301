package query

import (
	"slices"
	"strings"
)

// readAlone reads as text what has nothing beside it to work on: operators without texts, and minus signs where there is
// nothing but what they leave out.
func readAlone(tokens []token, notes *notes) []token {
	return loneSigns(loneWords(tokens, notes), notes)
}

// loneWords turns the operators into texts that join nothing, in a query without a text: 或, 不含 year:2020 stays.
func loneWords(tokens []token, notes *notes) []token {
	operands, signs := 0, 0
	for _, t := range tokens {
		switch {
		case t.kind == textToken:
			return tokens
		case t.kind == filterToken:
			operands++
		case isSign(t):
			signs++
		}
	}
	if signs > 1 && signs == len(tokens) {
		tokens = tokens[:1] // --- is as good as one
	}
	for i, t := range slices.Backward(tokens) { // what is read as text is something to join
		before, after := beside(tokens, i)
		var lone bool
		switch t.kind {
		case andToken, orToken:
			lone = !before.ends() || !after.operand() && after.kind != notToken
		case notToken, sameToken:
			lone = !after.operand() && after.kind != notToken
		case nearToken:
			lone = true
		}
		if lone && (!isSign(t) || operands == 0) && !blank(t.raw) {
			notes.add(NoteLoneWord, t.raw)
			tokens[i] = token{kind: textToken, raw: t.raw, node: Text{t.raw}}
		}
	}
	return tokens
}

// beside returns the tokens before and behind one, empty ones at the ends.
func beside(tokens []token, i int) (before, after token) {
	if i > 0 {
		before = tokens[i-1]
	}
	if i+1 < len(tokens) {
		after = tokens[i+1]
	}
	return before, after
}

// isMinus reports whether t leaves out, and is a sign and not a word.
func isMinus(t token) bool { return t.kind == notToken && narrowed([]rune(t.raw)) == "-" }

func isSign(t token) bool { return isMinus(t) || t.kind == orToken && narrowed([]rune(t.raw)) == "|" }

// loneSigns takes the minus signs for dashes where there are only texts with one: -坚持稳中求进. That of a number stays, since
// it is a negative one.
func loneSigns(tokens []token, notes *notes) []token {
	if len(tokens)%2 == 1 {
		return tokens
	}
	for i, t := range tokens {
		if i%2 == 0 && !isMinus(t) || i%2 == 1 && t.kind != textToken {
			return tokens
		}
	}
	var texts []token
	for i := 1; i < len(tokens); i += 2 {
		t := tokens[i]
		if value := t.node.(Text).Value; t.bare && isNumber(value) {
			t.node = Text{"-" + value}
		}
		t.bare = false
		notes.add(NoteLoneSign, t.node.(Text).Value)
		texts = append(texts, t)
	}
	return texts
}

// isNumber reports whether a text is a number in figures, such as 3.5%.
func isNumber(value string) bool {
	value = strings.TrimRight(narrowed([]rune(value)), "%‰")
	return value != "" && value[0] >= '0' && value[0] <= '9' && strings.Trim(value, "0123456789.,") == ""
}

// offer notes the words that are text, and that people who type them between others mean as operators; and the numbers that
// a minus sign leaves out. It returns the tokens with these operators, or nil if there are none.
func offer(tokens []token, notes *notes) (meant []token) {
	if len(tokens) < 2 {
		return nil
	}
	for i, t := range tokens {
		if t.kind != textToken || !t.bare {
			continue
		}
		value := t.node.(Text).Value
		before, after := beside(tokens, i)
		if offered := Offer(value); offered != "" && after.operand() && (before.ends() || offered == "NOT" || strings.Contains(offered, ":")) {
			notes.add(NoteOffer, value)
			if meant == nil {
				meant = slices.Clone(tokens)
			}
			meant[i] = operatorToken(offered, value)
		}
		if isMinus(before) && isNumber(value) {
			notes.add(NoteMinus, "-"+value)
		}
	}
	return meant
}

// operatorToken returns the token of an operator that Offer gives for a word.
func operatorToken(offered, word string) token {
	if kind, ok := operators[offered]; ok {
		return token{kind: kind, raw: word}
	}
	if near, ok := readNear(offered); ok {
		return token{kind: nearToken, raw: word, node: near}
	}
	name, _, _ := strings.Cut(offered, ":")
	return token{kind: sameToken, raw: word, unit: unitNames[name]}
}
