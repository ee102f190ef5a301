// Package sheet writes tables of figures for spreadsheets and statistics programs, as CSV or as a workbook of Excel.
package sheet

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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

// CSV writes the table with its header as the first line, and nothing before it. A text that a spreadsheet would run as a formula
// is quoted.
func (s Sheet) CSV(w io.Writer, crlf bool) error {
	out := csv.NewWriter(w)
	out.UseCRLF = crlf
	records := make([][]string, 0, len(s.Rows)+1)
	header := make([]any, len(s.Header))
	for i, name := range s.Header {
		header[i] = name
	}
	for _, row := range append([][]any{header}, s.Rows...) {
		records = append(records, Record(row))
	}
	return out.WriteAll(records)
}

// Record returns a row as CSV has it. A text that a spreadsheet would run as a formula is quoted.
func Record(row []any) []string {
	record := make([]string, len(row))
	for i, value := range row {
		record[i] = written(value)
	}
	return record
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

// InWords returns the table with the names of its columns, and the codes in them, in words of its language.
func (s Sheet) InWords() Sheet {
	lang := s.About.Lang
	s.Header, s.Rows = slices.Clone(s.Header), slices.Clone(s.Rows)
	for i, row := range s.Rows {
		s.Rows[i] = slices.Clone(row)
	}
	for i, name := range s.Header {
		if s.Asked.From <= i && i < s.Asked.To {
			continue
		}
		if heading := "export.column." + name; language.Has(heading) {
			s.Header[i] = lang.Say(heading)
		}
		for _, row := range s.Rows {
			if code, ok := row[i].(string); ok {
				row[i] = wordFor(lang, name, code)
			}
		}
	}
	return s
}

// wordFor returns what a code in a column is called; a text that is none as it is.
func wordFor(lang language.Lang, column, code string) string {
	column = strings.TrimPrefix(column, "pair_")
	switch column {
	case "level", "kind", "role", "state", "verdict", "measure", "sign", "when", "list":
		for _, sentences := range []string{"page.value.", "figures.", "comparison.", "sheet.value."} {
			if name := sentences + column + "." + code; language.Has(name) {
				return lang.Say(name)
			}
		}
	}
	return code
}

// XLSX writes a workbook, in words: a sheet with the table, its header as the first line, and one that says what it is a table of.
func (s Sheet) XLSX(w io.Writer) (err error) {
	s = s.InWords()
	b := newBook()
	defer func() { err = b.closing(err) }()
	header := make([]any, len(s.Header))
	for i, name := range s.Header {
		header[i] = name
	}
	lang := s.About.Lang
	if err := b.fill(lang.Say("sheet.data"), append([][]any{header}, s.Rows...), 0); err != nil {
		return err
	}
	if err := b.fill(lang.Say("sheet.about"), s.About.rows(), aboutWidth); err != nil {
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
