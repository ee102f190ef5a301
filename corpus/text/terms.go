package text

import (
	"iter"
	"unicode/utf8"
)

// A Unit is a word, or a character outside words: the unit that indexes and rankings count.
type Unit struct {
	Span        // in the folded text
	Word   bool // letters and digits
	Joined bool // it follows the unit before directly
}

// Units yields the units of a folded or loosened text in order. Separators and spaces are no units, but they separate
// their neighbours.
func Units(folded string) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		table := loadFoldings()
		joined := false
		for i := 0; i < len(folded); {
			r, width := utf8.DecodeRuneInString(folded[i:])
			c := table.of(r).class
			u := Unit{Span{i, i + width}, false, joined}
			switch {
			case c == space || c == separator || c == dropped:
				joined = false
				i += width
				continue
			case c.word():
				u.Word, u.To = true, wordEnd(table, folded, i+width)
			}
			if !yield(u) {
				return
			}
			i, joined = u.To, true
		}
	}
}

// wordEnd returns the end of the word that continues at byte i.
func wordEnd(table *foldings, folded string, i int) int {
	for i < len(folded) {
		r, width := utf8.DecodeRuneInString(folded[i:])
		if !table.of(r).class.word() && !isPoint(folded, i) {
			break
		}
		i += width
	}
	return i
}

// Terms yields the index terms of a loosened text: every unit, and every pair of neighbours. It may yield a term more
// than once.
//
// A text with an occurrence of a pattern, strict or loose, has every one of the pattern's RequiredTerms.
func Terms(loose string) iter.Seq[string] {
	return func(yield func(string) bool) {
		before := 0
		for u := range Units(loose) {
			if u.Joined && !yield(loose[before:u.To]) || !yield(loose[u.From:u.To]) {
				return
			}
			before = u.From
		}
	}
}

// RequiredTerms returns the terms of every text with an occurrence of the pattern, without repetition: its pairs, and
// the units without a neighbour. A pattern of separators alone has none: it may occur anywhere.
func (p Pattern) RequiredTerms() []string {
	var required []string
	seen := map[string]bool{}
	add := func(term string) {
		if !seen[term] {
			seen[term] = true
			required = append(required, term)
		}
	}
	loose := Loosen(p.folded)
	var before Unit
	alone := false
	for u := range Units(loose) {
		if u.Joined {
			add(loose[before.From:u.To])
		} else if alone {
			add(loose[before.From:before.To])
		}
		before, alone = u, !u.Joined
	}
	if alone {
		add(loose[before.From:before.To])
	}
	return required
}
