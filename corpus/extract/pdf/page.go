package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongbao/corpus/extract/typeset"
)

// page reads one page, counted from 0.
func (f *document) page(index int) (*typeset.Page, error) {
	loaded, err := f.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: index})
	if err != nil {
		return nil, err
	}
	defer f.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	ref := requests.Page{ByReference: &loaded.Page}
	box, err := f.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: ref})
	if err != nil {
		return nil, err
	}
	page := &typeset.Page{Sheet: typeset.Sheet{Page: index + 1, Width: float64(box.Rect.Right - box.Rect.Left)}}
	if err := f.characters(page, ref, box.Rect); err != nil {
		return nil, err
	}
	if page.IsBare() {
		page.Picture, err = f.hasPicture(ref)
	}
	return page, err
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
	for i := range min(count.Count, typeset.MaxChars+1) {
		char, err := f.character(text.TextPage, i)
		switch {
		case err != nil:
			return err
		case !char.printed || !char.inside(box):
		case char.glyph.Text == "":
			page.Unknown++
		default:
			char.glyph.Y = float64(box.Top) - char.glyph.Y
			page.Sheet.Glyphs = append(page.Sheet.Glyphs, char.glyph)
		}
	}
	return nil
}

// hasPicture reports whether a page shows a picture.
func (f *document) hasPicture(ref requests.Page) (bool, error) {
	const enough = 100 // objects; the picture of a scan is among the first
	count, err := f.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return false, err
	}
	for i := range min(count.Count, enough) {
		object, err := f.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return false, err
		}
		kind, err := f.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			return false, err
		}
		if kind.Type == enums.FPDF_PAGEOBJ_IMAGE || kind.Type == enums.FPDF_PAGEOBJ_FORM {
			return true, nil
		}
	}
	return false, nil
}
