package extract

import (
	"math"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// A pdfChar is a character on a page of a PDF, where y grows upwards.
type pdfChar struct {
	glyph   glyph
	printed bool // it stands in the file, and was not added by PDFium between words and lines
}

// character reads one character, and where it stands.
func (f *pdfFile) character(text references.FPDF_TEXTPAGE, i int) (pdfChar, error) {
	code, err := f.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
	if err != nil {
		return pdfChar{}, err
	}
	if code.Unicode <= ' ' {
		added, err := f.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: i})
		if err != nil || added.IsGenerated {
			return pdfChar{}, err
		}
	}
	origin, err := f.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return pdfChar{}, err
	}
	box, err := f.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return pdfChar{}, err
	}
	size, err := f.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i})
	if err != nil {
		return pdfChar{}, err
	}
	matrix, err := f.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return pdfChar{}, err
	}
	angle := math.Atan2(-float64(matrix.Matrix.B), float64(matrix.Matrix.A))
	return pdfChar{printed: true, glyph: glyph{
		text:  pdfRune(code.Unicode),
		x:     origin.X,
		y:     origin.Y,
		width: advance(box.Rect, angle),
		size:  roundSize(size.FontSize * math.Hypot(float64(matrix.Matrix.C), float64(matrix.Matrix.D))),
		angle: angle,
	}}, nil
}

// pdfRune is a character by its code; empty when the file gives it none.
func pdfRune(code uint) string {
	const lineHyphen = 2 // PDFium's mark for a hyphen at the end of a line
	switch {
	case code == lineHyphen:
		return "-"
	case code == 0, code > utf8.MaxRune, !utf8.ValidRune(rune(code)), rune(code) == utf8.RuneError:
		return ""
	case code < ' ':
		return " "
	}
	return string(rune(code))
}

// inside says whether a character stands on the part of the page that is printed.
func (c pdfChar) inside(box structs.FPDF_FS_RECTF) bool {
	margin := c.glyph.size
	return c.glyph.x >= float64(box.Left)-margin && c.glyph.x <= float64(box.Right)+margin &&
		c.glyph.y >= float64(box.Bottom)-margin && c.glyph.y <= float64(box.Top)+margin
}

// advance is how far a character reaches along its line, from the upright box around it.
func advance(box structs.FPDF_FS_RECTF, angle float64) float64 {
	wide, high := math.Abs(float64(box.Right-box.Left)), math.Abs(float64(box.Top-box.Bottom))
	sin, cos := math.Sincos(angle)
	sin, cos = math.Abs(sin), math.Abs(cos)
	const upright = 0.02 // the sine of a degree
	if min(sin, cos) < upright {
		return wide*cos + high*sin
	}
	return (wide + high) / (2 * (sin + cos)) // of a square, as Chinese characters are
}

// roundSize makes equal what differs by the arithmetic of printers only.
func roundSize(size float64) float64 {
	return math.Round(size*10) / 10
}
