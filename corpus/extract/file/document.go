// Package file is what the readers of all formats stand on: what they read (an [Input] with its limits, the members of an
// archive, the XML of an office document) and what they make of it (a [Document] of blocks).
package file

import (
	"strings"
	"unicode"

	"gongbao/language"
)

// A Document is one text found in a file, as blocks in reading order.
type Document struct {
	// Member names the place inside the file where the document stands: the path of an archive's member, the row of a
	// table ("第12行"), both joined by "!" when one contains the other. It is empty when the document is the file.
	Member string
	// Format is the reader that read it: txt, md, html, document, pdf, ofd, xlsx, csv, jsonl.
	Format string
	// Fields is what the file states beside the text (a page's <title>, the columns of a table), by the canonical names
	// title, region, level, year, date, kind, source_url. A table's region is the narrowest place that the row names,
	// and province stands beside it where that is another; published is the day on which a page was put up, which is
	// not the report's own date. It is nil when nothing is stated.
	Fields map[string]string
	Blocks []Block
	// Notes say what was noticed while decoding, such as that 3 invalid bytes were replaced by U+FFFD.
	Notes []language.Sayer
}

// State records what the file states beside the text, unless the field has been stated before or value is blank.
func (d *Document) State(field, value string) {
	value = strings.TrimFunc(value, IsBlank)
	if value == "" || d.Fields[field] != "" {
		return
	}
	if d.Fields == nil {
		d.Fields = make(map[string]string)
	}
	d.Fields[field] = value
}

// A Block is a stretch of text that its file sets apart: a paragraph, a heading, a line of a printed page.
type Block struct {
	Text string
	// Page is the printed page that the block stands on, from 1; 0 where the format has no pages.
	Page int
	// Line says that the block is one printed line, so that its end may be no more than the edge of the page. In a text
	// file it is set where the file is wrapped at a width, up to the next indent, and where two lines stand together
	// in a file that has blank lines between its paragraphs, as where a link was cut out.
	Line bool
	// Row says that the block is a table's cell or row, which is never joined with its neighbours. Cells of one row
	// are set apart by tabs.
	Row bool
	// Indent says that a printed line starts further right than its page's text does, by about two characters or more,
	// as a paragraph's first line and a centred line do.
	Indent bool
	// Short says that a printed line ends clearly before the right edge of its page's text, as a paragraph's last line
	// does. A line that is not short may be a last line too.
	Short bool
	// Heading says that the file itself marks the block as a heading or title.
	Heading bool
}

// IsBlank reports whether r is white space or has no width, so that it counts for nothing at the ends of a line.
func IsBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060'
}
