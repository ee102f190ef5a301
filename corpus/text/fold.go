package text

import (
	"slices"
	"unicode/utf8"
	"unsafe"
)

// A Span is a half-open range of bytes: From is included, To is not.
type Span struct{ From, To int }

// Fold returns the search form of s. Folding a folded text changes nothing.
func Fold(s string) string {
	return string(AppendFold(make([]byte, 0, len(s)), s))
}

// AppendFold appends the search form of s to dst and returns the result, for callers that reuse a buffer.
func AppendFold(dst []byte, s string) []byte {
	f := folder{foldings: loadFoldings(), out: dst, start: len(dst)}
	f.fold(s)
	return f.out
}

// A Folded is a display text with its search form and the mapping from the search form back to the text.
type Folded struct {
	Display string
	Text    string // the search form of Display

	from []int32 // for each byte of Text, where the rune that it came from begins in Display
	out  []byte  // the memory of Text
}

// NewFolded folds display and records the origin of every rune.
func NewFolded(display string) *Folded {
	f := new(Folded)
	f.Reset(display)
	return f
}

// Reset folds another display text. It reuses the memory of f, so the Text of before must not be used any more.
func (f *Folded) Reset(display string) {
	writer := folder{foldings: loadFoldings(), out: slices.Grow(f.out[:0], len(display)), track: true, from: slices.Grow(f.from[:0], len(display))}
	writer.fold(display)
	f.Display, f.out, f.from = display, writer.out, writer.from
	f.Text = unsafe.String(unsafe.SliceData(f.out), len(f.out))
}

// Span returns the span in the display text of a non-empty span of the search form: from the first of its runes to the
// last, dropped runes between them included.
func (f *Folded) Span(s Span) Span {
	last := int(f.from[s.To-1])
	_, width := utf8.DecodeRuneInString(f.Display[last:])
	return Span{int(f.from[s.From]), last + width}
}

// A folder writes a search form, rune by rune.
type folder struct {
	*foldings
	out   []byte
	start int // the search form begins here in out
	from  []int32
	track bool // write from

	last    class
	pending bool // white space followed the last word of out
	blank   int  // where that white space begins
	commas  bool // out has a comma behind a digit
}

func (f *folder) fold(s string) {
	f.last = space
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		to := f.of(r)
		switch {
		case to.more:
			for _, r := range f.expansions[r] {
				f.put(r, classify(r), i)
			}
		case to.class == other:
			f.pending, f.last = false, other
			f.write(to.to, i)
		default:
			f.put(to.to, to.class, i)
		}
		i += width
	}
	if f.commas {
		f.dropThousands()
	}
}

// put writes one folded rune for the rune at byte at of the display text.
func (f *folder) put(r rune, c class, at int) {
	switch {
	case c == dropped:
		return
	case c == space:
		f.pending, f.blank = true, at
		return
	case f.pending && f.last.word() && c.word():
		f.write(' ', f.blank)
	}
	f.commas = f.commas || r == ',' && f.last == digit
	f.pending, f.last = false, c
	f.write(r, at)
}

func (f *folder) write(r rune, at int) {
	before := len(f.out)
	f.out = utf8.AppendRune(f.out, r)
	if f.track {
		for range len(f.out) - before {
			f.from = append(f.from, int32(at))
		}
	}
}

// dropThousands removes the commas from numbers written in groups of three: 1,200,000.
func (f *folder) dropThousands() {
	out := f.out[f.start:]
	kept := 0
	for i := 0; i < len(out); {
		for end := max(groupedEnd(out, i), i+1); i < end; i++ {
			if out[i] == ',' && end > i+1 {
				continue
			}
			out[kept] = out[i]
			if f.track {
				f.from[kept] = f.from[i]
			}
			kept++
		}
	}
	f.out = f.out[:f.start+kept]
	if f.track {
		f.from = f.from[:kept]
	}
}

// groupedEnd returns the end of the number in groups of three that begins at out[i], or i if none begins there. The
// first group has one to three digits and no leading zero, and no word or number runs into it.
func groupedEnd(out []byte, i int) int {
	if out[i] < '1' || out[i] > '9' || i > 0 && (isWordByte(out[i-1]) || out[i-1] == '.') {
		return i
	}
	lead := i
	for lead < len(out) && lead < i+3 && isDigit(out[lead]) {
		lead++
	}
	end := lead
	for isGroup(out[end:]) {
		end += len(",000")
	}
	if end == lead {
		return i
	}
	return end
}

// isGroup reports whether exactly three digits follow a comma.
func isGroup(b []byte) bool {
	return len(b) >= 4 && b[0] == ',' && isDigit(b[1]) && isDigit(b[2]) && isDigit(b[3]) && (len(b) == 4 || !isDigit(b[4]))
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isWordByte reports whether a byte of a folded text belongs to an ASCII word.
func isWordByte(b byte) bool { return isDigit(b) || b >= 'a' && b <= 'z' }
