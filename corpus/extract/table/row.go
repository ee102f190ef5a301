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

// rowDocument makes a document from one row of a table; it has no blocks if the row has no text.
func rowDocument(cells []string, where columns) file.Document {
	var parts []string
	for _, i := range where[file.TextField] {
		if i < len(cells) {
			parts = append(parts, cells[i])
		}
	}
	text := strings.Join(parts, "")
	doc := cellDocument(text)
	for _, part := range parts {
		if len(parts) == 1 && utf8.RuneCountInString(part) == mostInCell {
			doc.Notes = append(doc.Notes, language.Sentence("read.note.cell", strconv.Itoa(mostInCell)))
		}
	}
	if replaced := strings.Count(text, "\uFFFD"); replaced > 0 {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.replaced", replaced))
	}
	doc.Fields = nil // a cell's own title is its first line at most
	doc.State(func(field string) string {
		for _, i := range where[field] {
			if i < len(cells) {
				return cells[i]
			}
		}
		return ""
	})
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

// isBlankRow reports whether all cells of a row are blank.
func isBlankRow(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimFunc(cell, file.IsBlank) != "" {
			return false
		}
	}
	return true
}
