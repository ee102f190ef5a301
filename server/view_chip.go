package server

import (
	"slices"

	"gongbao/search/query"
)

// A chip is an active filter.
type chip struct {
	Field query.Field
	Value string
	Link  string // the question without it
}

// chipsOf shows the filters of a question, one chip for each value.
func chipsOf(f frame, q question) []chip {
	var chips []chip
	for _, field := range filterFields() {
		filter, ok := q.filter(field)
		switch {
		case !ok && q.values.Has(string(field)):
			chips = append(chips, chip{field, q.values.Get(string(field)), q.with(string(field), "").link(f)})
		case ok && field == query.Year:
			chips = append(chips, chip{field, query.PrintValues(filter), q.with(string(field), "").link(f)})
		}
		for _, value := range filter.Values {
			chips = append(chips, chip{field, valueName(f, field, value), q.toggled(field, value).link(f)})
		}
	}
	return chips
}

// valueName says the value of a facet to people: those of levels and kinds are words of ours, the others the reports' own.
func valueName(f frame, field query.Field, value string) string {
	name := string(field) + "." + value
	if value == "" {
		name = "unknown"
	} else if !slices.Contains([]query.Field{query.Level, query.Kind}, field) || !f.server.pages.words.has(name) {
		return value
	}
	said, err := f.T(name)
	if err != nil {
		return value
	}
	return said
}
