package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Pattern is a query text, folded once to be found many times. The zero Pattern has no occurrences.
type Pattern struct {
	folded string
	rare   int // offset in folded of the byte to look for first
	// begins and ends say that the first and the last rune may stand in a word, so that the border there needs a look
	begins, ends bool
}

// NewPattern folds query into a Pattern.
func NewPattern(query string) Pattern { return patternOf(Fold(query)) }

// NewLoosePattern makes the Pattern to be found in texts that went through Loosen.
func NewLoosePattern(query string) Pattern { return patternOf(Loosen(Fold(query))) }

func patternOf(folded string) Pattern {
	p := Pattern{folded: folded, rare: rarest(folded)}
	if folded != "" {
		p.begins = folded[0] == '.' || wordAfter(folded, 0)
		p.ends = folded[len(folded)-1] == '.' || wordBefore(folded, len(folded))
	}
	return p
}

// Folded is the search form that the pattern stands for; it is empty when the query was nothing but typography.
func (p Pattern) Folded() string { return p.folded }

// Next finds the first occurrence in folded, a folded text, that begins at from or later. ok is false when there is none.
func (p Pattern) Next(folded string, from int) (at Span, ok bool) {
	n := len(p.folded)
	if n == 0 {
		return Span{}, false
	}
	for from+n <= len(folded) {
		i := strings.IndexByte(folded[from+p.rare:], p.folded[p.rare])
		if i < 0 || from+i+n > len(folded) {
			return Span{}, false
		}
		from += i
		if p.standsAt(folded, from) {
			return Span{from, from + n}, true
		}
		from++
	}
	return Span{}, false
}

// standsAt reports whether there is an occurrence at byte i of a folded text.
func (p Pattern) standsAt(folded string, i int) bool {
	end := i + len(p.folded)
	return end <= len(folded) && folded[i:end] == p.folded &&
		!(p.begins && insideWord(folded, i)) && !(p.ends && insideWord(folded, end))
}

// Count is the number of occurrences in folded, a folded text.
func (p Pattern) Count(folded string) int {
	n := 0
	for at, ok := p.Next(folded, 0); ok; at, ok = p.Next(folded, at.To) {
		n++
	}
	return n
}

// AppendAll appends the occurrences in folded, a folded text, to dst: ascending and not overlapping.
func (p Pattern) AppendAll(dst []Span, folded string) []Span {
	for at, ok := p.Next(folded, 0); ok; at, ok = p.Next(folded, at.To) {
		dst = append(dst, at)
	}
	return dst
}

// Join sorts spans and joins those that overlap into the longest span; spans that only touch stay apart. It reuses the
// slice that it is given.
func Join(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n > 0 && s.From < kept[n-1].To {
			kept[n-1].To = max(kept[n-1].To, s.To)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// insideWord reports whether the border before byte i of a folded text runs through a word: letters and digits standing
// together, with a decimal point between digits.
func insideWord(folded string, i int) bool {
	if i == 0 || i == len(folded) {
		return false
	}
	before, after := folded[i-1], folded[i]
	if before < utf8.RuneSelf && after < utf8.RuneSelf {
		return isWordByte(before) && isWordByte(after) || isPoint(folded, i) || isPoint(folded, i-1)
	}
	return wordBefore(folded, i) && wordAfter(folded, i)
}

// isPoint reports whether byte i is a decimal point: a full stop with a digit on either side.
func isPoint(folded string, i int) bool {
	return folded[i] == '.' && i > 0 && i+1 < len(folded) && isDigit(folded[i-1]) && isDigit(folded[i+1])
}

func wordBefore(folded string, i int) bool {
	if b := folded[i-1]; b < utf8.RuneSelf {
		return isWordByte(b)
	}
	r, _ := utf8.DecodeLastRuneInString(folded[:i])
	return loadFoldings().of(r).class.word()
}

func wordAfter(folded string, i int) bool {
	if b := folded[i]; b < utf8.RuneSelf {
		return isWordByte(b)
	}
	r, _ := utf8.DecodeRuneInString(folded[i:])
	return loadFoldings().of(r).class.word()
}
