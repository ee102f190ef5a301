package frame

import (
	"cmp"
	"slices"

	"gongbao/language"
	"gongbao/search/explain"
	"gongbao/search/query"
)

// A Choice is one of several orders, modes or tables.
type Choice struct {
	Name   string // of its message
	Text   string // in place of a message
	Link   string
	Active bool
}

// A Page is one of the pages of an answer.
type Page struct {
	Number int
	Link   string
	Active bool
	Apart  bool // there are others between it and the one before it in a list
}

// OwnChoices returns the values of a parameter that a page has for itself as links to the page with them, default first. Their
// messages have names that begin with prefix.
func (q State) OwnChoices(f Frame, name, prefix string, values ...string) []Choice {
	chosen := cmp.Or(q.Own(name), values[0])
	var list []Choice
	for i, value := range values {
		c := Choice{Name: prefix + value, Active: value == chosen}
		if i == 0 {
			value = ""
		}
		c.Link = q.WithOwn(name, value).Link(f)
		list = append(list, c)
	}
	return list
}

// Choices returns the values of a parameter as links to the search with them, default first.
func (q State) Choices(f Frame, name string) []Choice {
	chosen := q.Get(name)
	var list []Choice
	for i, value := range Parameters().Named(name).Values {
		c := Choice{Name: "page.choice." + name + "." + value, Active: value == chosen || i == 0 && chosen == ""}
		if i == 0 {
			value = ""
		}
		c.Link = q.With(name, value).Link(f)
		list = append(list, c)
	}
	return list
}

// A Chip is an active filter.
type Chip struct {
	Field query.Field
	Value string
	Link  string // to the search without it
}

// Chips returns a chip for each value of the filters.
func (q State) Chips(f Frame) []Chip {
	var chips []Chip
	for _, field := range FilterFields() {
		if years := q.Years(); field == query.Year && len(years) > 0 {
			chips = append(chips, Chip{field, explain.Years(years, f.Lang), q.With(string(field), "").Link(f)})
		}
		for _, value := range q.Chosen(field) {
			chips = append(chips, Chip{field, f.ValueName(field, value), q.Toggled(field, value).Link(f)})
		}
	}
	return chips
}

// ValueName returns the label of a facet value. Levels, kinds and roles have words of ours, other values are the reports' own.
func (f Frame) ValueName(field query.Field, value string) string {
	if value == "" {
		return f.T("page.unknown")
	}
	if field == query.Missing { // its values are fields
		return f.T("page.field." + value)
	}
	name := "page.value." + string(field) + "." + value
	if !slices.Contains([]query.Field{query.Level, query.Kind, query.Role}, field) || !language.Has(name) {
		return value
	}
	return f.T(name)
}
