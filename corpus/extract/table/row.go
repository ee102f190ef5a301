package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/plain"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// mostInCell is the number of UTF-16 units that a spreadsheet keeps of a cell. A text of exactly that length was cut.
const mostInCell = 32767

// rowDocument makes a document from one row of a table. number is the row's number as a spreadsheet shows it.
func rowDocument(cells []string, where columns, number int) file.Document {
	var parts []string
	for _, i := range where[file.TextField] {
		if i < len(cells) {
			parts = append(parts, cells[i])
		}
	}
	doc := cellDocument(strings.Join(parts, ""))
	doc.Member = rowName(number)
	for _, part := range parts {
		if len(parts) == 1 && utf8.RuneCountInString(part) == mostInCell {
			doc.Notes = append(doc.Notes, language.Sentence("read.note.cell", strconv.Itoa(mostInCell)))
		}
	}
	addFields(&doc, cells, where)
	return doc
}

func rowName(number int) string { return fmt.Sprintf("第%d行", number) }

// cellDocument makes a document from a text: a page, a piece of one, or plain text.
func cellDocument(text string) file.Document {
	head := text[:min(len(text), file.HeadBytes)]
	if web.IsPage(head) {
		return web.Document(text, nil)
	}
	return plain.Document("", text, nil)
}

// addFields adds the columns beside the text. The region is the narrowest one in the row but for the province, which may be
// no more than where the region lies; province and city stand beside it.
func addFields(d *file.Document, cells []string, where columns) {
	cell := func(field string) string {
		for _, i := range where[field] {
			if i < len(cells) {
				return strings.TrimFunc(cells[i], file.IsBlank)
			}
		}
		return ""
	}
	d.Fields = nil // a cell's own title is its first line at most
	d.Stated = true
	for _, field := range []string{"title", "date", "published", "level", "kind", "meeting", "speaker", "source_url"} {
		d.AddField(field, cell(field))
	}
	d.AddField("year", strings.TrimSuffix(strings.TrimSuffix(cell("year"), "年"), ".0"))
	for _, field := range []string{"place3", "place2", "region"} {
		d.AddField("region", cell(field))
	}
	for field, column := range map[string]string{"city": "place2", "province": "place1"} {
		if value := cell(column); value != d.Fields["region"] {
			d.AddField(field, value)
		}
	}
}

// isBlankRow reports whether all cells of a row are blank.
func isBlankRow(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimFunc(cell, file.IsBlank) != "" {
			return false
		}
	}
	return true
}
