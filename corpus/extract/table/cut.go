package table

import (
	"io"
	"strings"
	"unicode/utf8"
)

// A recorder keeps what its reader has read, from an offset on.
type recorder struct {
	r    io.Reader
	kept []byte
	from int64 // the offset of kept
}

func (c *recorder) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.kept = append(c.kept, p[:n]...)
	return n, err
}

// forget drops what was read before an offset.
func (c *recorder) forget(offset int64) {
	c.kept = c.kept[offset-c.from:]
	c.from = offset
}

// endsInQuotes reports whether a row of a table ends in a cell whose closing quote is missing: the file was cut inside of
// it, or a stray quote has taken in the rows that follow. It reads quotes as package csv does with LazyQuotes.
func endsInQuotes(row string, comma rune) bool {
	ends := string(comma) + "\r\n"
	for row != "" {
		if row[0] != '"' {
			end := strings.IndexAny(row, ends)
			if end < 0 {
				return false
			}
			row = afterMark(row[end:])
			continue
		}
		row = row[1:]
		for closed := false; !closed; {
			quote := strings.IndexByte(row, '"')
			if quote < 0 {
				return true
			}
			row = row[quote+1:]
			switch {
			case strings.HasPrefix(row, `"`):
				row = row[1:]
			case row == "", strings.ContainsRune(ends, firstRune(row)):
				closed = true
			}
		}
		row = afterMark(row)
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// afterMark returns a text without its first character.
func afterMark(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[size:]
}

// isCut reports whether the last row of a table has lost its end: in a quoted cell, or in a line that does not end and lacks
// cells.
func isCut(row string, comma rune, lacksCells bool) bool {
	return endsInQuotes(row, comma) || lacksCells && !strings.HasSuffix(row, "\n")
}
