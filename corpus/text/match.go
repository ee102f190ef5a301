package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Pattern is a query text, folded once for many searches. The zero Pattern has no occurrences.
type Pattern struct {
	folded string
	rare   int // offset in folded of the byte to search for first
	// begins and ends are set when the first and the last rune may belong to a word, so that the border there is
	// checked
	begins, ends bool
}

// NewPattern folds query into a Pattern.
func NewPattern(query string) Pattern { return patternOf(Fold(query)) }

// NewLoosePattern returns a Pattern for texts that went through Loosen.
func NewLoosePattern(query string) Pattern { return patternOf(Loosen(Fold(query))) }

func patternOf(folded string) Pattern {
	p := Pattern{folded: folded, rare: rarest(folded)}
	if folded != "" {
		p.begins = folded[0] == '.' || wordAfter(folded, 0)
		p.ends = folded[len(folded)-1] == '.' || wordBefore(folded, len(folded))
	}
	return p
}

// Folded returns the search form of the pattern; it is empty when the query was mere typography.
func (p Pattern) Folded() string { return p.folded }

// Plain reports whether nothing in the pattern is a separator, a space or a point, and it does not end with what it begins with: its strict
// occurrences are then those of its loose ones that have no separator inside.
func (p Pattern) Plain() bool {
	for i, r := range p.folded {
		if r == '.' || gapAt(p.folded, i) {
			return false
		}
	}
	return !bordered(p.folded)
}

// Ideographic reports whether the pattern is of ideographs alone, from U+4E00 to U+9FFF.
func (p Pattern) Ideographic() bool { return ideographs(p.folded) == len(p.folded) }

// Bordered reports whether the pattern ends with what it begins with, so that where it occurs depends on the text before.
func (p Pattern) Bordered() bool { return bordered(p.folded) }

// Next returns the first occurrence in folded, a folded text, at byte from or later. ok is false when there is none.
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
		if p.occursAt(folded, from) {
			return Span{from, from + n}, true
		}
		from++
	}
	return Span{}, false
}

// occursAt reports whether an occurrence begins at byte i of a folded text.
func (p Pattern) occursAt(folded string, i int) bool {
	end := i + len(p.folded)
	return end <= len(folded) && folded[i:end] == p.folded &&
		!(p.begins && insideWord(folded, i)) && !(p.ends && insideWord(folded, end))
}

// Count returns the number of occurrences in folded, a folded text.
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

// Join sorts spans and joins those that overlap; spans that only touch stay apart. It reuses the slice.
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

// insideWord reports whether the border before byte i of a folded text runs through a word: a run of letters and
// digits, with decimal points between digits.
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

// Anywhere reports whether the pattern occurs wherever its characters stand, because neither of its ends can be part of a
// word. The empty pattern occurs nowhere.
func (p Pattern) Anywhere() bool { return p.folded != "" && !p.begins && !p.ends }
