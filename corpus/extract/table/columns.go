// Package table reads tables with one report a row: CSV, workbooks of Excel, and JSON with one report an object.
package table

import (
	"regexp"
	"slices"
	"strings"

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

// noText returns the error for a table without reports.
func noText(header []string) error {
	return language.New("table.text",
		file.ErrUnsupported, quoted(header))
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
