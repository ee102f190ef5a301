// Package docx reads Word documents.
package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Format is Word's format, in either dialect.
var Format = file.Format{Name: "docx", Is: is, Read: file.Whole(read)}

// A document is a Word document with the parts needed to render its text as printed.
type document struct {
	ctx       context.Context
	in        file.Input
	relations map[string]file.Relation // of the part with the text
	said      []language.Sayer         // the notes of files inside it
	styles    styles
	numbering *listing
	// notes holds the footnotes ("footnote1") and endnotes ("endnote1") by kind and id.
	notes map[string][]file.Block
}

func newDocument(ctx context.Context, in file.Input) *document {
	return &document{ctx: ctx, in: in, notes: map[string][]file.Block{}, numbering: newListing()}
}

// read reads a Word document of either dialect (transitional or strict). A paragraph is a block, preceded by the number
// that Word prints before it. A row of a table is a block with tabs between its cells; a row of one cell frames text
// instead of tabulating it, and yields the paragraphs inside. A note follows the paragraph that refers to it, a text
// box the paragraph that anchors it. Soft line breaks end a block that has Line set. read omits headers, footers,
// hidden text, deleted text, comments, bullets and field codes. The title among the document's properties is a field.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	main, err := mainPart(ctx, in)
	if err != nil {
		return nil, err
	}
	d, err := open(ctx, in, main)
	if err != nil {
		return nil, err
	}
	x, err := in.XMLPart(ctx, main)
	if err != nil {
		return nil, err
	}
	blocks, err := d.readMain(x)
	if err != nil {
		return nil, err
	}
	doc := file.Document{Blocks: blocks, Notes: d.said}
	in.AddProperties(ctx, "docProps/core.xml", &doc)
	return []file.Document{doc}, nil
}

// mainPart finds the part that holds the text: the package's relations name it; the fallback is the usual name.
func mainPart(ctx context.Context, in file.Input) (string, error) {
	relations, err := in.Relations(ctx, "")
	for _, relation := range relations {
		if strings.HasSuffix(relation.Type, "/officeDocument") {
			return relation.Target, err
		}
	}
	return "word/document.xml", err
}

// open reads the parts that the text refers to. All of them are optional.
func open(ctx context.Context, in file.Input, main string) (*document, error) {
	d := newDocument(ctx, in)
	var err error
	if d.relations, err = in.Relations(ctx, main); err != nil {
		return nil, err
	}
	parts := []struct {
		name string
		read func(*file.XML) error
	}{
		{"styles.xml", d.readStyles},
		{"numbering.xml", d.readNumbering},
		{"footnotes.xml", d.readNotes},
		{"endnotes.xml", d.readNotes},
	}
	for _, part := range parts {
		x, err := in.XMLPart(ctx, path.Join(path.Dir(main), part.name))
		if errors.Is(err, file.ErrNoPart) {
			continue
		}
		if err == nil {
			err = x.Root()
		}
		if err == nil {
			err = part.read(x)
		}
		if err != nil {
			return nil, err
		}
	}
	return d, nil
}

// readMain reads the text itself.
func (d *document) readMain(x *file.XML) ([]file.Block, error) {
	if err := x.Root(); err != nil {
		return nil, err
	}
	body := &body{document: d, x: x}
	err := x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "styles": // Word's XML of 2003 has these before the text
			return d.readStyles(x)
		case "lists":
			return d.readNumbering(x)
		case "body":
			return body.read()
		}
		return nil
	})
	return body.blocks, err
}

// readNotes reads the footnotes or the endnotes.
func (d *document) readNotes(x *file.XML) error {
	return x.Children(func(e xml.StartElement) error {
		if file.Attr(e, "type") != "" && file.Attr(e, "type") != "normal" {
			return nil // the line between text and notes
		}
		body := &body{document: d, x: x}
		if err := body.read(); err != nil {
			return err
		}
		d.notes[e.Name.Local+file.Attr(e, "id")] = body.blocks
		return nil
	})
}

// is looks for the folder, because some programs number the part with the text (document2.xml).
func is(head []byte, in file.Input) bool {
	return file.IsZip(head) && in.Holds("[Content_Types].xml") && in.HoldsUnder("word/")
}
