// Package docx reads Word documents.
package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"gongbao/corpus/extract/file"
)

// Format is Word's format, in either dialect.
var Format = file.Format{Name: "docx", Is: is, Read: file.Whole(read)}

// A document is a Word document with the parts needed to render its text as printed.
type document struct {
	styles    styles
	numbering *numbering
	// notes holds the footnotes ("footnote1") and endnotes ("endnote1") by kind and id.
	notes map[string][]file.Block
}

// read reads a Word document of either dialect (transitional or strict). A paragraph is a block, preceded by the number
// that Word prints before it. A row of a table is a block with tabs between its cells; a row of one cell frames text
// instead of tabulating it, and yields the paragraphs inside. A note follows the paragraph that refers to it, a text
// box the paragraph that anchors it. Soft line breaks end a block that has Line set. read omits headers, footers,
// hidden text, deleted text, comments, bullets and field codes.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	main, err := mainPart(ctx, in)
	if err != nil {
		return nil, err
	}
	d, err := open(ctx, in, path.Dir(main))
	if err != nil {
		return nil, err
	}
	blocks, err := d.readMain(ctx, in, main)
	if err != nil {
		return nil, err
	}
	return []file.Document{{Blocks: blocks}}, nil
}

// mainPart finds the part that holds the text: the package's relations name it; the fallback is the usual name.
func mainPart(ctx context.Context, in file.Input) (string, error) {
	const usual = "word/document.xml"
	x, err := in.XMLPart(ctx, "_rels/.rels")
	if errors.Is(err, file.ErrNoPart) {
		return usual, nil
	}
	if err != nil {
		return "", err
	}
	if err := x.Root(); err != nil {
		return "", err
	}
	main := usual
	err = x.Children(func(e xml.StartElement) error {
		if strings.HasSuffix(file.Attr(e, "Type"), "/officeDocument") {
			main = strings.TrimPrefix(path.Clean("/"+file.Attr(e, "Target")), "/")
		}
		return nil
	})
	return main, err
}

// open reads the parts that the text refers to. All of them are optional.
func open(ctx context.Context, in file.Input, folder string) (*document, error) {
	d := &document{notes: map[string][]file.Block{}, numbering: newNumbering()}
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
		x, err := in.XMLPart(ctx, path.Join(folder, part.name))
		if errors.Is(err, file.ErrNoPart) {
			continue
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
func (d *document) readMain(ctx context.Context, in file.Input, part string) ([]file.Block, error) {
	x, err := in.XMLPart(ctx, part)
	if err != nil {
		return nil, err
	}
	if err := x.Root(); err != nil {
		return nil, err
	}
	body := &body{document: d, x: x}
	err = x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "body" {
			return nil
		}
		return body.read()
	})
	return body.blocks, err
}

// readNotes reads the footnotes or the endnotes.
func (d *document) readNotes(x *file.XML) error {
	if err := x.Root(); err != nil {
		return err
	}
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
