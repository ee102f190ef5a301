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

// CSV is a table of values separated by commas, tabs or other marks, one report a row.
var CSV = file.Format{Name: "csv", Is: isCSV, Read: readCSV}

// isCSV reports whether the content is a table with a header that names a column of texts, or its file's name says so.
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
	// The first line of a text may contain commas and one of the usual names; a header consists only of names.
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
	return err == nil && where.hasText() && known > 1
}

// NewCSV returns a reader for tables as people write them: stray quotes and rows of any length. head is the beginning
// of r, with at least the first line.
func NewCSV(r io.Reader, head string) *csv.Reader {
	table := csv.NewReader(r)
	table.Comma = delimiter(head)
	table.LazyQuotes = true
	table.FieldsPerRecord = -1
	return table
}

// delimiter returns the most frequent mark in a table's first line.
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

// readCSV reads the rows one by one, one report a row.
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
	if err == nil && !where.hasText() {
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
			// After a broken quote the beginning of the next row is unknown.
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

// decodedStream returns the content as UTF-8, and the beginning of it. It detects the encoding from the content alone.
func decodedStream(in file.Input) (content io.Reader, head string, err error) {
	begin, err := in.Head(file.HeadBytes)
	if err != nil {
		return nil, "", err
	}
	return charset.Detect(begin, "").Reader(in.Stream()), in.HeadText(begin), nil
}
