package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// readPDF reads a PDF line by line, as it is printed. Running heads and page numbers are lines like others. A page that
// cannot be read makes the whole file unreadable, because a report with a hole in it would be taken for the report.
func readPDF(ctx context.Context, in input) ([]Document, error) {
	if err := checkPDFEnd(in); err != nil {
		return nil, err
	}
	engine, release, err := pdfs.instance(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	file, err := openPDF(engine, in)
	if err != nil {
		return nil, err
	}
	text, err := file.read(ctx)
	if err != nil {
		return nil, err
	}
	doc, err := text.document()
	if err != nil {
		return nil, err
	}
	return []Document{doc}, nil
}

// checkPDFEnd tells a file that was cut short by its missing end. PDFium would read on from what is left.
func checkPDFEnd(in input) error {
	const tail = 64 << 10 // what follows the end was appended by servers, or fills the last block
	end := make([]byte, min(tail, in.size))
	if _, err := in.r.ReadAt(end, in.size-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: it cannot be read to its end (%w); fetch it again", ErrTruncated, err)
	}
	if !bytes.Contains(end, []byte("%%EOF")) && !bytes.Contains(end, []byte("startxref")) {
		return fmt.Errorf("%w: the PDF has no end; fetch it again", ErrTruncated)
	}
	return nil
}

// A pdfFile is an open PDF.
type pdfFile struct {
	pdfium.Pdfium
	doc   references.FPDF_DOCUMENT
	pages int
}

func openPDF(engine pdfium.Pdfium, in input) (*pdfFile, error) {
	opened, err := engine.OpenDocument(&requests.OpenDocument{FileReader: in.stream(), FileReaderSize: in.size})
	if err != nil {
		return nil, pdfError(err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, pdfError(err)
	}
	switch pages := count.PageCount; {
	case pages > printedPages:
		return nil, fmt.Errorf("%w: the PDF has %d pages and the limit is %d; split it", ErrTooLarge, pages, printedPages)
	case pages <= 0:
		return nil, fmt.Errorf("%w: the PDF has no pages; fetch it again", ErrTruncated)
	}
	return &pdfFile{Pdfium: engine, doc: opened.Document, pages: count.PageCount}, nil
}

// pdfError says what is wrong with a file that PDFium cannot open.
func pdfError(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return fmt.Errorf("%w: the PDF asks for a password; save it without one", ErrEncrypted)
	case errors.Is(err, pdferrors.ErrSecurity):
		return fmt.Errorf("%w: the PDF is protected in a way that is not known here; print it to a new PDF", ErrEncrypted)
	}
	return fmt.Errorf("%w: the PDF cannot be opened (%w); fetch it again", ErrTruncated, err)
}

// read reads all pages.
func (f *pdfFile) read(ctx context.Context) (*printedText, error) {
	text := &printedText{format: "PDF"}
	for i := range f.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := f.page(i)
		if err != nil {
			return nil, fmt.Errorf("%w: page %d of the PDF cannot be read (%w); fetch it again", ErrTruncated, i+1, err)
		}
		if err := text.add(page); err != nil {
			return nil, err
		}
	}
	return text, nil
}
