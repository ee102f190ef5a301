// Package doc reads the documents of Word 97 to 2003, which Kingsoft's WPS writes too under the name wps.
package doc

import (
	"context"

	"gongbao/corpus/extract/compound"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Format is the binary format of Word 97 to 2003 (MS-DOC).
var Format = file.Format{Name: "doc", Is: is, Read: file.Whole(read)}

func is(head []byte, in file.Input) bool {
	if !compound.Is(head) {
		return false
	}
	names, err := compound.Names(in)
	return err == nil && names["WordDocument"]
}

// read reads a document as package docx reads one: a paragraph is a block, preceded by the number of its list; a row of a table is
// a block with tabs between its cells; notes and text boxes follow the paragraph that refers to them or anchors them. Headers,
// footers, comments, hidden and deleted text, bullets and field codes are left out.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	streams, err := compound.Streams(in, "WordDocument", "0Table", "1Table")
	if err != nil {
		return nil, err
	}
	f, err := openFIB(streams)
	if err != nil {
		return nil, err
	}
	d := &document{fib: f}
	if err := d.readPieces(int(in.Options.Limits.DocumentBytes)); err != nil {
		return nil, err
	}
	if err := d.readProperties(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	blocks, err := d.body()
	if err != nil {
		return nil, err
	}
	doc := file.Document{Blocks: blocks}
	damaged, err := compound.Damaged(in)
	if err != nil {
		return nil, err
	}
	if damaged += d.contradictions(); damaged > 0 {
		doc.Notes = append(doc.Notes, language.Sentence("read.note.damaged", damaged))
	}
	return []file.Document{doc}, nil
}

// A document is a file with what is needed to print its text.
type document struct {
	fib
	chars      *chars
	paragraphs runs // the properties of paragraphs
	characters runs // the properties of characters
	styles     []style
	fonts      []string
	lists      lists
	attached   map[int][]file.Block // notes and text boxes, by the position in the main text that they follow
	wrong      int                  // contradictions met while reading
}

// broken returns the error for a document that contradicts itself; what names the structure for an expert.
func broken(what string) error {
	return compound.Broken(language.New("doc.structure", what))
}
