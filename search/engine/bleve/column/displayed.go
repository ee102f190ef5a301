package column

import (
	"encoding/binary"
	"errors"
	"slices"
	"unicode/utf8"
	"unsafe"

	"gongbao/corpus/text"
)

// Displayed is the column of paragraphs as published, kept as what differs from their folded form: some percent of its
// bytes instead of a second copy. Parts of older indexes have the texts themselves.
type Displayed struct {
	folded Texts
	kept   Texts
	whole  bool // kept has the texts themselves
}

// NewDisplayed returns the column of texts that AppendEdits has written, of the texts in folded.
func NewDisplayed(folded, edits Texts) Displayed { return Displayed{folded: folded, kept: edits} }

// NewWhole returns the column of texts that are kept themselves.
func NewWhole(texts Texts) Displayed { return Displayed{kept: texts, whole: true} }

// Append appends the i-th text to dst and returns the result.
func (d Displayed) Append(dst []byte, i int) ([]byte, error) {
	if d.whole {
		return append(dst, d.kept.At(i)...), nil
	}
	return AppendDisplayed(dst, d.folded.At(i), d.kept.At(i))
}

// At returns a copy of the i-th text.
func (d Displayed) At(i int) (string, error) {
	text, err := d.Append(nil, i)
	return unsafe.String(unsafe.SliceData(text), len(text)), err
}

// Edits turn the guess of a folded text into the displayed one. They are a row of
//
//	uvarint  bytes of the guess to copy
//	uvarint  bytes of the guess to skip, times 16, plus the number of bytes to insert, 15 for 15 and more
//	uvarint  the number of bytes to insert, less 15, where that was 15
//	         these bytes
//
// and what is left of the guess comes behind the last. They make any text from any guess: how good the guess is decides
// how many there are, not whether the text comes out.
const manyInserted = 15

