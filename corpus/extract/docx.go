package extract

import (
	"context"
	"encoding/xml"
	"errors"
	"path"
	"strings"
)

// A docx is a Word document with what is needed to say its text as it is printed.
type docx struct {
	styles    docxStyles
	numbering *docxNumbering
	// notes are the footnotes ("footnote1") and endnotes ("endnote1") by their kind and id.
	notes map[string][]Block
}

// readDocx reads a Word document of either dialect (transitional or strict). A paragraph is a block, with the number
// that Word prints before it. A row of a table is a block with its cells separated by tabs; a row of one cell frames
// text instead of tabulating it, and is read as the paragraphs inside. A note follows the paragraph that refers to it,
// a text box the paragraph that it is anchored in. Soft line breaks end a block that has Line set. Headers, footers,
// hidden text, deleted text, comments, bullets and field codes are left out.
func readDocx(ctx context.Context, in input) ([]Document, error) {
	main, err := docxMainPart(ctx, in)
	if err != nil {
		return nil, err
	}
	d, err := openDocx(ctx, in, path.Dir(main))
	if err != nil {
		return nil, err
	}
	blocks, err := d.readMain(ctx, in, main)
	if err != nil {
		return nil, err
	}
	return []Document{{Blocks: blocks}}, nil
}

// docxMainPart finds the part that holds the text: the package's relations name it, and most programs agree on the
// usual name.
func docxMainPart(ctx context.Context, in input) (string, error) {
	const usual = "word/document.xml"
	x, err := in.xmlPart(ctx, "_rels/.rels")
	if errors.Is(err, errNoPart) {
		return usual, nil
	}
	if err != nil {
		return "", err
	}
	if _, err := x.root(); err != nil {
		return "", err
	}
	main := usual
	err = x.children(func(e xml.StartElement) error {
		if strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
			main = strings.TrimPrefix(path.Clean("/"+attr(e, "Target")), "/")
		}
		return nil
	})
	return main, err
}

// openDocx reads the parts that the text refers to. A document without one of them is whole all the same.
func openDocx(ctx context.Context, in input, folder string) (*docx, error) {
	d := &docx{notes: map[string][]Block{}, numbering: newDocxNumbering()}
	parts := []struct {
		name string
		read func(*xmlReader) error
	}{
		{"styles.xml", d.readStyles},
		{"numbering.xml", d.readNumbering},
		{"footnotes.xml", d.readNotes},
		{"endnotes.xml", d.readNotes},
	}
	for _, part := range parts {
		x, err := in.xmlPart(ctx, path.Join(folder, part.name))
		if errors.Is(err, errNoPart) {
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
func (d *docx) readMain(ctx context.Context, in input, part string) ([]Block, error) {
	x, err := in.xmlPart(ctx, part)
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, err
	}
	body := &docxBody{docx: d, x: x}
	err = x.children(func(e xml.StartElement) error {
		if e.Name.Local != "body" {
			return nil
		}
		return body.read()
	})
	return body.blocks, err
}

// readNotes reads the footnotes or the endnotes.
func (d *docx) readNotes(x *xmlReader) error {
	if _, err := x.root(); err != nil {
		return err
	}
	return x.children(func(e xml.StartElement) error {
		if attr(e, "type") != "" && attr(e, "type") != "normal" {
			return nil // the line between text and notes
		}
		body := &docxBody{docx: d, x: x}
		if err := body.read(); err != nil {
			return err
		}
		d.notes[e.Name.Local+attr(e, "id")] = body.blocks
		return nil
	})
}
