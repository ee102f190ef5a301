package xls

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A cursor reads strings from a record. In the middle of a string's characters, each piece of a record begins with a byte that says
// anew how wide they are (MS-XLS 2.5.293).
type cursor struct {
	record
	at int
}

func (c *cursor) ok() bool { return c.at <= len(c.data) }

// text reads a string whose length in characters takes lengthBytes bytes.
func (c *cursor) text(lengthBytes int) (string, bool) {
	n := c.byte(c.at)
	if lengthBytes == 2 {
		n = c.u16(c.at)
	}
	c.at += lengthBytes
	return c.characters(n)
}

// characters reads the options and the characters of a string, and passes its formatting.
func (c *cursor) characters(n int) (string, bool) {
	const wide, phonetic, rich = 1, 4, 8
	flags := c.byte(c.at)
	c.at++
	runs, extra := 0, 0
	if flags&rich != 0 {
		runs = c.u16(c.at)
		c.at += 2
	}
	if flags&phonetic != 0 {
		extra = c.u32(c.at)
		c.at += 4
	}
	units := make([]uint16, 0, min(n, len(c.data)))
	for width := flags & wide; len(units) < n; {
		if c.at >= len(c.data) {
			return "", false
		}
		if c.isBreak() {
			width = c.byte(c.at) & wide
			c.at++
		}
		if width == 0 {
			units = append(units, uint16(c.byte(c.at)))
			c.at++
			continue
		}
		units = append(units, uint16(c.u16(c.at)))
		c.at += 2
	}
	const bytesPerRun = 4
	c.at += bytesPerRun*runs + extra
	return string(utf16.Decode(units)), c.ok()
}

// isBreak reports whether a new piece of the record begins at the cursor, and forgets it and those before.
func (c *cursor) isBreak() bool {
	for len(c.breaks) > 0 && c.breaks[0] < c.at {
		c.breaks = c.breaks[1:]
	}
	if len(c.breaks) == 0 || c.breaks[0] != c.at {
		return false
	}
	c.breaks = c.breaks[1:]
	return true
}

// oldText reads a string of BIFF5, in the workbook's code page.
func (w *workbook) oldText(r record, at, lengthBytes int) string {
	n := r.byte(at)
	if lengthBytes == 2 {
		n = r.u16(at)
	}
	from := min(at+lengthBytes, len(r.data))
	text, err := w.encoding().NewDecoder().Bytes(r.data[from:min(from+n, len(r.data))])
	if err != nil {
		return strings.Repeat("\uFFFD", n)
	}
	return string(text)
}

func (w *workbook) encoding() encoding.Encoding {
	switch w.codePage {
	case 936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	}
	return charmap.Windows1252
}
