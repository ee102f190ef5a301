// Package table reads tables with one report a row: CSV, workbooks of Excel, and JSON with one report an object.
package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// columns maps a field to the indexes of its columns.
type columns map[string][]int

// hasText reports whether there is a column with the reports themselves.
func (c columns) hasText() bool { return len(c[file.TextField]) > 0 }

var numbered = regexp.MustCompile(`^(.*?\D)\d{1,2}$`)

// columnsOf reads a table's header. named takes precedence over the usual names. Of several columns named like a text
// it takes the most usual, and those that continue it with a number (正文1, 正文2), because a cell of a spreadsheet holds
// at most 32,767 characters.
func columnsOf(header []string, named map[string]string) (columns, error) {
	found := make(columns)
	rank := make(map[string]int)
	for i, name := range header {
		bare := file.BareHeader(name)
		if part := numbered.FindStringSubmatch(bare); part != nil {
			if field, _ := file.FieldOf(part[1]); field == file.TextField {
				bare = part[1]
			}
		}
		field, preference := file.FieldOf(bare)
		switch {
		case field == "":
		case len(found[field]) == 0 || preference < rank[field]:
			found[field], rank[field] = []int{i}, preference
		case field == file.TextField && preference == rank[field]:
			found[field] = append(found[field], i)
		}
	}
	for field, name := range named {
		at := slices.IndexFunc(header, func(h string) bool { return file.BareHeader(h) == file.BareHeader(name) })
		if at < 0 {
			return nil, language.New("table.column", file.ErrUnsupported, name, field, quoted(header))
		}
		found[field] = []int{at}
	}
	return found, nil
}

// takeProse makes the column with the longest prose in rows that of the texts. Where the header names a column of texts,
// another takes its place only if it holds several times as much, as the whole text beside a summary does, and not while
// that column is blank: rows may lack their text.
func (c columns) takeProse(rows [][]string) {
	const times = 3
	named, blank := 0, c.hasText()
	for _, i := range c[file.TextField] {
		named += proseIn(rows, i)
		blank = blank && !slices.ContainsFunc(rows, func(cells []string) bool { return i < len(cells) && !isBlankRow(cells[i:i+1]) })
	}
	if blank {
		return
	}
	best, most := -1, times*named
	for i := range widest(rows) {
		if n := proseIn(rows, i); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return
	}
	for field, at := range c {
		if slices.Contains(at, best) {
			delete(c, field) // its cells are no titles or names
		}
	}
	c[file.TextField] = []int{best}
}

// proseIn returns the number of characters in the cells of a column that are prose.
func proseIn(rows [][]string, column int) int {
	n := 0
	for _, cells := range rows {
		if column < len(cells) && isProse(cells[column]) {
			n += utf8.RuneCountInString(cells[column])
		}
	}
	return n
}

// isProse reports whether a cell is a text and not a name, a number or a remark: some sentences in Chinese.
func isProse(cell string) bool {
	const fewest = 60 // characters
	han := 0
	for _, r := range cell {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return han >= fewest && strings.ContainsAny(cell, "。；！;")
}

// widest returns the number of cells in the widest of rows.
func widest(rows [][]string) int {
	n := 0
	for _, cells := range rows {
		n = max(n, len(cells))
	}
	return n
}

// noText returns the error for a table without reports.
func noText(header []string) error {
	return language.New("table.text", file.ErrNoReport, quoted(header))
}

// quoted joins headers for a sentence.
func quoted(header []string) string {
	const most = 20
	var names []string
	for _, name := range header {
		if name = strings.TrimFunc(name, file.IsBlank); name != "" && len(names) < most {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
