package text

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"strings"
	"unicode/utf8"
	"unsafe"
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
type marks [64][2]rune // by some bits of a rune, those that have these

func newMarks(runes string) *marks {
	m := new(marks)
	for _, r := range runes {
		at := &m[(r^r>>8)&63]
		switch {
		case at[0] == 0:
			at[0] = r
		case at[1] == 0:
			at[1] = r
		default:
			panic("three marks in one place")
		}
	}
	return m
}

func (m *marks) has(r rune) bool {
	at := &m[(r^r>>8)&63]
	return (r == at[0] || r == at[1]) && r != 0
}

// EndsSentence reports whether a sentence may end inside s or with it: whether it has one of the marks that end one, or that
// follow them.
func EndsSentence(s string) bool { return strings.ContainsAny(s, sentenceEnds+closers) }

// Clauses yields the parts of a text between the marks of a pause (。！？；：，), cut as Sentences does.
func Clauses(s string) iter.Seq[string] { return cut(s, clauseMarks) }

// FirstClause returns a text as far as its first mark of a pause, without the mark.
func FirstClause(s string) string {
	for i := Ideographs(s); i < len(s); i += Ideographs(s[i:]) {
		r, width := Decode(s, i)
		if clauseMarks.has(r) {
			return s[:i]
		}
		i += width
	}
	return s
}

// Borders finds where the clauses of a text end, as Clauses cuts it, for those who go through its runes themselves. The zero Borders
// stands before the first of them.
type Borders struct{ borders }

// Before reports whether a clause ends before r, the next rune of the text. Within a run of Ideographs none does but before the first.
func (b *Borders) Before(r rune) bool { return b.before(r, clauseMarks) }

type borders struct{ ended bool }

func (b *borders) before(r rune, ends *marks) bool {
	switch {
	case ends.has(r):
		b.ended = true
	case b.ended && !closingMarks.has(r):
		b.ended = false
		return true
	}
	return false
}

func cut(s string, ends *marks) iter.Seq[string] {
	return func(yield func(string) bool) {
		var b borders
		from := 0
		for i := 0; i < len(s); {
			if !b.ended {
				if n := Ideographs(s[i:]); n > 0 {
					i += n
					continue
				}
			}
			r, width := Decode(s, i)
			if b.before(r, ends) {
				if !yield(s[from:i]) {
					return
				}
				from = i
			}
			i += width
		}
		if from < len(s) {
			yield(s[from:])
		}
	}
}

// Ideographs returns the length in bytes of the run of ideographs from U+4000 to U+9FFF that s begins with. Nine of ten
// runes are in one, and no mark is. The text need not be valid UTF-8.
func Ideographs(s string) int {
	rest := s
	for len(rest) > 2 && isIdeographic(rest[0]) && isMiddle(rest[1]) && isMiddle(rest[2]) {
		rest = rest[3:]
	}
	return len(s) - len(rest)
}

// isIdeographic reports whether a rune that begins with a byte is from U+4000 to U+9FFF.
func isIdeographic(first byte) bool { return first-0xE4 < 6 }

// isMiddle reports whether a byte of UTF-8 is none that a rune begins with.
func isMiddle(b byte) bool { return b&0xC0 == 0x80 }

// Decode is utf8.DecodeRuneInString at byte i, at once for most runes of three bytes, which nearly all of a Chinese text are.
func Decode(s string, i int) (r rune, width int) {
	if hasThree(s[i:]) {
		return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// hasThree reports whether a text begins with a rune of three bytes; of few that do it does not.
func hasThree(s string) bool {
	return len(s) > 2 && 0xE0 < s[0] && s[0] < 0xF0 && s[0] != 0xED && isMiddle(s[1]) && isMiddle(s[2])
}

// Runes returns the number of runes in s, as utf8.RuneCountInString does, and faster where most have three bytes.
func Runes(s string) (n int) {
	for ; s != ""; n++ {
		width := 1
		switch lead := s[0]; {
		case lead < utf8.RuneSelf:
		case hasThree(s):
			width = 3
		default:
			_, width = utf8.DecodeRuneInString(s)
		}
		s = s[width:]
	}
	return n
}

// FoldedRunes is Runes for a folded or loosened text, which is valid UTF-8: it counts the bytes that begin a rune, several at a time.
func FoldedRunes(folded string) int {
	const highest = 0x8080808080808080 // the highest bit of each byte
	rest, middle := unsafe.Slice(unsafe.StringData(folded), len(folded)), 0
	for ; len(rest) >= 8; rest = rest[8:] {
		word := binary.LittleEndian.Uint64(rest)
		middle += bits.OnesCount64(word &^ (word << 1) & highest)
	}
	for _, b := range rest {
		if isMiddle(b) {
			middle++
		}
	}
	return len(folded) - middle
}
