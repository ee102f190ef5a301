package text

import (
	"iter"
	"unicode/utf8"
)

// Grams yields the terms under which an index keeps a text, given loosened: each word, each pair of neighbouring characters that
// are no part of a word, and each such character that has no such neighbour behind it. A term may come more than once.
//
// With them a paragraph that has an occurrence of a pattern, strictly or loosely, has every term of the pattern's Clues.
func Grams(loose string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for run := range runs(loose) {
			if run.word {
				if !yield(run.text) {
					return
				}
				continue
			}
			for at := 0; at < len(run.text); {
				_, first := utf8.DecodeRuneInString(run.text[at:])
				_, second := utf8.DecodeRuneInString(run.text[at+first:])
				if !yield(run.text[at : at+first+second]) {
					return
				}
				at += first
			}
		}
	}
}

// A Clue is a term that every paragraph with an occurrence has. When Prefix is set, it is any term that begins with Term.
type Clue struct {
	Term   string
	Prefix bool
}

// Clues gives the clues of a pattern, without repetition. There are none for a pattern of nothing but separators, which
// may stand anywhere.
func (p Pattern) Clues() []Clue {
	var clues []Clue
	seen := map[Clue]bool{}
	for run := range runs(Loosen(p.folded)) {
		single := !run.word && utf8.RuneCountInString(run.text) == 1
		for term := range Grams(run.text) {
			clue := Clue{term, single}
			if !run.word && !single && utf8.RuneCountInString(term) == 1 || seen[clue] {
				continue // the last character of a run is in the pair before it
			}
			seen[clue] = true
			clues = append(clues, clue)
		}
	}
	return clues
}

// A run is a word, or characters that are no part of one up to the next word.
type run struct {
	text string
	word bool
}

// runs cuts a loosened text.
func runs(loose string) iter.Seq[run] {
	return func(yield func(run) bool) {
		for loose != "" {
			r := firstRun(loose)
			if r.text != " " && !yield(r) {
				return
			}
			loose = loose[len(r.text):]
		}
	}
}

func firstRun(loose string) run {
	if loose[0] == ' ' {
		return run{text: " "}
	}
	table := loadFoldings()
	n, inWord := 0, false
	for n < len(loose) {
		r, width := utf8.DecodeRuneInString(loose[n:])
		word := table.of(r).class.word() || isPoint(loose, n)
		if n > 0 && (word != inWord || r == ' ') {
			break
		}
		inWord = word
		n += width
	}
	return run{loose[:n], inWord}
}
