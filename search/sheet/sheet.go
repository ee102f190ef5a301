// Package sheet writes tables of figures for spreadsheets and statistics programs, as CSV or as a workbook of Excel.
package sheet

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"gongbao/language"
	"gongbao/search/query"
	"gongbao/search/table"
)

// MostRows is the number of rows that a sheet of a workbook takes, besides its header.
const MostRows = 1<<20 - 1

// A Sheet is a table, and what it is a table of.
type Sheet struct {
	Header []string
	// Rows are of string, int, float64, which CSV has with two digits behind the point, json.Number, which it has with all of
	// its own, or nil for a cell without a value.
	Rows  [][]any
	Asked Columns // whose names are words that were asked for
	About About
}

// Columns are those from the first to before the last.
type Columns struct{ From, To int }

// About names what a table stands on. A workbook has it in a sheet of its own.
type About struct {
	Queries    []string
	Filters    []query.Node
	ReadAs     string // how the query was read; empty where nothing is to be said of it
	Total      string // what it finds
	Coverage   string
	Definition string
	Version    string // of the index
	Time       string // when the table was made
	Lang       language.Lang
}

func written(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(value, 'f', 2, 64)
	case json.Number:
		return value.String()
	case string:
		safe, _ := table.Cell(value)
		return safe
	}
	return fmt.Sprint(value)
}

// XLSX writes a workbook, in words: a sheet with the table, its header as the first line, and one that says what it is a table of. Dates
// are dates there, and addresses links.
func (s Sheet) XLSX(w io.Writer) (err error) {
	b, err := newBook()
	if err != nil {
		return err
	}
	defer func() { err = b.closing(err) }()
	lang := s.About.Lang
	words := newWords(lang, s.Header, s.Asked)
	rows := [][]any{words.header(s.Header)}
	for _, row := range s.Rows {
		rows = append(rows, words.row(row))
	}
	cut, err := b.fill(lang.Say("sheet.data"), words.columns, rows)
	if err != nil {
		return err
	}
	if err := b.about(s.About, cut); err != nil {
		return err
	}
	return b.file.Write(w)
}

// rows are what the sheet about the table says, a name and a value in each.
func (a About) rows() [][]any {
	rows := [][]any{}
	add := func(name, value string) { rows = append(rows, []any{a.Lang.Say("sheet." + name), value}) }
	for _, q := range a.Queries {
		add("query", q)
	}
	for _, f := range a.Filters {
		add("filter", query.Print(f))
	}
	for _, named := range []struct{ name, value string }{{"read", a.ReadAs}, {"total", a.Total}, {"coverage", a.Coverage}, {"definition", a.Definition}} {
		if named.value != "" {
			add(named.name, named.value)
		}
	}
	add("version", a.Version)
	add("time", a.Time)
	return rows
}
