package ofd

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// A document is one opened document of an OFD file.
type document struct {
	in        file.Input
	box       rect              // of pages without a size of their own
	pages     []string          // the parts of its pages, in order
	templates map[string]string // the parts of its templates, by id
	resources []string          // its parts with resources
	drawings  map[string]layer
	media     map[string]resource    // pictures, by id
	read      map[string]pageContent // templates read so far
}

// A rect is a rectangle in millimetres (ST_Box).
type rect struct{ x, y, width, height float64 }

// readRect parses "x y width height"; the box is empty when a number is missing.
func readRect(s string) rect {
	n := readNumbers(s)
	if len(n) < 4 {
		return rect{}
	}
	return rect{n[0], n[1], n[2], n[3]}
}

// readNumbers parses a list of numbers (ST_Array) up to the first that is not one.
func readNumbers(s string) []float64 {
	var numbers []float64
	for field := range strings.FieldsSeq(s) {
		n, err := strconv.ParseFloat(field, 64)
		if err != nil {
			break
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// open reads Document.xml and the resources that its pages use.
func open(ctx context.Context, in file.Input, root string) (*document, error) {
	f := &document{in: in, templates: map[string]string{}, drawings: map[string]layer{}, media: map[string]resource{}, read: map[string]pageContent{}}
	x, err := in.XMLPart(ctx, root)
	if err != nil {
		return nil, err
	}
	if err := x.Root(); err != nil {
		return nil, err
	}
	if err := x.Children(f.element(x, root)); err != nil {
		return nil, err
	}
	if len(f.pages) == 0 {
		return nil, language.New("ofd.list", file.ErrTruncated, root)
	}
	if len(f.pages) > typeset.MaxPages {
		return nil, language.New("ofd.pages", file.ErrTooLarge, len(f.pages), typeset.MaxPages)
	}
	for _, part := range f.resources {
		if err := f.readDrawings(ctx, part); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// element reads an element of Document.xml.
func (f *document) element(x *file.XML, root string) func(xml.StartElement) error {
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "CommonData", "PageArea", "Pages":
			return x.Children(visit)
		case "PhysicalBox":
			box, err := x.Text()
			f.box = readRect(box)
			return err
		case "TemplatePage":
			f.templates[file.Attr(e, "ID")] = resolve(root, file.Attr(e, "BaseLoc"))
		case "PublicRes", "DocumentRes":
			loc, err := x.Text()
			f.resources = append(f.resources, resolve(root, loc))
			return err
		case "Page":
			f.pages = append(f.pages, resolve(root, file.Attr(e, "BaseLoc")))
		}
		return nil
	}
	return visit
}
