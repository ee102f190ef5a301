package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// signs tells which signs stand in a text whose folding depends on what stands beside them. They are settled when the text
// is written.
type signs struct {
	numbers  bool // commas or spaces between digits, or two dashes behind one
	years    bool // a zero of an odd shape behind a Chinese digit
	brackets bool // brackets other than ()
}

// zeros are the folded shapes of zero in Chinese years, beside 〇: the letters are what is typed for it.
const zeros = "零0oоοօ"

// The brackets that are one around digits.
const openers, closing = "([〔【〖", ")]〕】〗"

// seeZero notes a shape of zero that is about to be written behind a Chinese digit.
func (f *folder) seeZero() {
	if f.last == other && !f.signs.years {
		before, _ := utf8.DecodeLastRune(f.out[f.start:])
		f.signs.years = isChineseDigit(before)
	}
}

// isChineseDigit reports whether r is one of 一 to 九.
func isChineseDigit(r rune) bool { return r >= '一' && r <= '四' && digitOf(r) > 0 }

// scriptDigit returns the value of a raised or lowered digit, or -1.
func scriptDigit(r rune) rune {
	switch {
	case r == '²' || r == '³':
		return r - '²' + 2
	case r == '¹':
		return 1
	case r == '⁰' || r >= '⁴' && r <= '⁹':
		return r - '⁰'
	case r >= '₀' && r <= '₉':
		return r - '₀'
	}
	return -1
}

// putScript writes a raised or lowered digit at byte at of the display text, before rest. Behind a letter it is a digit of a
// unit or a formula: m², CO₂, PM₂.₅. Elsewhere it is a power or the number of a note, and no digit of the number before it.
func (f *folder) putScript(r rune, rest string, at int) {
	if f.raised && f.last != other || f.last == letter && !f.digitNext(rest) {
		f.pending = false
		f.put('0'+scriptDigit(r), digit, at)
		f.raised = true
		return
	}
	f.put(r, separator, at)
}

// digitNext reports whether the first rune of s that is not dropped is a digit.
func (f *folder) digitNext(s string) bool {
	for _, r := range s {
		if to := f.of(r); to.class != dropped {
			return to.class == digit
		}
	}
	return false
}

// settle gives the signs in the search form the form that their neighbours ask for.
func (f *folder) settle() {
	if f.signs.numbers {
		f.joinNumbers()
	}
	if f.signs.years {
		f.rewrite(yearZeros)
	}
	if f.signs.brackets {
		f.rewrite(numberBrackets)
	}
}

