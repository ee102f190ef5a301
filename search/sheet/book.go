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
	columns []holds
	rows    int
	links   int
	cut     bool // some address is no link, because there are too many
}

// What a column holds.
type holds uint8

const (
	values holds = iota
	dates
	addresses // url, target_url, url_before
)

// holdsOf tells it from the name of the column, as programs know it.
func holdsOf(column string) holds {
	switch {
	case column == "date":
		return dates
	case slices.Contains(strings.Split(column, "_"), "url"):
		return addresses
	}
	return values
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
	p := &page{book: b, name: name, stream: stream, columns: make([]holds, len(columns))}
	for i, column := range columns {
		p.columns[i] = holdsOf(column)
		if err == nil && p.columns[i] == dates {
			err = stream.SetColWidth(i+1, i+1, dateWidth)
		}
	}
	return p, err
}

func (p *page) row(values []any) error {
	p.rows++
	row := slices.Clone(values)
	for i, value := range values {
		var err error
		if row[i], err = p.typed(i, value); err != nil {
			return err
		}
	}
	first, err := excelize.CoordinatesToCellName(1, p.rows)
	if err != nil {
		return err
	}
	return p.stream.SetRow(first, row)
}

// typed returns the value of a cell as a workbook has it: an exact number as a number, a date as a date, an address as a link.
func (p *page) typed(column int, value any) (any, error) {
	held := values
	if column < len(p.columns) {
		held = p.columns[column]
	}
	switch value := value.(type) {
	case json.Number:
		return value.Float64()
	case string:
		switch held {
		case dates:
			if day, err := time.Parse(time.DateOnly, value); err == nil { // the name of the column and what is no whole date stay text
				return excelize.Cell{StyleID: p.book.day, Value: day}, nil
			}
		case addresses:
			if isLink(value) {
				return p.linked(column, value)
			}
		}
	}
	return value, nil
}

// isLink reports whether Excel takes an address as a link.
func isLink(address string) bool {
	return len(address) <= mostOfLink && (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://"))
}

// linked returns an address as the value of a cell that is a link to it. The stream writes its links when it ends.
func (p *page) linked(column int, address string) (any, error) {
	if p.links == MostLinks {
		p.cut = true
		return address, nil
	}
	p.links++
	cell, err := excelize.CoordinatesToCellName(column+1, p.rows)
	if err != nil {
		return nil, err
	}
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
