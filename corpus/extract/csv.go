package extract

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// isCSV says whether the content is a table whose header names a column of texts, or is called one.
func isCSV(head []byte, in input) bool {
	text := in.headText(head)
	switch strings.ToLower(path.Ext(in.name)) {
	case ".csv", ".tsv":
		return isText(head, in)
	}
	header, err := csvReader(strings.NewReader(text), text).Read()
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
		known += count(usualField(name) != "")
	}
	where, err := columnsOf(header, in.opt.Columns)
	return err == nil && where.theText() && known > 1
}

// csvReader reads a table as people write them: quotes where they please and rows of any length.
func csvReader(r io.Reader, head string) *csv.Reader {
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
func readCSV(_ context.Context, in input, yield func(Document, error) bool) {
	head, err := in.head(min(headBytes, in.size))
	if err != nil {
		yield(Document{}, err)
		return
	}
	cs := detect(head, "")
	content := in.stream()
	content.Seek(int64(len(bomOf(head, cs))), io.SeekStart)
	table := csvReader(cs.reader(content), in.headText(head))
	header, err := table.Read()
	if err != nil {
		yield(Document{}, fmt.Errorf("%w: its first row cannot be read as a header (%w)", ErrTruncated, err))
		return
	}
	where, err := columnsOf(header, in.opt.Columns)
	if err == nil && !where.theText() {
		err = noText(header)
	}
	if err != nil {
		yield(Document{}, err)
		return
	}
	csvRows(table, where, yield)
}

func csvRows(table *csv.Reader, where columns, yield func(Document, error) bool) {
	for number := 2; ; number++ {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			// After a broken quote there is no telling where the next row begins.
			yield(Document{Member: rowName(number)}, fmt.Errorf("%w: the row cannot be read (%w); mend its quotes", ErrTruncated, err))
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

func bomOf(head []byte, cs charset) string {
	if cs.bom != "" && strings.HasPrefix(string(head[:min(len(head), 4)]), cs.bom) {
		return cs.bom
	}
	return ""
}
