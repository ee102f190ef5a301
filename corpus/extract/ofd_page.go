package extract

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
)

// An ofdContent is what a page or a template draws.
type ofdContent struct {
	ofdDrawing
	box       ofdBox
	templates []string // the ids of the templates that belong to the page
}

// An ofdDrawing is text at its place, with what else is told of a page.
type ofdDrawing struct {
	glyphs  []glyph
	unknown int
	picture bool
}

func (d *ofdDrawing) add(other ofdDrawing) {
	d.glyphs = append(d.glyphs, other.glyphs...)
	d.unknown += other.unknown
	d.picture = d.picture || other.picture
}

// page reads a page with its templates. Which of them is drawn over the other matters to the eye alone.
func (f *ofdFile) page(ctx context.Context, number int, part string) (*printedPage, error) {
	own, err := f.content(ctx, part)
	if err != nil {
		return nil, err
	}
	all := own.ofdDrawing
	for _, id := range own.templates {
		template, err := f.template(ctx, id)
		if err != nil {
			return nil, err
		}
		all.add(template.ofdDrawing)
	}
	box := own.box
	if box == (ofdBox{}) {
		box = f.box
	}
	glyphs := slices.DeleteFunc(all.glyphs, func(g glyph) bool { return !box.shows(g) })
	return &printedPage{
		sheet:   sheet{page: number, width: box.width, glyphs: glyphs},
		unknown: all.unknown,
		picture: all.picture,
	}, nil
}

// shows says whether a character stands on the page. A page that does not say its size shows all.
func (b ofdBox) shows(g glyph) bool {
	return b == (ofdBox{}) ||
		g.x >= -g.size && g.x <= b.width+g.size && g.y >= -g.size && g.y <= b.height+g.size
}

// template reads a template, once for all the pages that have it.
func (f *ofdFile) template(ctx context.Context, id string) (ofdContent, error) {
	if content, ok := f.read[id]; ok {
		return content, nil
	}
	part, ok := f.templates[id]
	if !ok {
		return ofdContent{}, fmt.Errorf("%w: the OFD has no template %s, which a page names; fetch it again", ErrTruncated, id)
	}
	content, err := f.content(ctx, part)
	if err == nil {
		f.read[id] = content
	}
	return content, err
}

// content reads the part of a page or template.
func (f *ofdFile) content(ctx context.Context, part string) (ofdContent, error) {
	var content ofdContent
	x, err := f.in.xmlPart(ctx, part)
	if err != nil {
		return content, err
	}
	if _, err := x.root(); err != nil {
		return content, err
	}
	draw := ofdPen{file: f, x: x, to: &content.ofdDrawing, by: identity()}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Area":
			return x.children(visit)
		case "PhysicalBox":
			box, err := x.text()
			content.box = readOFDBox(box)
			return err
		case "Template":
			content.templates = append(content.templates, attr(e, "TemplateID"))
		case "Content":
			return x.children(draw.object)
		}
		return nil
	}
	err = x.children(visit)
	return content, err
}

// readDrawings reads the drawings that pages may repeat, from a part with resources. Others than drawings (fonts,
// pictures) are not needed for the text, and neither is a part that was left out with them.
func (f *ofdFile) readDrawings(ctx context.Context, part string) error {
	x, err := f.in.xmlPart(ctx, part)
	if errors.Is(err, errNoPart) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := x.root(); err != nil {
		return err
	}
	var visit func(xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "CompositeGraphicUnits":
			return x.children(visit)
		case "CompositeGraphicUnit":
			var drawing ofdDrawing
			draw := ofdPen{file: f, x: x, to: &drawing, by: identity()}
			err := x.children(draw.object)
			f.drawings[attr(e, "ID")] = drawing
			return err
		}
		return nil
	}
	return x.children(visit)
}
