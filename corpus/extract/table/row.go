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

// mostInCell is how many UTF-16 units a spreadsheet keeps of a cell. A text of exactly that length was cut.
const mostInCell = 32767

// rowDocument makes a document of one row of a table. Number is the row's number as a spreadsheet shows it.
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
	stateCells(&doc, cells, where)
	return doc
}

func rowName(number int) string { return fmt.Sprintf("第%d行", number) }

// cellDocument makes a document of a text that is a page, a piece of one, or plain.
func cellDocument(text string) file.Document {
	head := text[:min(len(text), file.HeadBytes)]
	if web.IsPage(head) {
		return web.Document(text, nil)
	}
	return plain.Document("", text, nil)
}

// stateCells records the columns beside the text. The region is the narrowest place that the row names, and the
// province stands beside it when it is another.
func stateCells(d *file.Document, cells []string, where columns) {
	stated := func(field string) string {
		for _, i := range where[field] {
			if i < len(cells) {
				return strings.TrimFunc(cells[i], file.IsBlank)
			}
		}
		return ""
	}
	d.Fields = nil // a cell's own title is its first line at most
	for _, field := range []string{"title", "date", "level", "kind", "source_url"} {
		d.State(field, stated(field))
	}
	d.State("year", strings.TrimSuffix(strings.TrimSuffix(stated("year"), "年"), ".0"))
	for _, field := range []string{"place3", "place2", "region", "place1"} {
		d.State("region", stated(field))
	}
	if province := stated("place1"); province != d.Fields["region"] {
		d.State("province", province)
	}
}

// isBlankRow reports whether a row has nothing in it.
func isBlankRow(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimFunc(cell, file.IsBlank) != "" {
			return false
		}
	}
	return true
}
