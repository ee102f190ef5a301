package table

import (
	"cmp"
	"context"
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

// ReadSheets reads the sheets that have a column of texts, one report a row. Where none has, the error names their columns.
func ReadSheets(ctx context.Context, in file.Input, sheets []Sheet, yield func(file.Document, error) bool) {
	var seen []string
	read := 0
	for _, s := range sheets {
		r := &sheetReader{name: s.Name, several: len(sheets) > 1, named: in.Options.Columns, yield: yield}
		if ctx.Err() != nil || !r.read(s.Rows) {
			return
		}
		if r.where.hasText() {
			read++
		}
		seen = append(seen, r.header...)
	}
	if read == 0 {
		_, err := columnsOf(seen, in.Options.Columns)
		yield(file.Document{}, cmp.Or(err, noText(seen)))
	}
}

// A sheetReader reads one sheet.
type sheetReader struct {
	name    string
	several bool // the workbook has more sheets, so a row's name needs the sheet's
	named   map[string]string
	yield   func(file.Document, error) bool

	header []string
	where  columns
}

// read yields the sheet's rows. It returns false when reading must stop.
func (s *sheetReader) read(rows iter.Seq2[Row, error]) bool {
	for row, err := range rows {
		switch {
		case err != nil:
			return s.yield(file.Document{Member: s.member(row.Number)}, err)
		case s.where.hasText():
			if !isBlankRow(row.Cells) && !s.send(row) {
				return false
			}
		case !s.findHeader(row):
			return true
		}
	}
	return true
}

// findHeader treats a row as the header if it names the text, and reports whether to continue. A title and a note may
// precede the header.
func (s *sheetReader) findHeader(row Row) bool {
	const titleRows = 5
	if where, err := columnsOf(row.Cells, s.named); err == nil && where.hasText() {
		s.where, s.header = where, row.Cells
		return true
	}
	if len(s.header) < len(row.Cells) {
		s.header = row.Cells
	}
	return row.Number < titleRows
}

func (s *sheetReader) send(row Row) bool {
	doc := rowDocument(row.Cells, s.where, row.Number)
	doc.Member = s.member(row.Number)
	return s.yield(doc, nil)
}

func (s *sheetReader) member(number int) string {
	switch {
	case number == 0:
		return s.name
	case s.several:
		return s.name + "!" + rowName(number)
	}
	return rowName(number)
}
