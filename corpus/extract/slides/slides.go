// Package slides reads PowerPoint presentations.
package slides

import (
	"context"
	"encoding/xml"
	"slices"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Format is PowerPoint's format, in an archive; Flat is the same in one XML file.
var (
	Format = file.Format{Name: "pptx", Is: is, Read: file.Whole(read)}
	Flat   = file.Format{Name: "pptx", Is: isFlat, Read: file.Whole(readFlat)}
)

func is(head []byte, in file.Input) bool {
	return file.IsZip(head) && in.Holds("[Content_Types].xml") && in.HoldsUnder("ppt/")
}

func isFlat(head []byte, in file.Input) bool {
	root, ok := in.Root(head)
	return ok && root == file.FlatPackage && file.IsFlatOf(head, "PowerPoint")
}

func readFlat(ctx context.Context, in file.Input) ([]file.Document, error) {
	return file.ReadFlat(ctx, in, read)
}

// read reads the slides of a presentation in their order. A paragraph is a block, a row of a table one with tabs between its
// cells; the text of a diagram follows its slide's. Footers, numbers of slides, and notes for the speaker are left out.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	slides, err := slideParts(ctx, in)
	if err != nil {
		return nil, err
	}
	var doc file.Document
	for _, part := range slides {
		blocks, err := readSlide(ctx, in, part)
		if err != nil {
			return nil, err
		}
		doc.Blocks = append(doc.Blocks, blocks...)
	}
	if len(doc.Blocks) == 0 {
		return nil, language.New("refuse.picture", file.ErrNoText)
	}
	in.AddProperties(ctx, "docProps/core.xml", &doc)
	return []file.Document{doc}, nil
}

// slideParts returns the parts of the slides in their order.
func slideParts(ctx context.Context, in file.Input) ([]string, error) {
	main := "ppt/presentation.xml"
	top, err := in.Relations(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, relation := range top {
		if strings.HasSuffix(relation.Type, "/officeDocument") {
			main = relation.Target
		}
	}
	relations, err := in.Relations(ctx, main)
	if err != nil {
		return nil, err
	}
	x, err := in.XMLPart(ctx, main)
	if err != nil {
		return nil, err
	}
	if err := x.Root(); err != nil {
		return nil, err
	}
	var parts []string
	err = x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "sldIdLst" {
			return nil
		}
		return x.Children(func(e xml.StartElement) error {
			parts = append(parts, relations[relationID(e)].Target)
			return nil
		})
	})
	return parts, err
}

// relationID returns the id of a relation, which stands beside an id of the element itself.
func relationID(e xml.StartElement) string {
	at := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "id" && strings.Contains(a.Name.Space, "relationships") })
	if at < 0 {
		return ""
	}
	return e.Attr[at].Value
}

// readSlide reads a slide, then its diagrams.
func readSlide(ctx context.Context, in file.Input, part string) ([]file.Block, error) {
	relations, err := in.Relations(ctx, part)
	if err != nil {
		return nil, err
	}
	parts := []string{part}
	for _, relation := range relations {
		if strings.HasSuffix(relation.Type, "/diagramData") {
			parts = append(parts, relation.Target)
		}
	}
	slices.Sort(parts[1:])
	s := &shapes{}
	for _, part := range parts {
		if s.x, err = in.XMLPart(ctx, part); err != nil {
			return nil, err
		}
		if err := s.x.Root(); err != nil {
			return nil, err
		}
		if err := s.x.Children(s.element); err != nil {
			return nil, err
		}
	}
	return s.blocks, nil
}
