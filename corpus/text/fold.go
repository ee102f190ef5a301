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
	folded := AppendFold(make([]byte, 0, len(s)), s)
	return unsafe.String(unsafe.SliceData(folded), len(folded))
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
// last, dropped runes between them included, and the combining marks or the second dash behind it.
func (f *Folded) Span(s Span) Span {
	end, next := int(f.from[s.To-1]), len(f.Display)
	_, width := utf8.DecodeRuneInString(f.Display[end:])
	end += width
	if s.To < len(f.from) {
		next = int(f.from[s.To])
	}
	if f.Text[s.To-1] == '-' {
		end = dashesEnd(f.Display, end, next)
	}
	return Span{int(f.from[s.From]), marksEnd(f.Display, end, next)}
}

// Spell returns the search form of s as mainland texts of today spell it, for people to read: like Fold, but for the characters
// that are one in search while both are in use. 乾县 and 顯著 are 乾县 and 显著, where Fold gives 干县 and 显着.
func Spell(s string) string { return NewFolded(s).Spelled() }

// Spelled returns Text as Spell does. It has the same length in bytes, and the same runes at the same bytes but for those.
func (f *Folded) Spelled() string {
	table := loadFoldings()
	spelled := []byte(f.Text)
	for i := range f.Text {
		if r, _ := utf8.DecodeRuneInString(f.Display[f.from[i]:]); table.current[r] {
			utf8.EncodeRune(spelled[i:], r)
		}
	}
	return string(spelled)
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
	raised  bool // the last rune of out is a raised or lowered digit that counts as one, or the point behind it
	signs   signs
}

func (f *folder) fold(s string) {
	f.last = space
	for i := 0; i < len(s); {
		if n := f.unchanged(s[i:]); n > 0 {
			f.copy(s[i:i+n], i)
			i += n
			continue
		}
		r, width := Decode(s, i)
		to := f.of(r)
		switch {
		case to.kind == plain && to.class == other:
			f.pending, f.last = false, other
			f.write(to.to, i)
		case to.kind == plain:
			f.put(to.to, to.class, i)
		case to.kind == more:
			for _, r := range f.expansion(r) {
				f.put(r, classify(r), i)
			}
		case to.kind == mark:
			i = f.putMarks(s, i)
			continue
		case to.kind == script:
			f.putScript(r, s[i+width:], i)
		case to.kind == zero:
			f.seeZero()
			f.put(to.to, to.class, i)
		default: // enclosing
			f.signs.brackets = f.signs.brackets || to.to != '(' && to.to != ')'
			f.put(to.to, to.class, i)
		}
		i += width
	}
	f.settle()
}

// unchanged returns the length of the run of ideographs that s begins with which are their own search form: nearly all of a text.
func (f *foldings) unchanged(s string) int {
	n := 0
	for n+2 < len(s) && s[n]-0xE4 < 6 && s[n+1]&0xC0 == 0x80 && s[n+2]&0xC0 == 0x80 {
		r := uint16(s[n])<<12 | uint16(s[n+1]&0x3F)<<6 | uint16(s[n+2]&0x3F)
		if f.same[r/64]>>(r%64)&1 == 0 {
			break
		}
		n += 3
	}
	return n
}

// copy writes the runes of a run of unchanged ideographs, of three bytes each, which begins at byte at of the display text.
func (f *folder) copy(run string, at int) {
	f.pending, f.last = false, other
	f.out = append(f.out, run...)
	if f.track {
		for i := 0; i < len(run); i += 3 {
			from := int32(at + i)
			f.from = append(f.from, from, from, from)
		}
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
		f.signs.numbers = f.signs.numbers || f.last == digit && c == digit
	}
	f.signs.numbers = f.signs.numbers || f.last == digit && r == ',' || r == '-' && isDash(f.out[f.start:])
	f.raised = f.raised && r == '.' && f.last == digit
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
