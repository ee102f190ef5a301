package extract

import (
	"gongbao/corpus/extract/doc"
	"gongbao/corpus/extract/docx"
	"gongbao/corpus/extract/epub"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/mail"
	"gongbao/corpus/extract/odf"
	"gongbao/corpus/extract/ofd"
	"gongbao/corpus/extract/pdf"
	"gongbao/corpus/extract/picture"
	"gongbao/corpus/extract/plain"
	"gongbao/corpus/extract/rtf"
	"gongbao/corpus/extract/slides"
	"gongbao/corpus/extract/table"
	"gongbao/corpus/extract/web"
	"gongbao/corpus/extract/xls"
	"gongbao/language"
)

// formats returns the formats in the order of recognition: those with a signature first, plain text last. A new format
// is a package with a file.Format, and a line here.
func formats() []file.Format {
	return []file.Format{
		docx.Format,
		doc.Format,
		xls.Format,
		table.XLSX,
		slides.Format,
		odf.Text,
		odf.Sheets,
		odf.Slides,
		epub.Format,
		ofd.Format,
		rtf.Format,
		pdf.Format,
		picture.Format,
		slides.Flat,
		docx.Flat,
		odf.Flat,
		table.SpreadsheetML,
		table.Page,
		{Name: "zip", Is: isZip, Read: readZip},
		{Name: "xml", Is: isXML, Read: refuseXML},
		mail.Format,
		web.MHT,
		table.JSON,
		table.CSV,
		web.HTML,
		plain.Format,
	}
}

// recognise finds the reader of a file by the file's content.
func recognise(in file.Input) (file.Format, error) {
	head, err := in.Head(file.HeadBytes)
	if err != nil {
		return file.Format{}, err
	}
	if err := refuse(head, in); err != nil {
		return file.Format{}, err
	}
	for _, rd := range formats() {
		if rd.Is(head, in) {
			return rd, nil
		}
	}
	if plain.IsGarbled(head, in) {
		return file.Format{}, language.New("refuse.garbled", file.ErrUnsupported)
	}
	return file.Format{}, language.New("refuse.unknown", file.ErrUnsupported)
}
