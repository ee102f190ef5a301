package ofd

import (
	"bytes"
	"context"
	"errors"
	"path"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/picture"
	"gongbao/corpus/extract/typeset"
)

// A resource is a file of the archive: the part that names it, the folder that this part names for all, and its path.
type resource struct{ from, folder, loc string }

// recognise puts the text that is recognised in the pictures of a page in the place of its characters. A picture in a form that is
// not read leaves the page a picture, and so does one too small for a page.
func (f *document) recognise(ctx context.Context, page *typeset.Page, images []placed) error {
	if f.in.Options.Recognised != nil {
		f.in.Options.Recognised(page.Sheet.Page, len(f.pages))
	}
	var glyphs []typeset.Glyph
	for _, image := range images {
		content, err := f.image(image.id)
		if err != nil {
			return err
		}
		if !picture.Is(content) {
			continue
		}
		words, size, err := picture.Words(ctx, f.in.Options.Recogniser, bytes.NewReader(content))
		if errors.Is(err, file.ErrNoText) {
			continue
		}
		if err != nil {
			return err
		}
		for _, g := range typeset.Recognised(words, image.box.width/float64(size.X)) {
			g.X, g.Y = g.X+image.box.x, g.Y+image.box.y
			glyphs = append(glyphs, g)
		}
	}
	if len(glyphs) > 0 {
		page.Sheet.Glyphs, page.Unknown, page.Recognised = glyphs, 0, true
	}
	return nil
}

// image returns a picture of the resources, or nothing where there is none. Programs differ in whether the folder of the resources is
// part of its path.
func (f *document) image(id string) ([]byte, error) {
	m, ok := f.media[id]
	if !ok {
		return nil, nil
	}
	content, err := f.in.Part(resolve(m.from, path.Join(m.folder, m.loc)))
	if errors.Is(err, file.ErrNoPart) {
		content, err = f.in.Part(resolve(m.from, m.loc))
	}
	if errors.Is(err, file.ErrNoPart) {
		return nil, nil
	}
	return content, err
}
