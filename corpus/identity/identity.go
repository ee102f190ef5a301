// Package identity names texts for good: a paragraph by its [Hash], which permalinks and citations carry, and a report by the
// digest that its id is made of.
//
// Both are taken from the [Form] of a text, which ignores what a copy of it commonly changes: width, case, white space,
// quotation marks, and whether its characters are traditional. It began as the search form, version 1, of package text. That
// goes on and this does not: so whatever a later version of the program finds, a link made by an older one leads where it
// did, also after the report has been read from its file again.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
	"unsafe"
)

// Form returns the form of s that names are made of. The form of a form is itself.
func Form(s string) string {
	return string(AppendForm(make([]byte, 0, len(s)), s))
}

// HashLength is the number of characters of a Hash.
const HashLength = 8

// Hash returns the short hash of a paragraph, given its form: eight hexadecimal digits. Its 32 bits suit a link and keep the
// some hundred paragraphs of a report apart.
func Hash(form string) string {
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(form), len(form)))
	var short [HashLength]byte
	hex.Encode(short[:], sum[:HashLength/2])
	return string(short[:])
}

// AppendForm appends the form of s to dst and returns the result.
func AppendForm(dst []byte, s string) []byte {
	f := former{table: load(), out: dst, start: len(dst)}
	f.form(s)
	return f.out
}

// A former writes a form, rune by rune.
type former struct {
	*table
	out   []byte
	start int // the form begins here in out

	last    class
	pending bool // white space followed the last word of out
	commas  bool // out has a comma behind a digit
}

func (f *former) form(s string) {
	f.last = space
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		i += width
		switch to := f.of(r); {
		case to.more != "":
			for _, r := range to.more {
				f.put(r, classify(r))
			}
		case to.class == other:
			f.pending, f.last = false, other
			f.out = utf8.AppendRune(f.out, to.to)
		default:
			f.put(to.to, to.class)
		}
	}
	if f.commas {
		f.dropThousands()
	}
}

func (f *former) put(r rune, c class) {
	switch {
	case c == dropped:
		return
	case c == space:
		f.pending = true
		return
	case f.pending && f.last.word() && c.word():
		f.out = append(f.out, ' ')
	}
	f.commas = f.commas || r == ',' && f.last == digit
	f.pending, f.last = false, c
	f.out = utf8.AppendRune(f.out, r)
}

// dropThousands removes the commas from numbers written in groups of three: 1,200,000.
func (f *former) dropThousands() {
	out := f.out[f.start:]
	kept := 0
	for i := 0; i < len(out); {
		for end := max(groupedEnd(out, i), i+1); i < end; i++ {
			if out[i] == ',' && end > i+1 {
				continue
			}
			out[kept] = out[i]
			kept++
		}
	}
	f.out = f.out[:f.start+kept]
}

// groupedEnd returns the end of the number in groups of three that begins at out[i], or i if none begins there.
func groupedEnd(out []byte, i int) int {
	if out[i] < '1' || out[i] > '9' || i > 0 && (isDigit(out[i-1]) || out[i-1] >= 'a' && out[i-1] <= 'z' || out[i-1] == '.') {
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
