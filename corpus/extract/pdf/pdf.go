// Package pdf reads PDF files with PDFium.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"

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
	all := contents{Text: typeset.Text{Format: "PDF"}}
	for page, pages := 0, 1; page < pages; {
		var err error
		if page, pages, err = readSome(ctx, in, &all, page); err != nil {
			return nil, err
		}
	}
	streams, err := surveyOf(ctx, in)
	if err != nil {
		return nil, err
	}
	doc, err := all.document(streams)
	if err != nil {
		return nil, err
	}
	return []file.Document{doc}, nil
}

// contents is what the pages of a file hold.
type contents struct {
	typeset.Text
	title string   // among the file's properties
	texts int      // the objects of text on them
	empty []string // the numbers of the pages without any object
}

// document returns the text of the pages, with notes on what the file's streams show to be missing.
func (c *contents) document(streams survey) (file.Document, error) {
	doc, err := c.Text.Document()
	doc.AddField("title", c.title)
	switch {
	case err != nil && streams.damaged > 0:
		return doc, language.New("pdf.damaged", file.ErrTruncated, streams.damaged)
	case err != nil:
		return doc, err
	case streams.damaged > 0:
		doc.Notes = append(doc.Notes, language.Sentence("read.note.damaged", streams.damaged))
	case len(c.empty) > 0 && streams.texts > c.texts:
		doc.Notes = append(doc.Notes, language.Sentence("read.note.empty", c.empty))
	}
	return doc, nil
}

// readSome adds the pages from one on, counted from 0, until the instance has named many objects. It returns the page to
// go on with and the number of pages.
func readSome(ctx context.Context, in file.Input, to *contents, from int) (next, pages int, err error) {
	engine, release, err := shared.instance(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer release()
	opened, err := open(engine, in)
	if err != nil {
		return 0, 0, err
	}
	if from == 0 {
		to.title = opened.title()
	}
	for next = from; next < opened.pages && opened.objects < objectsPerInstance; next++ {
		if err := opened.read(ctx, to, next); err != nil {
			return 0, 0, err
		}
	}
	return next, opened.pages, nil
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
	doc     references.FPDF_DOCUMENT
	pages   int
	objects int // that have been visited
	options file.Options
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
	return &document{Pdfium: engine, doc: opened.Document, pages: count.PageCount, options: in.Options}, nil
}

// title returns the title among the file's properties. The library reports the lack of any as an error.
func (f *document) title() string {
	property, err := f.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.doc, Tag: "Title"})
	if err != nil {
		return ""
	}
	return property.Value
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

// read adds a page, counted from 0, to the contents.
func (f *document) read(ctx context.Context, to *contents, index int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	page, objects, err := f.page(ctx, index)
	if err != nil {
		return language.New("pdf.page", file.ErrTruncated, index+1, err)
	}
	if objects.count == 0 {
		to.empty = append(to.empty, strconv.Itoa(index+1))
	}
	to.texts += objects.texts
	f.objects += objects.count
	return to.Add(page)
}

// is tolerates bytes before the signature, which some servers add and readers of PDF accept.
func is(head []byte, _ file.Input) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}
