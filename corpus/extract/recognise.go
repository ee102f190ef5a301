package extract

import (
	"gongbao/corpus/extract/docx"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/ofd"
	"gongbao/corpus/extract/pdf"
	"gongbao/corpus/extract/plain"
	"gongbao/corpus/extract/table"
	"gongbao/corpus/extract/web"
	"gongbao/language"
)

// formats returns the formats in the order of recognition: those with a signature first, plain text last. A new format
// is a package with a file.Format, and a line here.
func formats() []file.Format {
	return []file.Format{
		docx.Format,
		table.XLSX,
		pdf.Format,
		ofd.Format,
		{Name: "zip", Is: isZip, Read: readZip},
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
	return file.Format{}, language.New("refuse.unknown", file.ErrUnsupported)
}
