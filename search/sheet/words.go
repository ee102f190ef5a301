package sheet

import (
	"slices"
	"strings"

	"gongbao/language"
)

// words puts the names of columns, and the codes in them, in words of a language.
type words struct {
	lang    language.Lang
	columns []string // their names, empty where they are words that were asked for
}

func newWords(lang language.Lang, header []string, asked Columns) *words {
	columns := slices.Clone(header)
	for i := asked.From; i < asked.To; i++ {
		columns[i] = ""
	}
	return &words{lang, columns}
}

// header returns the names of the columns in words.
func (w *words) header(names []string) []any {
	said := anys(names)
	for i, column := range w.columns {
		if heading := "export.column." + column; language.Has(heading) {
			said[i] = w.lang.Say(heading)
		}
	}
	return said
}

// row returns a row with its codes in words.
func (w *words) row(row []any) []any {
	row = slices.Clone(row)
	for i, column := range w.columns {
		if code, ok := row[i].(string); ok {
			row[i] = wordFor(w.lang, column, code)
		}
	}
	return row
}

func anys(list []string) []any {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = s
	}
	return values
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
