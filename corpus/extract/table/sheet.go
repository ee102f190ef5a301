package table

import (
	"cmp"
	"context"
	"errors"
	"iter"

	"gongbao/corpus/extract/file"
)

// A Sheet is one table of a workbook, whatever program wrote it.
type Sheet struct {
	Name string
	// Rows yields the rows in order, blank ones or not; a pair with an error is the last one.
	Rows iter.Seq2[Row, error]
}

// A Row is a row of a table: its number as a spreadsheet shows it, from 1, and its cells as shown. With an error the number is
// 0 where the row is not known.
type Row struct {
	Number int
	Cells  []string
}

// MostCells bounds the cells of a sheet that is held in memory: one that is blank or repeated costs no room in the file.
const MostCells = 4_000_000

// ReadSheets reads the sheets that have a column of texts, one report a row. Where none has, the error names their columns.
func ReadSheets(ctx context.Context, in file.Input, sheets []Sheet, yield func(file.Document, error) bool) {
	var seen []string
	var bad error
	reports := false
	for _, s := range sheets {
		r := newReader(in.Options.Columns, s.member(len(sheets) > 1), yield)
		if ctx.Err() != nil || !s.send(r) {
			return
		}
		more, err := r.end()
		if !more {
			return
		}
		reports, bad = reports || err == nil, cmp.Or(bad, err)
		seen = append(seen, r.header...)
	}
	if reports {
		return
	}
	if _, err := columnsOf(seen, in.Options.Columns); err == nil && !errors.Is(bad, file.ErrNoReport) {
		bad = noText(seen) // the columns that the user named are there, on different sheets
	}
	yield(file.Document{}, cmp.Or(bad, noText(seen)))
}

// send sends the rows of the sheet to a reader. It returns false when reading should stop.
func (s Sheet) send(to *reader) bool {
	for row, err := range s.Rows {
		if err != nil {
			return to.fail(row.Number, err)
		}
		if !to.take(row.Cells, row.Number) {
			return true // end tells whether there is more
		}
	}
	return true
}

// member returns how a row of the sheet is called, by its number: with the sheet's name if the workbook has several, and 0 is
// the sheet itself.
func (s Sheet) member(several bool) func(number int) string {
	return func(number int) string {
		switch {
		case number == 0:
			return s.Name
		case several:
			return s.Name + "!" + rowName(number)
		}
		return rowName(number)
	}
}
