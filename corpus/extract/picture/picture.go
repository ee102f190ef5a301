// Package picture reads the pictures of pages, by a program that recognises text.
package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // registers its decoder
	_ "image/png"
	"io"

	_ "golang.org/x/image/bmp"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// Format is a picture in PNG, JPEG, BMP or TIFF; one in TIFF may have several pages.
var Format = file.Format{Name: "picture", Is: func(head []byte, _ file.Input) bool { return Is(head) }, Read: file.Whole(read)}

// Is reports whether the head is that of a picture in a format that is read.
func Is(head []byte) bool {
	for _, sign := range []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", littleTIFF, bigTIFF} {
		if bytes.HasPrefix(head, []byte(sign)) {
			return true
		}
	}
	const sizes = 14 // of the headers of a bitmap; a text may begin with BM
	return bytes.HasPrefix(head, []byte("BM")) && len(head) > sizes && bytes.Equal(head[6:10], make([]byte, 4))
}

const (
	mostPixels  = 100_000_000 // of a page; A3 at 600 dpi has 70 million
	leastPixels = 500         // of the shorter side of a page; icons and photographs of a web page are smaller
	pageInches  = 8.27        // the shorter side of A4
)

// read recognises the text of every page. Pictures are for it only where the options say how.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	pages, err := pagesOf(in)
	if err != nil {
		return nil, err
	}
	text := typeset.Text{Format: "picture"}
	some := false
	for i, page := range pages {
		if in.Options.Recognised != nil {
			in.Options.Recognised(i+1, len(pages))
		}
		recognised, err := recognise(ctx, in, page, i+1)
		if err != nil {
			return nil, err
		}
		if err := text.Add(recognised); err != nil {
			return nil, err
		}
		some = some || recognised.Recognised
	}
	if !some {
		return nil, language.New("picture.none", file.ErrNoText)
	}
	doc, err := text.Document()
	if err != nil {
		return nil, err
	}
	return []file.Document{doc}, nil
}

// recognise reads one page, with its number from 1.
func recognise(ctx context.Context, in file.Input, content io.ReadSeeker, number int) (*typeset.Page, error) {
	words, size, err := Words(ctx, in.Options.Recogniser, content)
	if err != nil {
		return nil, err
	}
	const point = 1 / 72.0 // of an inch
	scale := 1 / (dpiOf(size) * point)
	page := &typeset.Page{Sheet: typeset.Sheet{Page: number, Width: float64(size.X) * scale}, Picture: true}
	if glyphs := typeset.Recognised(words, scale); len(glyphs) > 0 {
		page.Sheet.Glyphs, page.Recognised = glyphs, true
	}
	return page, nil
}

// Words returns the words that a recogniser finds in a picture of a page, and the picture's size in pixels. The error wraps
// file.ErrNoText for a picture that is too small for a page.
func Words(ctx context.Context, by file.Recogniser, content io.ReadSeeker) ([]file.Word, image.Point, error) {
	form, _, err := image.DecodeConfig(content)
	size := image.Pt(form.Width, form.Height)
	switch {
	case err != nil:
		return nil, size, broken(err)
	case int64(size.X)*int64(size.Y) > mostPixels:
		return nil, size, language.New("picture.large", file.ErrTooLarge, size.X, size.Y)
	case min(size.X, size.Y) < leastPixels:
		return nil, size, language.New("picture.small", file.ErrNoText, size.X, size.Y)
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return nil, size, err
	}
	drawn, _, err := image.Decode(content)
	if err != nil {
		return nil, size, broken(err)
	}
	words, err := by.Recognise(ctx, drawn, int(dpiOf(size)))
	return words, size, err
}

// dpiOf returns the pixels to an inch. Most programs that write pictures do not know how large the paper was: it is taken for A4.
func dpiOf(size image.Point) float64 { return float64(min(size.X, size.Y)) / pageInches }

// broken returns the error for a picture that cannot be decoded.
func broken(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return language.New("read.end", file.ErrTruncated, err)
	}
	return language.New("picture.broken", file.ErrTruncated, err)
}
