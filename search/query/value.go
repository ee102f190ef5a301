package query

import (
	"strings"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
)

// A Value matches a figure (package figure) whose value compares with a number: 失业率<=5.5%, >1.2万亿元.
type Value struct {
	Of     string // what the figure is about, as typed: a text in its indicator or before its number; any when empty
	Op     string // one of > >= < <=
	Number string // a folded quantity, with its unit or with 万 or 亿
}

func (Value) node() {}

// String returns the value as it can be typed.
func (v Value) String() string { return v.Of + v.Op + v.Number }

// valueSigns are the signs of comparison in folded text and elsewhere, the longer ones first, and what they mean.
var valueSigns = []struct{ sign, op string }{
	{">=", ">="}, {"<=", "<="}, {"=>", ">="}, {"=<", "<="}, {"≥", ">="}, {"≤", "<="}, {"≧", ">="}, {"≦", "<="}, {"⩾", ">="}, {"⩽", "<="}, {">", ">"}, {"<", "<"},
}

// readValue reads a text as a condition on a value.
func readValue(typed string) (v Value, ok bool) {
	s := narrowed([]rune(typed))
	at := strings.IndexAny(s, "<>=≥≤≧≦⩾⩽")
	if at < 0 {
		return v, false
	}
	rest := s[at:]
	for _, c := range valueSigns {
		if number, found := strings.CutPrefix(rest, c.sign); found {
			v = Value{Of: string([]rune(typed)[:len([]rune(s[:at]))]), Op: c.op, Number: text.Fold(number)}
			break
		}
	}
	all := quantity.Find(v.Number)
	if v.Op == "" || len(all) != 1 || all[0].To-all[0].From != len(v.Number) || !all[0].High.IsZero() || all[0].Rank {
		return v, false
	}
	return v, v.Of == "" || printText(v.Of) == v.Of && !blank(v.Of)
}

// compares reports which ends of a text are signs of comparison.
func compares(typed string) (begins, ends bool) {
	s := narrowed([]rune(typed))
	for _, c := range valueSigns {
		begins, ends = begins || strings.HasPrefix(s, c.sign), ends || strings.HasSuffix(s, c.sign)
	}
	return begins, ends
}

// values makes conditions of the texts that are such, be there white space at their signs: 增长 > 6%.
func values(tokens []token) []token {
	var out []token
	for len(tokens) > 0 {
		n := valueOf(tokens)
		t := tokens[0]
		if n > 0 {
			v, _ := readValue(joined(tokens[:n]))
			t = token{kind: valueToken, raw: v.String(), node: v}
		}
		out, tokens = append(out, t), tokens[max(n, 1):]
	}
	return out
}

// valueOf returns how many tokens a condition takes that begins with the first; 0 if it is none.
func valueOf(tokens []token) int {
	for n := min(3, len(tokens)); n > 0; n-- {
		signs := true
		for i, t := range tokens[:n] {
			if t.kind != textToken || !t.bare {
				signs = false
				break
			}
			if i > 0 {
				begins, _ := compares(t.node.(Text).Value)
				_, ends := compares(tokens[i-1].node.(Text).Value)
				signs = signs && (begins || ends)
			}
		}
		if signs {
			if _, ok := readValue(joined(tokens[:n])); ok {
				return n
			}
		}
	}
	return 0
}

func joined(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.node.(Text).Value)
	}
	return b.String()
}

// HasValue reports whether a tree has a condition on a value.
func HasValue(n Node) bool {
	if _, ok := n.(Value); ok {
		return true
	}
	for _, child := range Children(n) {
		if HasValue(child) {
			return true
		}
	}
	return false
}
