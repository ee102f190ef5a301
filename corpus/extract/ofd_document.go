package extract

import (
	"context"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// An ofdFile is a document of an OFD, opened.
type ofdFile struct {
	in        input
	box       ofdBox            // of pages that do not say their own
	pages     []string          // the parts of its pages, in order
	templates map[string]string // the parts of its templates, by id
	resources []string          // the parts with its resources
	drawings  map[string]ofdDrawing
	read      map[string]ofdContent // templates that have been read
}

// An ofdBox is a rectangle in millimetres (ST_Box).
type ofdBox struct{ x, y, width, height float64 }

// readOFDBox reads "x y width height"; the box is empty when a number is missing.
func readOFDBox(s string) ofdBox {
	n := ofdNumbers(s)
	if len(n) < 4 {
		return ofdBox{}
	}
	return ofdBox{n[0], n[1], n[2], n[3]}
}

// ofdNumbers reads a list of numbers (ST_Array) up to what is no number.
func ofdNumbers(s string) []float64 {
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

// openOFD reads Document.xml and the resources that pages draw with.
func (in input) openOFD(ctx context.Context, root string) (*ofdFile, error) {
	f := &ofdFile{in: in, templates: map[string]string{}, drawings: map[string]ofdDrawing{}, read: map[string]ofdContent{}}
	x, err := in.xmlPart(ctx, root)
	if err != nil {
		return nil, err
	}
	if _, err := x.root(); err != nil {
		return nil, err
	}
	if err := x.children(f.element(x, root)); err != nil {
		return nil, err
	}
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("%w: its part %s lists no pages; fetch it again", ErrTruncated, root)
	}
	if len(f.pages) > printedPages {
		return nil, fmt.Errorf("%w: the OFD has %d pages and the limit is %d; split it", ErrTooLarge, len(f.pages), printedPages)
	}
	for _, part := range f.resources {
		if err := f.readDrawings(ctx, part); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// element reads an element of Document.xml.
func (f *ofdFile) element(x *xmlReader, root string) func(xml.StartElement) error {
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "CommonData", "PageArea", "Pages":
			return x.children(visit)
		case "PhysicalBox":
			box, err := x.text()
			f.box = readOFDBox(box)
			return err
		case "TemplatePage":
			f.templates[attr(e, "ID")] = ofdPath(root, attr(e, "BaseLoc"))
		case "PublicRes", "DocumentRes":
			loc, err := x.text()
			f.resources = append(f.resources, ofdPath(root, loc))
			return err
		case "Page":
			f.pages = append(f.pages, ofdPath(root, attr(e, "BaseLoc")))
		}
		return nil
	}
	return visit
}
