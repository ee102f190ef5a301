// Package rtf reads rich text.
package rtf

import (
	"bytes"
	"context"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Format is rich text (RTF 1.9.1), which office systems also save under the name doc.
var Format = file.Format{Name: "rtf", Is: is, Read: file.Whole(read)}

// sign is what rich text begins with. One byte of the longer form, which nearly all programs write, may be damaged.
const sign, longSign = `{\rtf`, `{\rtf1\ansi`

func is(head []byte, _ file.Input) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return bytes.HasPrefix(head, []byte(sign)) || isAlmost(head, longSign)
}

func isAlmost(head []byte, sign string) bool {
	if len(head) < len(sign) {
		return false
	}
	others := 0
	for i := range len(sign) {
		if head[i] != sign[i] {
			others++
		}
	}
	return others <= 1
}

// read reads rich text as package docx reads a document: a paragraph is a block, preceded by the number that the file holds for
// readers without lists; a row of a table is a block with tabs between its cells; notes and text boxes follow their paragraph.
// Headers, footers, comments, hidden and deleted text and field codes are left out.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	data, err := in.Text()
	if err != nil {
		return nil, err
	}
	r := newReader(data)
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	doc := file.Document{Blocks: r.text.finish()}
	if r.cut {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.cut"))
	}
	if !bytes.Contains(data[:min(len(data), file.HeadBytes)], []byte(sign)) {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.damaged", 1))
	}
	if r.replaced > 0 {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.replaced", r.replaced))
	}
	return []file.Document{doc}, nil
}
