package table

import (
	"context"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// XLSX is a workbook of Excel, one report a row.
var XLSX = file.Format{Name: "xlsx", Is: isXlsx, Read: readXlsx}

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
	var sheets []Sheet
	for _, name := range book.GetSheetList() {
		sheets = append(sheets, Sheet{name, worksheet(book, name)})
	}
	ReadSheets(ctx, in, sheets, yield)
}

// worksheet yields the rows of a sheet one by one, because workbooks of scraped reports are large.
func worksheet(book *excelize.File, name string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := book.Rows(name)
		if err != nil {
			yield(Row{}, workbookError(err))
			return
		}
		defer rows.Close()
		for number := 1; rows.Next(); number++ {
			cells, err := rows.Columns()
			if err != nil {
				yield(Row{Number: number}, workbookError(err))
				return
			}
			if !yield(Row{number, cells}, nil) {
				return
			}
		}
		if err := rows.Error(); err != nil {
			yield(Row{}, workbookError(err))
		}
	}
}

// fits checks the unpacked size of a workbook before unpacking, and the checksums of its parts: excelize ends a sheet at
// damage without an error.
func fits(in file.Input) error {
	archive, err := in.Archive()
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		most, over := in.Allowance(f)
		if int64(f.UncompressedSize64) > most {
			return over
		}
		if strings.HasSuffix(strings.ToLower(f.Name), ".xml") {
			if err := in.Verify(f); err != nil {
				return err
			}
		}
	}
	return nil
}

func workbookError(err error) error {
	return language.New("table.workbook", file.ErrTruncated, err)
}

func isXlsx(head []byte, in file.Input) bool { return file.IsZip(head) && in.Holds("xl/workbook.xml") }
