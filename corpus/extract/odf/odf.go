// Package odf reads OpenDocument files: texts, spreadsheets with one report a row, presentations and drawings.
package odf

import (
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/table"
	"gongbao/language"
)

// The formats of OpenDocument (ISO/IEC 26300), by what they are for, and any of them in one XML file.
var (
	Text   = file.Format{Name: "odt", Is: is("text"), Read: file.Whole(readText)}
	Slides = file.Format{Name: "odp", Is: is("presentation", "graphics"), Read: file.Whole(readText)}
	Sheets = file.Format{Name: "ods", Is: is("spreadsheet"), Read: readSheets}
	Flat   = file.Format{Name: "fodt", Is: isFlat, Read: readFlat}
)

const (
	mimetype  = "application/vnd.oasis.opendocument."
	namespace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
)

// is recognises the files for one of several purposes, and their templates.
func is(purposes ...string) func([]byte, file.Input) bool {
	return func(head []byte, in file.Input) bool {
		if !file.IsZip(head) {
			return false
		}
		kind, ok := strings.CutPrefix(in.Mimetype(), mimetype)
		for _, purpose := range purposes {
			if ok && strings.HasPrefix(kind, purpose) {
				return true
			}
		}
		return false
	}
}

func isFlat(head []byte, in file.Input) bool {
	root, ok := in.Root(head)
	return ok && root == xml.Name{Space: namespace, Local: "document"}
}

// checkEncryption refuses a file whose list of parts says that they are encrypted.
func checkEncryption(ctx context.Context, in file.Input) error {
	x, err := in.XMLPart(ctx, "META-INF/manifest.xml")
	if errors.Is(err, file.ErrNoPart) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		return x.Children(func(e xml.StartElement) error {
			if e.Name.Local == "encryption-data" {
				return language.New("refuse.password", file.ErrEncrypted)
			}
			return nil
		})
	})
}

// read reads the styles of a file and hands its body to one of two readers, by its kind.
func read(ctx context.Context, in file.Input, text func(*body) error, sheets func(*file.XML) error) error {
	if err := checkEncryption(ctx, in); err != nil {
		return err
	}
	b := newBody()
	x, err := in.XMLPart(ctx, "styles.xml")
	if err == nil {
		err = b.document(x, nil, nil)
	}
	if err != nil && !errors.Is(err, file.ErrNoPart) {
		return err
	}
	if x, err = in.XMLPart(ctx, "content.xml"); err != nil {
		return err
	}
	return b.document(x, text, sheets)
}

// document reads the outermost element of a part, or of a file that is one.
func (b *body) document(x *file.XML, text func(*body) error, sheets func(*file.XML) error) error {
	b.x = x
	if err := x.Root(); err != nil {
		return err
	}
	return x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "styles", "automatic-styles":
			return x.Children(b.style)
		case "body":
			return x.Children(func(e xml.StartElement) error {
				if e.Name.Local == "spreadsheet" && sheets != nil {
					return sheets(x)
				}
				if text != nil {
					return text(b)
				}
				return nil
			})
		}
		return nil
	})
}

// readText reads a text, or the slides of a presentation, as package docx reads a document.
func readText(ctx context.Context, in file.Input) ([]file.Document, error) {
	var doc file.Document
	err := read(ctx, in, func(b *body) error {
		err := b.read()
		doc.Blocks = b.blocks
		return err
	}, nil)
	if err != nil {
		return nil, err
	}
	in.AddProperties(ctx, "meta.xml", &doc)
	return []file.Document{doc}, nil
}

func readSheets(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	var all []table.Sheet
	err := read(ctx, in, nil, func(x *file.XML) (err error) {
		all, err = sheetsOf(x)
		return err
	})
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	table.ReadSheets(ctx, in, all, yield)
}

// readFlat reads a file that holds in one document what others hold in parts.
func readFlat(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	x, notes, err := in.XML(ctx)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	b := newBody()
	var sheets []table.Sheet
	err = b.document(x, (*body).read, func(x *file.XML) (err error) {
		sheets, err = sheetsOf(x)
		return err
	})
	switch {
	case err != nil:
		yield(file.Document{}, err)
	case sheets != nil:
		table.ReadSheets(ctx, in, sheets, yield)
	default:
		yield(file.Document{Blocks: b.blocks, Notes: notes}, nil)
	}
}
