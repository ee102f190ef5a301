package pdf

import (
	"math"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongbao/corpus/extract/typeset"
)

// A char is a character on a page of a PDF, with y pointing upwards.
type char struct {
	glyph   typeset.Glyph
	printed bool // it is in the file, and was not added by PDFium between words and lines
}

// character reads one character and its position.
func (f *document) character(text references.FPDF_TEXTPAGE, i int) (char, error) {
	code, err := f.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
	if err != nil {
		return char{}, err
	}
	if code.Unicode <= ' ' {
		added, err := f.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: i})
		if err != nil || added.IsGenerated {
			return char{}, err
		}
	}
	unmapped, err := f.isUnmapped(text, i, code.Unicode)
	if err != nil {
		return char{}, err
	}
	origin, err := f.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return char{}, err
	}
	box, err := f.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return char{}, err
	}
	size, err := f.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i})
	if err != nil {
		return char{}, err
	}
	matrix, err := f.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return char{}, err
	}
	angle := math.Atan2(-float64(matrix.Matrix.B), float64(matrix.Matrix.A))
	known := textOf(code.Unicode)
	if unmapped {
		known = ""
	}
	return char{printed: true, glyph: typeset.Glyph{
		Text:  known,
		X:     origin.X,
		Y:     origin.Y,
		Width: advance(box.Rect, angle),
		Size:  typeset.RoundSize(size.FontSize * math.Hypot(float64(matrix.Matrix.C), float64(matrix.Matrix.D))),
		Angle: angle,
	}}, nil
}

// isUnmapped reports whether the file does not say which character a code stands for: PDFium then takes the code itself.
// In the range of ASCII the code is the character more often than not.
func (f *document) isUnmapped(text references.FPDF_TEXTPAGE, i int, code uint) (bool, error) {
	if code < utf8.RuneSelf {
		return false, nil
	}
	mapping, err := f.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text, Index: i})
	if err != nil {
		return false, err
	}
	return mapping.HasUnicodeMapError, nil
}

// textOf returns the character of a code; it is empty when the file gives none.
func textOf(code uint) string {
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

// sharesGlyph reports whether a character is printed by the same glyph as the one before it: a ligature stands for two or
// three letters, and a glyph may have a replacement text.
func (c char) sharesGlyph(before char) bool {
	return c.glyph.X == before.glyph.X && c.glyph.Y == before.glyph.Y && !typeset.IsSpace(c.glyph.Text)
}

// joinTo adds a character to the glyph that prints it.
func (c char) joinTo(glyph *typeset.Glyph) {
	glyph.Text += c.glyph.Text
	if typeset.IsWide(c.glyph.Text) {
		glyph.Width += c.glyph.Width
	}
}

// inside reports whether a character lies on the printed part of the page.
func (c char) inside(box structs.FPDF_FS_RECTF) bool {
	margin := c.glyph.Size
	return c.glyph.X >= float64(box.Left)-margin && c.glyph.X <= float64(box.Right)+margin &&
		c.glyph.Y >= float64(box.Bottom)-margin && c.glyph.Y <= float64(box.Top)+margin
}

// advance returns the extent of a character along its line, given the upright box around it.
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
