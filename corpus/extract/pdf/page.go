package pdf

import (
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongbao/corpus/extract/typeset"
)

// drawnPaths is the number of shapes on a page that may be text without a font. The rules and bars around a text are
// fewer.
const drawnPaths = 40

// page reads one page, counted from 0.
func (f *document) page(index int) (*typeset.Page, tour, error) {
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
	return page, objects, f.characters(page, ref, box.Rect)
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
