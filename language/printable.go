package language

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns s with everything quoted that a terminal would obey instead of showing it: control characters, line
// breaks, the marks that turn the direction of writing, and bytes that are no text. They stand as in Go: \x1b, \n, \u202e.
func Printable(s string) string { return quote(s, "") }

// Lines is Printable for a text of several lines.
func Lines(s string) string { return quote(s, "\n") }

// Passage is Printable for a text of a report, in which tabs divide the cells of a table's row: they become spaces.
func Passage(s string) string { return quote(strings.ReplaceAll(s, "\t", "  "), "") }

// quote quotes what is not printable, but for the characters in kept.
func quote(s, kept string) string {
	if !strings.ContainsFunc(s, obeyed) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case !obeyed(r) || strings.ContainsRune(kept, r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[size:]
	}
	return b.String()
}

// obeyed reports whether a terminal obeys a character instead of showing it.
func obeyed(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// An unprintable is an argument of a sentence with something to quote. %q quotes it by itself.
type unprintable string

// Format implements fmt.Formatter.
func (u unprintable) Format(f fmt.State, verb rune) {
	s := string(u)
	if verb != 'q' {
		s = Printable(s)
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), s)
}
