package ofd

import (
	"context"
	"encoding/xml"
	"errors"
	"slices"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// pageContent is the content of a page or a template.
type pageContent struct {
	layer
	box       rect
	templates []string // the ids of the templates that belong to the page
}

// layer is positioned text, with counts of what is not text.
type layer struct {
	glyphs  []typeset.Glyph
	unknown int
	picture bool
	images  []placed
}

// A placed is a picture of the resources, by its id, with its box on the page.
type placed struct {
	id  string
	box rect
}

func (d *layer) add(other layer) {
	d.glyphs = append(d.glyphs, other.glyphs...)
	d.unknown += other.unknown
	d.picture = d.picture || other.picture
	d.images = append(d.images, other.images...)
}

// page reads a page with its templates. Which of them is drawn on top does not matter for the text.
func (f *document) page(ctx context.Context, number int, part string) (*typeset.Page, error) {
	own, err := f.content(ctx, part)
	if err != nil {
		return nil, err
	}
	all := own.layer
	for _, id := range own.templates {
		template, err := f.template(ctx, id)
		if err != nil {
			return nil, err
		}
		all.add(template.layer)
	}
	box := own.box
	if box == (rect{}) {
		box = f.box
	}
	glyphs := slices.DeleteFunc(all.glyphs, func(g typeset.Glyph) bool { return !box.shows(g) })
	page := &typeset.Page{
		Sheet:   typeset.Sheet{Page: number, Width: box.width, Glyphs: glyphs},
		Unknown: all.unknown,
		Picture: all.picture,
	}
	if f.in.Options.Recogniser != nil && page.Picture && page.IsBare() {
		err = f.recognise(ctx, page, all.images)
	}
	return page, err
}

// shows reports whether a character lies on the page. A page without a size shows all.
func (b rect) shows(g typeset.Glyph) bool {
	return b == (rect{}) ||
		g.X >= -g.Size && g.X <= b.width+g.Size && g.Y >= -g.Size && g.Y <= b.height+g.Size
}

// template reads a template, once for all pages that use it.
func (f *document) template(ctx context.Context, id string) (pageContent, error) {
	if content, ok := f.read[id]; ok {
		return content, nil
	}
	part, ok := f.templates[id]
	if !ok {
		return pageContent{}, language.New("ofd.template", file.ErrTruncated, id)
	}
	content, err := f.content(ctx, part)
	if err == nil {
		f.read[id] = content
	}
	return content, err
}

// content reads the part of a page or template.
func (f *document) content(ctx context.Context, part string) (pageContent, error) {
	var content pageContent
	x, err := f.in.XMLPart(ctx, part)
	if err != nil {
		return content, err
	}
	if err := x.Root(); err != nil {
		return content, err
	}
	draw := pen{doc: f, x: x, to: &content.layer, by: typeset.Identity()}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Area":
			return x.Children(visit)
		case "PhysicalBox":
			box, err := x.Text()
			content.box = readRect(box)
			return err
		case "Template":
			content.templates = append(content.templates, file.Attr(e, "TemplateID"))
		case "Content":
			return x.Children(draw.object)
		}
		return nil
	}
	err = x.Children(visit)
	return content, err
}

// readDrawings reads the drawings that pages may share, and the parts of pictures, from a part with resources. The text needs no
// fonts, so a missing part is no error.
func (f *document) readDrawings(ctx context.Context, part string) error {
	x, err := f.in.XMLPart(ctx, part)
	if errors.Is(err, file.ErrNoPart) {
		return nil
	}
	if err != nil {
		return err
	}
	root, err := x.RootElement()
	if err != nil {
		return err
	}
	media := ""
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "MultiMedias":
			return x.Children(visit)
		case "MultiMedia":
			media = file.Attr(e, "ID")
			return x.Children(visit)
		case "MediaFile":
			loc, err := x.Text()
			f.media[media] = resource{part, file.Attr(root, "BaseLoc"), strings.TrimSpace(loc)}
			return err
		case "CompositeGraphicUnits":
			return x.Children(visit)
		case "CompositeGraphicUnit":
			var drawing layer
			draw := pen{doc: f, x: x, to: &drawing, by: typeset.Identity()}
			err := x.Children(draw.object)
			f.drawings[file.Attr(e, "ID")] = drawing
			return err
		}
		return nil
	}
	return x.Children(visit)
}
