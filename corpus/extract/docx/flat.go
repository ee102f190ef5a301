package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/numbering"
)

// Flat is a Word document in one XML file: the parts of a docx one after the other, or Word's own format of 2003. Office systems
// save both under the name doc.
var Flat = file.Format{Name: "wordxml", Is: isFlat, Read: file.Whole(readFlat)}

const wordML = "http://schemas.microsoft.com/office/word/2003/wordml"

func isFlat(head []byte, in file.Input) bool {
	root, ok := in.Root(head)
	return ok && (root == xml.Name{Space: wordML, Local: "wordDocument"} || root == file.FlatPackage && !file.IsFlatOf(head, "PowerPoint"))
}

func readFlat(ctx context.Context, in file.Input) ([]file.Document, error) {
	head, err := in.Head(file.HeadBytes)
	if err != nil {
		return nil, err
	}
	if root, _ := in.Root(head); root == file.FlatPackage {
		return file.ReadFlat(ctx, in, read)
	}
	x, notes, err := in.XML(ctx)
	if err != nil {
		return nil, err
	}
	d := newDocument(ctx, in)
	d.styles.byID = map[string]style{}
	blocks, err := d.readMain(x)
	if err != nil {
		return nil, err
	}
	return []file.Document{{Blocks: blocks, Notes: append(notes, d.said...)}}, nil
}

// inserted reads what a revision of Word's XML of 2003 leaves in the text: everything but deletions.
func inserted(x *file.XML, e xml.StartElement, visit func(xml.StartElement) error) error {
	if strings.HasPrefix(file.Attr(e, "type"), "Word.Deletion") {
		return nil
	}
	return x.Children(func(e xml.StartElement) error {
		if e.Name.Local == "content" {
			return x.Children(visit)
		}
		return nil
	})
}

// listProperties reads which list a paragraph of Word's XML of 2003 belongs to, and its number as Word printed it last, which other
// programs leave out. Bullets are left out, as elsewhere.
func (p *paragraph) listProperties() error {
	number, font := "", ""
	err := p.body.x.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			number = file.Attr(e, "val")
		case "font":
			font = file.Attr(e, "val")
		case "ilfo":
			p.numbers = file.Attr(e, "val")
		case "ilvl":
			p.level = file.AttrInt(e, "val", -1)
		}
		return nil
	})
	if !strings.HasPrefix(font, "Wingdings") && font != "Symbol" && strings.TrimSpace(number) != "" {
		p.printed = number + numbering.Separator(number, "")
	}
	return err
}

// chunk reads a file inside the document that Word shows in the place of a paragraph: a page, rich text, another document.
func (d *document) chunk(id string) ([]file.Block, error) {
	target := d.relations[id].Target
	data, err := d.in.Part(target)
	if err != nil {
		return nil, err
	}
	doc, err := d.in.Inner(path.Base(target), data).One(d.ctx)
	if errors.Is(err, file.ErrEmpty) {
		return nil, nil
	}
	d.said = append(d.said, doc.Notes...)
	return doc.Blocks, err
}
