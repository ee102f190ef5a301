package pdf

import (
	"context"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongbao/corpus/extract/typeset"
)

// drawnPaths is the number of shapes on a page that may be text without a font. The rules and bars around a text are
// fewer.
const drawnPaths = 40

// page reads one page, counted from 0. A page that is a picture is recognised, if the options say how.
func (f *document) page(ctx context.Context, index int) (*typeset.Page, tour, error) {
	objects := tour{document: f}
	loaded, err := f.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: index})
	if err != nil {
		return nil, objects, err
	}
	defer f.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	ref := requests.Page{ByReference: &loaded.Page}
	box, err := f.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: ref})
	if err != nil {
		return nil, objects, err
	}
	if err := objects.visit(ref); err != nil {
		return nil, objects, err
	}
	page := &typeset.Page{
		Sheet:   typeset.Sheet{Page: index + 1, Width: float64(box.Rect.Right - box.Rect.Left)},
		Picture: objects.picture || objects.paths >= drawnPaths,
	}
	if err := f.characters(page, ref, box.Rect); err != nil {
		return nil, objects, err
	}
	if f.options.Recogniser != nil && page.Picture && page.IsBare() {
		err = f.recognise(ctx, page, ref)
	}
	return page, objects, err
}

// recognise puts the text that is recognised in the picture of a page in the place of its characters.
func (f *document) recognise(ctx context.Context, page *typeset.Page, ref requests.Page) error {
	const (
		dpi   = 200      // fax and scan; more takes longer and finds no more
		point = 1 / 72.0 // of an inch
	)
	if f.options.Recognised != nil {
		f.options.Recognised(page.Sheet.Page, f.pages)
	}
	drawn, err := f.RenderPageInDPI(&requests.RenderPageInDPI{Page: ref, DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return err
	}
	defer drawn.Cleanup()
	words, err := f.options.Recogniser.Recognise(ctx, drawn.Result.RenderedImage, dpi)
	if err != nil {
		return err
	}
	if glyphs := typeset.Recognised(words, 1/(dpi*point)); len(glyphs) > 0 {
		page.Sheet.Glyphs, page.Unknown, page.Recognised = glyphs, 0, true
	}
	return nil
}

// characters reads the characters inside the printed box of a page.
func (f *document) characters(page *typeset.Page, ref requests.Page, box structs.FPDF_FS_RECTF) error {
	text, err := f.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: ref})
	if err != nil {
		return err
	}
	defer f.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := f.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return err
	}
	var last char
	for i := range min(count.Count, typeset.MaxChars+1) {
		char, err := f.character(text.TextPage, i)
		switch {
		case err != nil:
			return err
		case !char.printed || !char.inside(box):
		case char.glyph.Text == "":
			page.Unknown++
		case last.printed && char.sharesGlyph(last):
			glyphs := page.Sheet.Glyphs
			char.joinTo(&glyphs[len(glyphs)-1])
			continue
		default:
			glyph := char.glyph
			glyph.Y = float64(box.Top) - glyph.Y
			page.Sheet.Glyphs = append(page.Sheet.Glyphs, glyph)
			last = char
			continue
		}
		last.printed = false
	}
	return nil
}
