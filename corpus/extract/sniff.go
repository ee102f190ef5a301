package extract

import (
	"bytes"
	"context"
	"fmt"
)

// A reader reads one format. Sniff looks at the first headBytes of the content, and further into in where it must.
type reader struct {
	format string
	sniff  func(head []byte, in input) bool
	read   func(ctx context.Context, in input, yield func(Document, error) bool)
}

// headBytes is how much of a file its format is told from: enough to get past the scripts at the head of a saved page.
const headBytes = 64 << 10

// readers returns the formats in the order in which they are tried: those with a signature first, plain text last.
func readers() []reader {
	return []reader{
		{"docx", isDocx, whole(readDocx)},
		{"xlsx", isXlsx, readXlsx},
		{"pdf", isPDF, whole(readPDF)},
		{"ofd", isOFD, whole(readOFD)},
		{"zip", isZip, readZip},
		{"html", isMHT, readMHT},
		{"jsonl", isJSON, readJSON},
		{"csv", isCSV, readCSV},
		{"html", isHTML, readHTML},
		{"txt", isText, readText},
	}
}

// recognise finds the reader of a file by its content.
func recognise(in input) (reader, error) {
	head, err := in.head(headBytes)
	if err != nil {
		return reader{}, err
	}
	if err := refuse(head, in); err != nil {
		return reader{}, err
	}
	for _, rd := range readers() {
		if rd.sniff(head, in) {
			return rd, nil
		}
	}
	return reader{}, fmt.Errorf("%w: its content is not text, nor any format known here; save it as docx, pdf or txt", ErrUnsupported)
}

// isZip says whether the content begins as a zip archive does, an empty one included.
func isZip(head []byte, _ input) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// isDocx goes by the folder, because some programs number the part with the text (document2.xml).
func isDocx(head []byte, in input) bool {
	return isZip(head, in) && in.holds("[Content_Types].xml") && in.holdsUnder("word/")
}

func isXlsx(head []byte, in input) bool { return isZip(head, in) && in.holds("xl/workbook.xml") }
func isOFD(head []byte, in input) bool  { return isZip(head, in) && in.holds("OFD.xml") }

// isPDF allows for the bytes that some servers put before the signature, as readers of PDF do.
func isPDF(head []byte, _ input) bool {
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
}

// whole makes a reader of a function that returns all documents at once.
func whole(read func(context.Context, input) ([]Document, error)) func(context.Context, input, func(Document, error) bool) {
	return func(ctx context.Context, in input, yield func(Document, error) bool) {
		docs, err := read(ctx, in)
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
		if err != nil {
			yield(Document{}, err)
		}
	}
}
