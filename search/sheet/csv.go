package sheet

import (
	"encoding/csv"
	"io"

	"gongbao/language"
)

// A Style says how a table is written as CSV.
type Style struct {
	BOM   bool // it begins with a byte order mark, by which a spreadsheet knows UTF-8
	Words bool // its columns and codes have words of a language; else the names that programs know
	CRLF  bool // its lines end as RFC 4180 says
}

// CSV writes the table with its header as the first line, and nothing before it. A text that a spreadsheet would run as a formula
// is quoted.
func (s Sheet) CSV(w io.Writer, style Style) error {
	out, err := NewCSV(w, style, s.About.Lang, s.Header, s.Asked)
	if err != nil {
		return err
	}
	for _, row := range s.Rows {
		if err := out.Row(row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// A CSV is a table that is written row by row, as Sheet.CSV writes one.
type CSV struct {
	rows  *csv.Writer
	words *words // nil for the names that programs know
}

// NewCSV begins a table with its header. Some of its columns may be words that were asked for.
func NewCSV(w io.Writer, style Style, lang language.Lang, header []string, asked Columns) (*CSV, error) {
	if style.BOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	c := &CSV{rows: csv.NewWriter(w)}
	c.rows.UseCRLF = style.CRLF
	first := anys(header)
	if style.Words {
		c.words = newWords(lang, header, asked)
		first = c.words.header(header)
	}
	return c, c.rows.Write(record(first))
}

// Row writes a row, of values as Sheet.Rows has them.
func (c *CSV) Row(row []any) error {
	if c.words != nil {
		row = c.words.row(row)
	}
	return c.rows.Write(record(row))
}

// Flush sends the rows so far on their way.
func (c *CSV) Flush() error {
	c.rows.Flush()
	return c.rows.Error()
}

// record returns a row as CSV has it.
func record(row []any) []string {
	list := make([]string, len(row))
	for i, value := range row {
		list[i] = written(value)
	}
	return list
}