// guess appends the likely display form of a folded text to dst: full-width punctuation, but for marks inside numbers and
// words. Changing it makes indexes unreadable.
func guess(dst []byte, folded string) []byte {
	from := 0
	for i := 0; i < len(folded); i++ {
		b := folded[i]
		if b >= 0xE0 {
			i += 2 // most runes have three bytes, and what follows in one of four is no mark either
			continue
		}
		if b >= utf8.RuneSelf || !isMark[b] {
			continue
		}
		switch {
		case b == '-':
			if i+1 == len(folded) || folded[i+1] != '-' {
				continue
			}
			dst = append(append(dst, folded[from:i]...), "——"...)
			i++
		case i > 0 && i+1 < len(folded) && isWord(folded[i-1]) && isWord(folded[i+1]):
			continue
		default:
			r := rune(b) + '！' - '!'
			dst = append(append(dst, folded[from:i]...), 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
		}
		from = i + 1
	}
	return append(dst, folded[from:]...)
}

// isMark has the marks that are usually wide in print.
var isMark = [utf8.RuneSelf]bool{'!': true, '(': true, ')': true, ',': true, '-': true, ':': true, ';': true, '?': true}

func isWord(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' }

var errEdits = errors.New("edits of a displayed text do not fit its folded text")

// AppendDisplayed appends to dst the text whose edits AppendEdits has written, given its folded text. It returns an error
// when the edits are not of that text.
func AppendDisplayed(dst []byte, folded, edits string) ([]byte, error) {
	if edits == "" {
		return guess(slices.Grow(dst, len(folded)+len(folded)/8), folded), nil
	}
	r := editReader{rest: edits}
	var buffer [2048]byte // most paragraphs fit in
	guessed := guess(buffer[:0], folded)
	dst = slices.Grow(dst, len(guessed)+len(edits))
	for r.rest != "" && !r.failed {
		from := r.number(len(guessed))
		dst = append(dst, guessed[:from]...)
		guessed = guessed[from:]
		skip, inserted := r.edit(len(guessed))
		dst = append(dst, inserted...)
		guessed = guessed[skip:]
	}
	if r.failed {
		return dst, errEdits
	}
	return append(dst, guessed...), nil
}

// An editReader reads edits until one fails.
type editReader struct {
	rest   string
	failed bool
}

// number reads a number of at most most.
func (r *editReader) number(most int) int {
	n, shift := uint64(0), 0
	for i := 0; i < len(r.rest) && shift < 63; i, shift = i+1, shift+7 {
		b := r.rest[i]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			if n > uint64(most) {
				break
			}
			r.rest = r.rest[i+1:]
			return int(n)
		}
	}
	r.failed = true
	return 0
}

// edit reads how much of at most most bytes to skip, and what to insert.
func (r *editReader) edit(most int) (skip int, inserted string) {
	n := r.number(most<<4 | manyInserted)
	length := n & manyInserted
	if length == manyInserted {
		length += r.number(len(r.rest))
	}
	if length > len(r.rest) {
		r.failed = true
		return 0, ""
	}
	inserted, r.rest = r.rest[:length], r.rest[length:]
	return n >> 4, inserted
}

// An Editor writes edits. It keeps a buffer between texts.
type Editor struct{ guess []byte }

// AppendEdits appends to dst the edits of a displayed text, given its folded text.
func (e *Editor) AppendEdits(dst []byte, folded, displayed string) []byte {
	e.guess = guess(e.guess[:0], folded)
	begin := len(dst)
	g, d := unsafe.String(unsafe.SliceData(e.guess), len(e.guess)), displayed
	copied := 0
	for {
		same := text.CommonPrefix(d, g)
		copied += same
		g, d = g[same:], d[same:]
		if len(g) == 0 && len(d) == 0 {
			break
		}
		skip, insert := difference(g, d)
		dst = appendEdit(dst, copied, skip, d[:insert])
		g, d = g[skip:], d[insert:]
		copied = 0
	}
	if len(dst)-begin > len(displayed) {
		dst = appendEdit(dst[:begin], 0, len(e.guess), displayed)
	}
	return dst
}

func appendEdit(dst []byte, copied, skip int, inserted string) []byte {
	dst = binary.AppendUvarint(dst, uint64(copied))
	dst = binary.AppendUvarint(dst, uint64(skip<<4|min(len(inserted), manyInserted)))
	if len(inserted) >= manyInserted {
		dst = binary.AppendUvarint(dst, uint64(len(inserted)-manyInserted))
	}
	return append(dst, inserted...)
}

// difference returns how many bytes of g, the rest of a guess, to skip, and how many of d, the rest of the text, to insert
// until both go on alike. They differ in their first rune, or one of them is at its end.
func difference(g, d string) (skip, insert int) {
	for {
		s, i := step(g[skip:], d[insert:])
		skip, insert = skip+s, insert+i
		if text.CommonPrefix(d[insert:], g[skip:]) > 0 || skip == len(g) && insert == len(d) {
			return skip, insert
		}
	}
}

// lookahead bounds how far step compares.
const lookahead = 12

// step returns the smallest step that makes g and d go on alike, by runes: some of d are inserted, one of either is
// replaced, one of d stands for several of g, or one of g is left out. Where none does, one is replaced.
func step(g, d string) (skip, insert int) {
	if len(g) == 0 || len(d) == 0 {
		return len(g), len(d)
	}
	best := 0
	try := func(s, i int) {
		if s > len(g) || i > len(d) {
			return
		}
		alike := text.CommonPrefix(d[i:], g[s:min(len(g), s+lookahead)])
		if s == len(g) && i == len(d) {
			alike = lookahead
		}
		if alike > best {
			best, skip, insert = alike, s, i
		}
	}
	_, one := utf8.DecodeRuneInString(d)
	_, gone := utf8.DecodeRuneInString(g)
	try(gone, one)
	for i, runes := one, 0; runes < 4 && i <= len(d); runes++ {
		try(0, i)
		_, width := utf8.DecodeRuneInString(d[i:])
		i += max(width, 1)
	}
	for s := gone; s < gone+4; s++ {
		try(s, one)
	}
	try(gone, 0)
	if best == 0 {
		return gone, one
	}
	return skip, insert
}
