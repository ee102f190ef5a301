// Package xls reads the workbooks of Excel 5 to 2003, and of Kingsoft's WPS under the name et.
package xls

import (
	"context"
	"iter"

	"gongbao/corpus/extract/compound"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/table"
	"gongbao/language"
)

// Format is the binary format of Excel (MS-XLS, BIFF5 and BIFF8), one report a row.
var Format = file.Format{Name: "xls", Is: is, Read: read}

// streamNames are the names of the stream with the workbook, the newer one first.
var streamNames = []string{"Workbook", "Book"}

func is(head []byte, in file.Input) bool {
	if !compound.Is(head) {
		return false
	}
	names, err := compound.Names(in)
	return err == nil && (names[streamNames[0]] || names[streamNames[1]])
}

func read(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	streams, err := compound.Streams(in, streamNames...)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	data, ok := streams[streamNames[0]]
	if !ok {
		data = streams[streamNames[1]]
	}
	book := &workbook{data: data}
	if err := book.readGlobals(); err != nil {
		yield(file.Document{}, err)
		return
	}
	var sheets []table.Sheet
	for _, s := range book.sheets {
		sheets = append(sheets, table.Sheet{Name: s.name, Rows: rowsOf(ctx, book, s)})
	}
	damaged, err := compound.Damaged(in)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	table.ReadSheets(ctx, in, sheets, func(doc file.Document, err error) bool {
		if all := damaged + book.damaged; all > 0 && err == nil {
			doc.Notes = append(doc.Notes, language.Sentence("read.note.damaged", all))
		}
		return yield(doc, err)
	})
}

// rowsOf yields the rows of a sheet, which it reads whole: cells need not stand in order.
func rowsOf(ctx context.Context, book *workbook, s sheet) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		rows, err := book.readSheet(ctx, s)
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if err != nil {
			yield(table.Row{}, err)
		}
	}
}

// broken returns the error for a workbook that contradicts itself; what names the structure for an expert.
func broken(what string) error { return compound.Broken(language.New("doc.structure", what)) }
