package odf

import (
	"encoding/xml"
	"iter"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/table"
	"gongbao/language"
)

// mostColumns is the number of columns that the programs allow.
const mostColumns = 16384

// sheetsOf reads the tables of a spreadsheet. A row that the file repeats is read once.
func sheetsOf(x *file.XML) ([]table.Sheet, error) {
	sheets := []table.Sheet{}
	err := x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "table" {
			return nil
		}
		s := &sheet{x: x, next: 1}
		err := x.Children(s.element)
		sheets = append(sheets, table.Sheet{Name: file.Attr(e, "name"), Rows: s.all()})
		return err
	})
	return sheets, err
}

// A sheet is a table being read.
type sheet struct {
	x    *file.XML
	rows []table.Row
	next int // the number of the next row
	held int // cells in rows
}

func (s *sheet) all() iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		for _, row := range s.rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (s *sheet) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "table-row":
		cells, err := s.cells()
		if cells != nil {
			s.rows = append(s.rows, table.Row{Number: s.next, Cells: cells})
			if s.held += len(cells); s.held > table.MostCells {
				return language.New("table.cells", file.ErrTooLarge, table.MostCells)
			}
		}
		s.next += max(file.AttrInt(e, "number-rows-repeated", 1), 1)
		return err
	case "table-header-rows", "table-rows", "table-row-group":
		return s.x.Children(s.element)
	}
	return nil
}

// cells reads the cells of a row up to the last that holds something.
func (s *sheet) cells() ([]string, error) {
	var cells []string
	blank := 0 // cells that have not been added yet
	err := s.x.Children(func(e xml.StartElement) error {
		text, err := s.cell(e)
		times := min(max(file.AttrInt(e, "number-columns-repeated", 1), 1), mostColumns-len(cells))
		if text == "" {
			blank = min(blank+times, mostColumns)
			return err
		}
		cells = append(cells, make([]string, blank)...)
		blank = 0
		for range times {
			cells = append(cells, text)
		}
		return err
	})
	return cells, err
}

// cell returns the text of a cell, a paragraph a line. Of a day it returns the day, whose form is the document's.
func (s *sheet) cell(e xml.StartElement) (string, error) {
	b := newBody()
	b.x, b.blanks = s.x, true
	if err := b.read(); err != nil {
		return "", err
	}
	if day := file.Attr(e, "date-value"); day != "" {
		day, _, _ = strings.Cut(day, "T")
		return day, nil
	}
	lines := make([]string, len(b.blocks))
	for i, block := range b.blocks {
		lines[i] = block.Text
	}
	return strings.Join(lines, "\n"), nil
}