// joinNumbers removes the commas or spaces from numbers written in groups of three, 1,200,000, and one of two dashes between
// digits.
func (f *folder) joinNumbers() {
	out := f.out[f.start:]
	kept := 0
	for i := 0; i < len(out); {
		for end := max(groupedEnd(out, i), i+1); i < end; i++ {
			doubled := out[i] == '-' && i+1 < len(out) && isDigit(out[i+1]) && isDash(out[:kept])
			if (out[i] == ',' || out[i] == ' ') && end > i+1 || doubled {
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

// dashesEnd returns the end of the dashes at byte i of a display text, dropped runes between them included, at most next: of
// two, the search form has one.
func dashesEnd(display string, i, next int) int {
	for at := i; at < next; {
		r, width := utf8.DecodeRuneInString(display[at:])
		at += width
		switch to := loadFoldings().of(r); {
		case to.to == '-':
			i = at
		case to.class != dropped:
			return i
		}
	}
	return i
}

// isDash reports whether out ends with a dash behind a digit.
func isDash(out []byte) bool {
	n := len(out)
	return n > 1 && out[n-1] == '-' && isDigit(out[n-2])
}

// groupedEnd returns the end of the number in groups of three that begins at out[i], or i if none begins there. The
// first group has one to three digits and no leading zero, and no word or number runs into it. A number with spaces has no
// further number before or behind it, as in a row of a table.
func groupedEnd(out []byte, i int) int {
	if out[i] < '1' || out[i] > '9' || i > 0 && (isWordByte(out[i-1]) || out[i-1] == '.') {
		return i
	}
	lead := i
	for lead < len(out) && lead < i+3 && isDigit(out[lead]) {
		lead++
	}
	if lead == len(out) {
		return i
	}
	by, end := out[lead], lead
	for isGroup(out[end:], by) {
		end += len(",000")
	}
	spaced := by == ' ' && (i > 0 && out[i-1] == ' ' || end < len(out) && out[end] == ' ')
	if end == lead || spaced {
		return i
	}
	return end
}

// isGroup reports whether exactly three digits follow the sign between groups.
func isGroup(b []byte, by byte) bool {
	return (by == ',' || by == ' ') && len(b) >= 4 && b[0] == by && isDigit(b[1]) && isDigit(b[2]) && isDigit(b[3]) && (len(b) == 4 || !isDigit(b[4]))
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isWordByte reports whether a byte of a folded text belongs to an ASCII word.
func isWordByte(b byte) bool { return isDigit(b) || b >= 'a' && b <= 'z' }

// An edit replaces bytes of a search form by the text with. All of these come from where the first of them comes from.
type edit struct {
	from, to int
	with     string
}

// rewrite applies the edits that find returns, in order.
func (f *folder) rewrite(find func(folded []byte) []edit) {
	edits := find(f.out[f.start:])
	if len(edits) == 0 {
		return
	}
	folded := slices.Clone(f.out[f.start:])
	var origins []int32
	if f.track {
		origins = slices.Clone(f.from)
	}
	f.out, f.from = f.out[:f.start], f.from[:0]
	at := 0
	for _, e := range append(edits, edit{from: len(folded), to: len(folded)}) {
		f.out = append(append(f.out, folded[at:e.from]...), e.with...)
		if f.track {
			f.from = append(f.from, origins[at:e.from]...)
			for range len(e.with) {
				f.from = append(f.from, origins[e.from])
			}
		}
		at = e.to
	}
}

// numberBrackets makes brackets around nothing but digits (): 国发〔2021〕5号.
func numberBrackets(folded []byte) (edits []edit) {
	opened, from := false, edit{}
	for i := 0; i < len(folded); {
		r, width := utf8.DecodeRune(folded[i:])
		switch {
		case strings.ContainsRune(openers, r):
			opened, from = true, edit{i, i + width, "("}
		case strings.ContainsRune(closing, r) && opened && from.to < i:
			edits = append(edits, from, edit{i, i + width, ")"})
			opened = false
		case digitOf(r) < 0:
			opened = false
		}
		i += width
	}
	return edits
}

// yearZeros makes the zeros of Chinese years 〇: those in a row of Chinese digits and zeros that begins with a digit, before
// 年, or anywhere if the row is of four and begins with 一 or 二.
func yearZeros(folded []byte) (edits []edit) {
	for i := 0; i < len(folded); {
		r, width := utf8.DecodeRune(folded[i:])
		if !isChineseDigit(r) {
			i += width
			continue
		}
		end, n, found := digitRow(folded, i)
		if isYear(folded, i, end, n) {
			edits = append(edits, found...)
		}
		i = end
	}
	return edits
}

// digitRow reads the row of n Chinese digits and zeros at byte i. It returns an edit for each zero that is not 〇. Spaces
// between zeros belong to the row.
func digitRow(folded []byte, i int) (end, n int, found []edit) {
	for i < len(folded) {
		r, width := utf8.DecodeRune(folded[i:])
		spaced := i
		if r == ' ' && n > 0 && i+1 < len(folded) {
			next, w := utf8.DecodeRune(folded[i+1:])
			if strings.ContainsRune(zeros, next) {
				r, width = next, 1+w
			}
		}
		after, _ := utf8.DecodeRune(folded[i+width:])
		switch {
		case joins(after):
			return i, n, found
		case strings.ContainsRune(zeros, r):
			found = append(found, edit{spaced, i + width, "〇"})
		case r != '〇' && !isChineseDigit(r):
			return i, n, found
		}
		i, n = i+width, n+1
	}
	return i, n, found
}

// isYear reports whether a row of n digits from byte i to byte end is a year.
func isYear(folded []byte, i, end, n int) bool {
	before, _ := utf8.DecodeLastRune(folded[:i])
	first, _ := utf8.DecodeRune(folded[i:])
	after, _ := utf8.DecodeRune(folded[end:])
	if i > 0 && (strings.ContainsRune(Powers, before) || isWordByte(folded[i-1])) {
		return false
	}
	if after == '年' && n > 1 {
		return true
	}
	return n == 4 && (first == '一' || first == '二') && !strings.ContainsRune(Powers+"点., ", after) && !loadFoldings().of(after).class.word()
}
