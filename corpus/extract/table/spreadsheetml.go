package table

import (
	"context"
	"encoding/xml"
	"iter"
	"strings"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// SpreadsheetML is a workbook of Excel 2002 and 2003 in one XML file, which programs save under the name xls; one report a row.
var SpreadsheetML = file.Format{Name: "excelxml", Is: isSpreadsheetML, Read: readSpreadsheetML}

func isSpreadsheetML(head []byte, in file.Input) bool {
	root, ok := in.Root(head)
	return ok && root == xml.Name{Space: "urn:schemas-microsoft-com:office:spreadsheet", Local: "Workbook"}
}

func readSpreadsheetML(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	x, notes, err := in.XML(ctx)
	if err == nil {
		err = x.Root()
	}
	var sheets []Sheet
	if err == nil {
		err = x.Children(func(e xml.StartElement) error {
			if e.Name.Local != "Worksheet" {
				return nil
			}
			rows, err := xmlRows(x)
			sheets = append(sheets, Sheet{file.Attr(e, "Name"), rows})
			return err
		})
	}
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	ReadSheets(ctx, in, sheets, noted(notes, yield))
}

// xmlRows reads the rows of a sheet. Rows and cells that are blank are left out; the next one then says its number.
func xmlRows(x *file.XML) (iter.Seq2[Row, error], error) {
	var rows []Row
	number, held := 0, 0
	err := x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "Table" {
			return nil
		}
		return x.Children(func(e xml.StartElement) error {
			if e.Name.Local != "Row" {
				return nil
			}
			number = file.AttrInt(e, "Index", number+1)
			cells, err := xmlCells(x)
			rows = append(rows, Row{number, cells})
			if held += len(cells); held > MostCells {
				return language.New("table.cells", file.ErrTooLarge, MostCells)
			}
			return err
		})
	})
	return func(yield func(Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}, err
}

func xmlCells(x *file.XML) ([]string, error) {
	const columns = 16384 // that a sheet can have
	var cells []string
	err := x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "Cell" {
			return nil
		}
		at := file.AttrInt(e, "Index", len(cells)+1) - 1
		if at < len(cells) || at >= columns {
			return language.New("table.place", file.ErrTruncated, at+1)
		}
		text, err := xmlCell(x)
		cells = append(append(cells, make([]string, at-len(cells))...), text)
		return err
	})
	return cells, err
}

// xmlCell reads the data of a cell; its comment is none of it.
func xmlCell(x *file.XML) (text string, err error) {
	err = x.Children(func(e xml.StartElement) error {
		if e.Name.Local != "Data" {
			return nil
		}
		kind := file.Attr(e, "Type")
		if text, err = x.AllText(); kind == "DateTime" {
			text, _, _ = strings.Cut(text, "T")
		}
		return err
	})
	return text, err
}
