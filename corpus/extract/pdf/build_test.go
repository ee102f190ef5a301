package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A pdfBuild makes a PDF out of pages of drawing operators.
type pdfBuild struct {
	pages   []string
	form    string // operators that the pages draw with /X1 Do
	trailer string // entries that go into the trailer
	info    string // the entries of the file's properties
	rotate  int
	packed  bool // the streams are compressed
}

// show is the operators that print text at a place in a size. The font is one that readers have, by Unicode code.
func show(x, y, size float64, text string) string {
	var code strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&code, "%04X", unit)
	}
	return fmt.Sprintf("BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n", size, x, y, code.String())
}

// apart is the operators that print text at a place in a size, each character for itself and without a mark on the paper, as in
// the layer behind a scan. A line runs to the right or down.
func apart(x, y, size float64, down bool, text string) string {
	var operators strings.Builder
	for i, r := range []rune(text) {
		step := float64(i) * size
		if down {
			operators.WriteString("3 Tr " + show(x, y-step, size, string(r)))
		} else {
			operators.WriteString("3 Tr " + show(x+step, y, size, string(r)))
		}
	}
	return operators.String()
}

// picture is the operators that draw a picture of one pixel over the page.
const picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"

// stream is the object of a stream with some entries.
func (b pdfBuild) stream(entries, content string) string {
	if b.packed {
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write([]byte(content))
		w.Close()
		entries, content = entries+" /Filter /FlateDecode", packed.String()
	}
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(content), content)
}

// bytes writes the file: catalogue, pages, fonts (F1 by Unicode, F2 the same in columns, F3 Latin with a ligature at 200), a form,
// then for each page its entry and its content.
func (b pdfBuild) bytes() []byte {
	const resources = `/Resources << /Font << /F1 3 0 R /F2 6 0 R /F3 7 0 R >> /XObject << /X1 8 0 R >> >>`
	objects := []string{
		`<< /Type /Catalog /Pages 2 0 R >>`,
		"", // the list of pages
		`<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>`,
		`<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 5 0 R >>`,
		`<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
		`<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [4 0 R] >>`,
		`<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [200 /ffi] >> >>`,
		b.stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] "+resources, b.form),
	}
	var kids []string
	for _, content := range b.pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf(`<< /Type /Page /Parent 2 0 R /Rotate %d /MediaBox [0 0 595 842] %s /Contents %d 0 R >>`, b.rotate, resources, n+1),
			b.stream("", content))
	}
	objects[1] = fmt.Sprintf(`<< /Type /Pages /Count %d /Kids [%s] >>`, len(kids), strings.Join(kids, " "))
	if b.info != "" {
		objects = append(objects, "<< "+b.info+" >>")
		b.trailer += fmt.Sprintf(" /Info %d 0 R", len(objects))
	}
	return writePDF(objects, b.trailer)
}

func writePDF(objects []string, trailer string) []byte {
	var file bytes.Buffer
	file.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = file.Len()
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&file, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&file, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return file.Bytes()
}
