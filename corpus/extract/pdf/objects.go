package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// objectsPerInstance is the number of objects after which a document goes on in a new instance: go-pdfium keeps some 250
// bytes for every object that it has named, until the instance is closed.
const objectsPerInstance = 200_000

// A tour visits the objects of one page before its text is read.
type tour struct {
	*document
	count   int
	picture bool // the page shows a picture
	paths   int  // the shapes drawn on it, such as letters without a font
	texts   int  // the objects of text
}

// visit visits the objects of a page, and those inside of its forms.
func (t *tour) visit(page requests.Page) error {
	count, err := t.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return err
	}
	for i := range count.Count {
		found, err := t.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return err
		}
		if err := t.object(found.PageObject); err != nil {
			return err
		}
	}
	return nil
}

func (t *tour) object(object references.FPDF_PAGEOBJECT) error {
	t.count++
	kind, err := t.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		t.texts++
		return t.widen(object)
	case enums.FPDF_PAGEOBJ_IMAGE:
		t.picture = true
	case enums.FPDF_PAGEOBJ_PATH:
		t.paths++
	case enums.FPDF_PAGEOBJ_FORM:
		return t.form(object)
	}
	return nil
}

func (t *tour) form(form references.FPDF_PAGEOBJECT) error {
	count, err := t.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: form})
	if err != nil {
		return err
	}
	for i := range count.Count {
		found, err := t.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: form, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := t.object(found.PageObject); err != nil {
			return err
		}
	}
	return nil
}

// widen gives a text without a width one. PDFium reads no text whose box has no width: a single character, or a column,
// of a font whose glyphs have no boxes, either because the font is not in the file or because the text is invisible, as
// the one that a scanner puts behind its picture. An outline of almost no width makes the box wide enough.
func (t *tour) widen(text references.FPDF_PAGEOBJECT) error {
	const (
		least = 0.02 // PDFium's limit is 0.01
		line  = 0.04
	)
	box, err := t.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: text})
	if err != nil {
		return err
	}
	if box.Right-box.Left >= least {
		return nil
	}
	_, err = t.FPDFTextObj_SetTextRenderMode(&requests.FPDFTextObj_SetTextRenderMode{PageObject: text, TextRenderMode: enums.FPDF_TEXTRENDERMODE_STROKE})
	if err != nil {
		return err
	}
	if _, err = t.FPDFPageObj_SetStrokeWidth(&requests.FPDFPageObj_SetStrokeWidth{PageObject: text, StrokeWidth: line}); err != nil {
		return err
	}
	// A transformation, be it to the same place, makes PDFium measure the box again.
	_, err = t.FPDFPageObj_Transform(&requests.FPDFPageObj_Transform{PageObject: text, Transform: structs.FPDF_FS_MATRIX{A: 1, D: 1}})
	return err
}
