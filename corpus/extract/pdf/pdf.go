// Package pdf reads PDF files with PDFium.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/typeset"
	"gongbao/language"
)

// Format is PDF.
var Format = file.Format{Name: "pdf", Is: is, Read: file.Whole(read)}

// read reads a PDF line by line, as printed. Running heads and page numbers are lines like others. One unreadable page
// makes the whole file unreadable, because a report with a hole in it would pass for the report.
func read(ctx context.Context, in file.Input) ([]file.Document, error) {
	if err := checkEnd(in); err != nil {
		return nil, err
	}
	engine, release, err := shared.instance(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	opened, err := open(engine, in)
	if err != nil {
		return nil, err
	}
	text, err := opened.read(ctx)
	if err != nil {
		return nil, err
	}
	doc, err := text.Document()
	if err != nil {
		return nil, err
	}
	return []file.Document{doc}, nil
}

// checkEnd returns an error for a file without an end: it was cut short, and PDFium would read on regardless.
func checkEnd(in file.Input) error {
	const tail = 64 << 10 // servers append data behind the end, and some pad the last block
	end := make([]byte, min(tail, in.Size))
	if _, err := in.Content.ReadAt(end, in.Size-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return language.New("read.end", file.ErrTruncated, err)
	}
	if !bytes.Contains(end, []byte("%%EOF")) && !bytes.Contains(end, []byte("startxref")) {
		return language.New("pdf.cut", file.ErrTruncated)
	}
	return nil
}

// A document is an open PDF.
type document struct {
	pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	pages int
}

func open(engine pdfium.Pdfium, in file.Input) (*document, error) {
	opened, err := engine.OpenDocument(&requests.OpenDocument{FileReader: in.Stream(), FileReaderSize: in.Size})
	if err != nil {
		return nil, openError(err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, openError(err)
	}
	switch pages := count.PageCount; {
	case pages > typeset.MaxPages:
		return nil, language.New("pdf.pages", file.ErrTooLarge, pages, typeset.MaxPages)
	case pages <= 0:
		return nil, language.New("pdf.empty", file.ErrTruncated)
	}
	return &document{Pdfium: engine, doc: opened.Document, pages: count.PageCount}, nil
}

// openError returns the error for a file that PDFium cannot open.
func openError(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return language.New("pdf.password", file.ErrEncrypted)
	case errors.Is(err, pdferrors.ErrSecurity):
		return language.New("pdf.protected", file.ErrEncrypted)
	}
	return language.New("pdf.open", file.ErrTruncated, err)
}

// read reads all pages.
func (f *document) read(ctx context.Context) (*typeset.Text, error) {
	text := &typeset.Text{Format: "PDF"}
	for i := range f.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := f.page(i)
		if err != nil {
			return nil, language.New("pdf.page", file.ErrTruncated, i+1, err)
		}
		if err := text.Add(page); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// is tolerates bytes before the signature, which some servers add and readers of PDF accept.
func is(head []byte, _ file.Input) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}
