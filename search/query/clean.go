package query

import (
	"unicode"
	"unicode/utf8"
)

// What Parse takes at most. Each bound holds for the canonical form too: whatever Parse gives, Print writes so that
// Parse takes it whole.
const (
	MaxText     = 5000 // code points in all terms together; operators, brackets and white space are free
	MaxTerms    = 80   // texts and filters
	MaxDepth    = 32   // brackets inside brackets
	MaxDistance = 1000 // code points that a NEAR may span

	// maxInput bounds the work on what is free. Printed, a tree takes at most three marks for every code point of a
	// value and thirty for every term, which is less.
	maxInput = 32 * 1024
)

// DefaultDistance is what NEAR allows when no number follows it.
const DefaultDistance = 10

// clean gives the input as code points that a person can see or that separate what they see. Characters of zero width
// go silently, because nobody knows that they pasted them and matching passes over them.
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

// narrow gives the ASCII character that a full-width one stands for, so that （, ： and ＡＮＤ read as (, : and AND.
func narrow(r rune) rune {
	if '！' <= r && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// narrowed is narrow for a whole word.
func narrowed(word []rune) string {
	out := make([]rune, len(word))
	for i, r := range word {
		out[i] = narrow(r)
	}
	return string(out)
}
