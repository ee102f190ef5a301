package text

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Sentences yields the sentences of a text in order, with their closing marks; joined they are the whole text. A
// sentence ends behind 。！？ and their narrow forms, with the closing quotation marks and brackets that follow, and at a
// line break. A full stop in Latin text ends none: it may be part of a number or an abbreviation.
func Sentences(s string) iter.Seq[string] { return cut(s, sentenceMarks) }

const (
	sentenceEnds = "。！？!?\n"
	closers      = "”’」』》）)】〕\""
)

var sentenceMarks, clauseMarks, closingMarks = newMarks(sentenceEnds), newMarks("。！？!?\n；;，,：:"), newMarks(closers)

// marks is a set of runes, few of which are in a text.
type marks struct {
	runes string
	maybe uint64 // by some bits of a rune, whether it can be one of them; those of 、 and ！ differ
}

func newMarks(runes string) *marks {
	m := &marks{runes: runes}
	for _, r := range runes {
		m.maybe |= 1 << ((r ^ r>>8) & 63)
	}
	return m
}

func (m *marks) has(r rune) bool {
	return m.maybe>>((r^r>>8)&63)&1 != 0 && strings.ContainsRune(m.runes, r)
}

// EndsSentence reports whether a sentence may end inside s or with it: whether it has one of the marks that end one, or that
// follow them.
func EndsSentence(s string) bool { return strings.ContainsAny(s, sentenceEnds+closers) }

// Clauses yields the parts of a text between the marks of a pause (。！？；：，), cut as Sentences does.
func Clauses(s string) iter.Seq[string] { return cut(s, clauseMarks) }

// FirstClause returns a text as far as its first mark of a pause, without the mark.
func FirstClause(s string) string {
	if n := indexEnd(s, clauseMarks); n >= 0 {
		return s[:n]
	}
	return s
}

func cut(s string, ends *marks) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			n := indexEnd(s, ends)
			if n < 0 {
				yield(s)
				return
			}
			for n < len(s) {
				r, width := utf8.DecodeRuneInString(s[n:])
				if !ends.has(r) && !closingMarks.has(r) {
					break
				}
				n += width
			}
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// indexEnd returns the index of the first rune of s that is one of ends, or -1.
func indexEnd(s string, ends *marks) int {
	for i := Ideographs(s); i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		if ends.has(r) {
			return i
		}
		i += width
		i += Ideographs(s[i:])
	}
	return -1
}

// Ideographs returns the length in bytes of the run of ideographs from U+5000 to U+9FFF that s begins with. Nine of ten
// runes are in one, and no mark is. The text need not be valid UTF-8.
func Ideographs(s string) int {
	n := 0
	for n+2 < len(s) && s[n]-0xE5 < 5 && s[n+1]&0xC0 == 0x80 && s[n+2]&0xC0 == 0x80 {
		n += 3
	}
	return n
}
