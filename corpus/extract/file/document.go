// Package file holds what the readers of all formats share: their input (an [Input] with its limits, the members of an
// archive, the XML of an office document) and their result (a [Document] of blocks).
package file

import (
	"strings"
	"unicode"

	"gongbao/language"
)

// TextSize returns the bytes of the text of blocks.
func TextSize(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.Text)
	}
	return n
}

// A Document is one text found in a file, as blocks in reading order.
type Document struct {
	// Member is the position of the document inside the file: the path of an archive's member, the row of a table
	// ("第12行"), or both joined by "!" when one contains the other. It is empty when the document is the whole file.
	Member string
	// Format is the name of the format, as extract.Read's list of formats has it: txt, md, html, docx, pdf.
	Format string
	// Fields holds what the file says besides the text (a page's <title>, the columns of a table), by the canonical
	// names title, region, level, year, date, kind, meeting, speaker, issuer, number, source_url. A table's region is the narrowest
	// one in the row but for the province; province and city are those that it lies in, and code is the code of a division.
	// number is a document's own: 国发〔2024〕3号. published is the day a text went online, not the report's own date. Fields is
	// nil when there are none.
	Fields map[string]string
	// Stated is set where people have written the Fields for this text, in the columns of a table or in front matter. The
	// fields of a page are those of its site.
	Stated bool
	Blocks []Block
	// Recognised is the number of pages whose text was recognised in a picture, and may be wrong.
	Recognised int
	// Notes report repairs made while decoding, such as 3 invalid bytes replaced by U+FFFD.
	Notes []language.Sayer
}

// AddField sets a field of the document, unless the field is set already or value is blank.
func (d *Document) AddField(field, value string) {
	value = strings.TrimFunc(value, IsBlank)
	if value == "" || d.Fields[field] != "" {
		return
	}
	if d.Fields == nil {
		d.Fields = make(map[string]string)
	}
	d.Fields[field] = value
}

// State sets the fields that people have written for the document. value returns what they wrote for a field of columns.txt, and
// "" for none.
func (d *Document) State(value func(field string) string) {
	d.Stated = true
	for _, field := range []string{"title", "date", "published", "level", "kind", "meeting", "speaker", "issuer", "number", "code", "source_url"} {
		d.AddField(field, value(field))
	}
	year := strings.TrimFunc(value("year"), IsBlank)
	d.AddField("year", strings.TrimSuffix(strings.TrimSuffix(year, "年"), ".0"))
	for _, field := range []string{"place3", "place2", "region"} {
		d.AddField("region", value(field))
	}
	for _, around := range []struct{ field, place string }{{"city", "place2"}, {"province", "place1"}} {
		if of := strings.TrimFunc(value(around.place), IsBlank); of != d.Fields["region"] {
			d.AddField(around.field, of)
		}
	}
}

// A Block is a separate piece of a file's text: a paragraph, a heading, a line of a printed page.
type Block struct {
	Text string
	// Page is the block's printed page, from 1; 0 where the format has no pages.
	Page int
	// Line marks one printed line, whose end may be no more than the edge of the page. In a text file it is set where
	// the file is wrapped at a width, up to the next indent, and where two lines are adjacent in a file that separates
	// paragraphs by blank lines, as where a link was cut out.
	Line bool
	// Row marks a table's cell or row, which is never joined with its neighbours. Tabs separate the cells of one row.
	Row bool
	// Indent marks a printed line that starts further right than its page's text, by about two characters or more, as a
	// paragraph's first line and a centred line do.
	Indent bool
	// Short marks a printed line that ends clearly before the right edge of its page's text, as a paragraph's last line
	// does. A line without it may be a last line too.
	Short bool
	// Heading is set when the file itself marks the block as a heading or title.
	Heading bool
	// Site holds the lines of a page that stood between the block before and this one, and are no part of the text, with line
	// feeds between them.
	Site string
}

// IsBlank reports whether r is white space or has no width, so that it counts for nothing at the ends of a line.
func IsBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060'
}
