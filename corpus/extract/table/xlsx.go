package table

import (
	"cmp"
	"context"

	"github.com/xuri/excelize/v2"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// XLSX is a workbook of Excel, one report a row.
var XLSX = file.Format{Name: "xlsx", Is: isXlsx, Read: readXlsx}

// readXlsx reads the sheets of a workbook that have a column of texts, one report a row.
func readXlsx(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	if err := fits(in); err != nil {
		yield(file.Document{}, err)
		return
	}
	book, err := excelize.OpenReader(in.Stream(), excelize.Options{
		UnzipSizeLimit:    in.Options.Limits.TotalBytes,
		UnzipXMLSizeLimit: 16 * file.Megabyte, // a larger sheet goes to a temporary file, not to memory
		ShortDatePattern:  "yyyy-mm-dd",
		LongDatePattern:   "yyyy-mm-dd",
	})
	if err != nil {
		yield(file.Document{}, workbookError(err))
		return
	}
	defer book.Close()
	var seen []string
	read := 0
	names := book.GetSheetList()
	for _, name := range names {
		sheet := worksheet{book: book, name: name, several: len(names) > 1, named: in.Options.Columns, yield: yield}
		if ctx.Err() != nil || !sheet.read() {
			return
		}
		if sheet.where.hasText() {
			read++
		}
		seen = append(seen, sheet.header...)
	}
	if read == 0 {
		_, err := columnsOf(seen, in.Options.Columns)
		yield(file.Document{}, cmp.Or(err, noText(seen)))
	}
}

// fits checks the unpacked size of a workbook before unpacking.
func fits(in file.Input) error {
	archive, err := in.Archive()
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		if most, over := in.Allowance(f); int64(f.UncompressedSize64) > most {
			return over
		}
	}
	return nil
}

func workbookError(err error) error {
	return language.New("table.workbook", file.ErrTruncated, err)
}

// A worksheet is read row by row, because workbooks of scraped reports are large.
type worksheet struct {
	book    *excelize.File
	name    string
	named   map[string]string
	several bool // the workbook has more sheets, so a row's name needs the sheet's
	yield   func(file.Document, error) bool

	header []string
	where  columns
}

// read yields the sheet's rows. It returns false when reading must stop.
func (s *worksheet) read() bool {
	rows, err := s.book.Rows(s.name)
	if err != nil {
		return s.yield(file.Document{Member: s.name}, workbookError(err))
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		switch {
		case err != nil:
			return s.yield(file.Document{Member: s.member(number)}, workbookError(err))
		case s.where.hasText():
			if !isBlankRow(cells) && !s.send(cells, number) {
				return false
			}
		case !s.findHeader(cells, number):
			return true
		}
	}
	if err := rows.Error(); err != nil {
		return s.yield(file.Document{Member: s.name}, workbookError(err))
	}
	return true
}

// findHeader treats a row as the header if it names the text, and reports whether to continue. A title and a note may
// precede the header.
func (s *worksheet) findHeader(cells []string, number int) bool {
	const titleRows = 5
	if where, err := columnsOf(cells, s.named); err == nil && where.hasText() {
		s.where, s.header = where, cells
		return true
	}
	if len(s.header) < len(cells) {
		s.header = cells
	}
	return number < titleRows
}

func (s *worksheet) send(cells []string, number int) bool {
	doc := rowDocument(cells, s.where, number)
	doc.Member = s.member(number)
	return s.yield(doc, nil)
}

func (s *worksheet) member(number int) string {
	if s.several {
		return s.name + "!" + rowName(number)
	}
	return rowName(number)
}

func isXlsx(head []byte, in file.Input) bool { return file.IsZip(head) && in.Holds("xl/workbook.xml") }
