package sheet

import (
	"encoding/json"
	"slices"

	"github.com/xuri/excelize/v2"
)

// aboutWidth is the width of the first column of the sheet about a table, in characters.
const aboutWidth = 24

// A book is a workbook that is written sheet by sheet.
type book struct {
	file  *excelize.File
	pages int
}

func newBook() *book { return &book{file: excelize.NewFile()} }

// closing closes the workbook and returns err, or else the error of that.
func (b *book) closing(err error) error {
	if closing := b.file.Close(); err == nil {
		err = closing
	}
	return err
}

// A page is a sheet that is written row by row, and ended before the next one begins.
type page struct {
	stream *excelize.StreamWriter
	rows   int
}

// page begins a sheet. Its first row, which has the names of the columns, stays in sight if it is a header.
func (b *book) page(name string, header bool) (*page, error) {
	b.pages++
	if b.pages == 1 { // a workbook begins with one
		if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
			return nil, err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err == nil && header {
		err = stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	return &page{stream: stream}, err
}

func (p *page) row(values []any) error {
	p.rows++
	cell, err := excelize.CoordinatesToCellName(1, p.rows)
	if err != nil {
		return err
	}
	if values, err = numbers(values); err != nil {
		return err
	}
	return p.stream.SetRow(cell, values)
}

// numbers returns a row with its exact numbers as a workbook has them.
func numbers(row []any) ([]any, error) {
	for i, value := range row {
		if exact, ok := value.(json.Number); ok {
			number, err := exact.Float64()
			if err != nil {
				return nil, err
			}
			row = slices.Clone(row)
			row[i] = number
		}
	}
	return row, nil
}

func (p *page) end() error { return p.stream.Flush() }

// fill writes a sheet whose first row is its header.
func (b *book) fill(name string, rows [][]any) error {
	p, err := b.page(name, true)
	if err != nil {
		return err
	}
	return p.fill(rows)
}

// about writes the sheet about a table.
func (b *book) about(name string, rows [][]any) error {
	p, err := b.page(name, false)
	if err != nil {
		return err
	}
	if err := p.stream.SetColWidth(1, 1, aboutWidth); err != nil {
		return err
	}
	return p.fill(rows)
}

// fill writes all rows.
func (p *page) fill(rows [][]any) error {
	for _, row := range rows {
		if err := p.row(row); err != nil {
			return err
		}
	}
	return p.end()
}
