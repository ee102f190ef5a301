package table

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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
	if isBare(text) {
		return true
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

// bareLine matches a line of a table without a header: a year or a title with one, a tab, and a text.
var bareLine = regexp.MustCompile(`^\s*[^\t\r\n]{0,40}(?:19|20)\d{2}[^\t\r\n]{0,40}\t[^\t\r\n]{60,}[\r\n]*$`)

// isBare reports whether head begins a table without a header.
func isBare(head string) bool {
	const shortest = 160 // characters; a shorter line without an end may be one that head cuts
	lines := slices.Collect(strings.Lines(head))
	for i, line := range lines {
		cut := i > 0 && !strings.HasSuffix(line, "\n") && utf8.RuneCountInString(line) < shortest
		if strings.TrimSpace(line) != "" && !bareLine.MatchString(line) && !cut {
			return false
		}
	}
	return len(lines) > 0 && bareLine.MatchString(lines[0])
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

// delimiter returns the most frequent mark in a table's first line, and the Chinese comma where there is no other.
func delimiter(head string) rune {
	header, _, _ := strings.Cut(head, "\n")
	best, most := ',', 0
	for _, mark := range ",\t;|" {
		if n := strings.Count(header, string(mark)); n > most {
			best, most = mark, n
		}
	}
	if most == 0 && strings.Contains(header, "，") {
		return '，' // which is common in prose
	}
	return best
}

// readCSV reads the rows one by one, one report a row.
func readCSV(_ context.Context, in file.Input, yield func(file.Document, error) bool) {
	content, head, notes, err := decodedStream(in)
	if err != nil {
		yield(file.Document{}, err)
		return
	}
	yield = noted(notes, yield)
	rows := newReader(in.Options.Columns, rowName, yield)
	if isBare(head) {
		err = bareRows(content, rows)
	} else {
		raw := &recorder{r: content}
		err = csvRows(NewCSV(raw, head), raw, rows)
	}
	if _, none := rows.end(); cmp.Or(err, none) != nil {
		yield(file.Document{}, cmp.Or(err, none))
	}
}

// csvRows sends the rows of a table to a reader; raw is what the table reads. Its error is for a table whose first row cannot
// be read.
func csvRows(table *csv.Reader, raw *recorder, to *reader) error {
	cells, widest := 0, 0 // cells in the row before, and in the widest one
	for number := 1; ; number++ {
		end := table.InputOffset()
		row, err := table.Read()
		switch {
		case errors.Is(err, io.EOF):
			if isCut(string(raw.kept), table.Comma, cells < widest) {
				to.out.cut = true
			}
			return nil
		case err != nil && number == 1:
			return language.New("table.header", file.ErrTruncated, err)
		case err != nil:
			// After a broken quote the beginning of the next row is unknown.
			to.fail(number, language.New("table.row", file.ErrTruncated, err))
			return nil
		case !to.take(row, number):
			return nil
		}
		raw.forget(end)
		cells, widest = len(row), max(widest, len(row))
	}
}

// bareRows sends the lines of a table without a header to a reader; quotes in it are no more than that.
func bareRows(content io.Reader, to *reader) error {
	lines := bufio.NewReaderSize(content, file.HeadBytes)
	for number := 1; ; number++ {
		line, err := lines.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" && !to.take(strings.Split(line, "\t"), number) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return language.New("read.end", file.ErrTruncated, err)
		}
	}
}

// decodedStream returns the content as UTF-8, the beginning of it, and notes on what a program had misread. It detects the encoding
// from the content alone.
func decodedStream(in file.Input) (content io.Reader, head string, notes []language.Sayer, err error) {
	begin, err := in.Head(file.HeadBytes)
	if err != nil {
		return nil, "", nil, err
	}
	cs, head := charset.Detect(begin, ""), in.HeadText(begin)
	if head == cs.Decode(begin) {
		return cs.Reader(in.Stream()), head, nil, nil
	}
	data, err := in.Text() // the lines of a text that was misread are restored together
	if err != nil {
		return nil, "", nil, err
	}
	text, notes := charset.Decode(data, "")
	return strings.NewReader(text), head, notes, nil
}
