package table

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strings"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/plain"
	"gongbao/language"
)

// CSV is a table of values set apart by commas, tabs or other marks, with a report a row.
var CSV = file.Format{Name: "csv", Is: isCSV, Read: readCSV}

// isCSV reports whether the content is a table whose header names a column of texts, or is called one.
func isCSV(head []byte, in file.Input) bool {
	text := in.HeadText(head)
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".csv", ".tsv":
		return plain.IsText(head, in)
	}
	header, err := NewCSV(strings.NewReader(text), text).Read()
	if err != nil || len(header) < 2 {
		return false
	}
	// The first line of a text may have commas and one of the usual names among them; a header has nothing but names.
	const longest = 60 // bytes, 20 characters
	known := 0
	for _, name := range header {
		if len(name) > longest {
			return false
		}
		if field, _ := file.FieldOf(name); field != "" {
			known++
		}
	}
	where, err := columnsOf(header, in.Options.Columns)
	return err == nil && where.theText() && known > 1
}

// NewCSV returns a reader of a table as people write them: quotes where they please and rows of any length. head is the
// beginning of what r holds, with at least the first line.
func NewCSV(r io.Reader, head string) *csv.Reader {
	table := csv.NewReader(r)
	table.Comma = delimiter(head)
	table.LazyQuotes = true
	table.FieldsPerRecord = -1
	return table
}

// delimiter is the mark that a table's first line has most of.
func delimiter(head string) rune {
	header, _, _ := strings.Cut(head, "\n")
	best, most := ',', 0
	for _, mark := range ",\t;|，" {
		if n := strings.Count(header, string(mark)); n > most {
			best, most = mark, n
		}
	}
	return best
}

// readCSV reads one report a row, row by row.
func readCSV(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	content, head, err := decodedStream(in)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	table := NewCSV(content, head)
	header, err := table.Read()
	if err != nil {
		yield(file.Document{}, language.New("table.header", file.ErrTruncated, err))
		return
	}
	where, err := columnsOf(header, in.Options.Columns)
	if err == nil && !where.theText() {
		err = noText(header)
	}
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	csvRows(table, where, yield)
}

func csvRows(table *csv.Reader, where columns, yield func(file.Document, error) bool) {
	for number := 2; ; number++ {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			// After a broken quote there is no telling where the next row begins.
			yield(file.Document{Member: rowName(number)}, language.New("table.row", file.ErrTruncated, err))
			return
		}
		if isBlankRow(cells) {
			continue
		}
		if !yield(rowDocument(cells, where, number), nil) {
			return
		}
	}
}

// decodedStream returns the content as UTF-8, and the beginning of it. The encoding is told from the content alone.
func decodedStream(in file.Input) (content io.Reader, head string, err error) {
	begin, err := in.Head(file.HeadBytes)
	if err != nil {
		return nil, "", err
	}
	return charset.Detect(begin, "").Reader(in.Stream()), in.HeadText(begin), nil
}
