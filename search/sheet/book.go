package sheet

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	aboutWidth = 24 // of the first column of the sheet about a table, in characters
	dateWidth  = 12 // of a column of dates, which would not show in less
)

// MostLinks is the number of addresses of a sheet that are links, the first of them; the others are text. Each costs as much as there are
// links before it.
const MostLinks = 5_000

// mostOfLink is the length of an address, in bytes, up to which Excel takes it as a link.
const mostOfLink = 2_079

// A book is a workbook that is written sheet by sheet.
type book struct {
	file      *excelize.File
	pages     int
	day, link int // styles of dates and links
}

func newBook() (*book, error) {
	b := &book{file: excelize.NewFile()}
	iso := "yyyy-mm-dd"
	var err error
	if b.day, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &iso}); err != nil {
		return nil, b.closing(err)
	}
	if b.link, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}}); err != nil {
		return nil, b.closing(err)
	}
	return b, nil
}

// closing closes the workbook and returns err, or else the error of that.
func (b *book) closing(err error) error {
	if closing := b.file.Close(); err == nil {
		err = closing
	}
	return err
}

// A page is a sheet that is written row by row, and ended before the next one begins.
type page struct {
	book    *book
	name    string
	stream  *excelize.StreamWriter
	columns []string // as programs know them
	rows    int
	links   int
	cut     bool // some address is no link, because there are too many
}

// page begins a sheet. With columns, its first row, which has their names in words, stays in sight.
func (b *book) page(name string, columns []string) (*page, error) {
	b.pages++
	if b.pages == 1 { // a workbook begins with one
		if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
			return nil, err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err == nil && columns != nil {
		err = stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	for i, column := range columns {
		if err == nil && column == dateColumn {
			err = stream.SetColWidth(i+1, i+1, dateWidth)
		}
	}
	return &page{book: b, name: name, stream: stream, columns: columns}, err
}

func (p *page) row(values []any) error {
	p.rows++
	row := slices.Clone(values)
	for i, value := range values {
		cell, err := excelize.CoordinatesToCellName(i+1, p.rows)
		if err != nil {
			return err
		}
		if row[i], err = p.typed(i, cell, value); err != nil {
			return err
		}
	}
	first, err := excelize.CoordinatesToCellName(1, p.rows)
	if err != nil {
		return err
	}
	return p.stream.SetRow(first, row)
}

const dateColumn = "date"

// typed returns the value of a cell as a workbook has it: an exact number as a number, a date as a date, an address as a link.
func (p *page) typed(column int, cell string, value any) (any, error) {
	var name string
	if column < len(p.columns) {
		name = p.columns[column]
	}
	switch value := value.(type) {
	case json.Number:
		return value.Float64()
	case string:
		if name == dateColumn {
			if day, err := time.Parse(time.DateOnly, value); err == nil { // the name of the column and what is no whole date stay text
				return excelize.Cell{StyleID: p.book.day, Value: day}, nil
			}
		}
		if isAddress(name, value) {
			return p.linked(cell, value)
		}
	}
	return value, nil
}

// isAddress reports whether the value of a column is an address that Excel takes as a link: url, target_url, url_before.
func isAddress(column, value string) bool {
	return slices.Contains(strings.Split(column, "_"), "url") && len(value) <= mostOfLink && (strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "http://"))
}

// linked returns an address as the value of a cell that is a link to it. The stream writes its links when it ends.
func (p *page) linked(cell, address string) (any, error) {
	if p.links == MostLinks {
		p.cut = true
		return address, nil
	}
	p.links++
	if err := p.book.file.SetCellHyperLink(p.name, cell, address, "External"); err != nil {
		return nil, err
	}
	return excelize.Cell{StyleID: p.book.link, Value: address}, nil
}

func (p *page) end() error { return p.stream.Flush() }

// fill writes a sheet whose first row names the columns, and reports whether some of its addresses are no links.
func (b *book) fill(name string, columns []string, rows [][]any) (cut bool, err error) {
	p, err := b.page(name, columns)
	if err != nil {
		return false, err
	}
	err = p.fill(rows)
	return p.cut, err
}

// about writes the sheet about a table, of whose addresses some may be no links.
func (b *book) about(a About, cut bool) error {
	p, err := b.page(a.Lang.Say("sheet.about"), nil)
	if err != nil {
		return err
	}
	if err := p.stream.SetColWidth(1, 1, aboutWidth); err != nil {
		return err
	}
	rows := a.rows()
	if cut {
		rows = append(rows, []any{a.Lang.Say("export.column.url"), a.Lang.Say("sheet.links", MostLinks)})
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
