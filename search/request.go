package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/language"
	"gongbao/search/query"
)

// A Mode says which tiers may answer.
type Mode string

const (
	Smart Mode = "smart" // the best tier that has something to say; also the zero Mode
	Exact Mode = "exact" // the exact tier only
	Loose Mode = "loose" // separators are ignored
)

// A Request is a question. Its zero value, with Query set, asks for the first page by relevance.
type Request struct {
	Query   string
	Filters []query.Node // of query.ParseFilter, beside those that stand in Query
	Mode    Mode
	Order   Order
	Limit   int    // hits on a page; DefaultLimit when 0, no more than ExportLimit
	Cursor  string // Answer.Next of the page before
	Lang    language.Lang

	// HitsOnly leaves out the facets, and the total of the loose tier where another tier answers: they cost as much as the
	// hits, and whoever takes page after page shows neither.
	HitsOnly bool
}

const (
	DefaultLimit = 10
	MaxLimit     = 100  // what is offered to people and programs
	ExportLimit  = 1000 // for whoever takes all hits: every page looks at all of them again
)

func pageSize(limit int) int {
	if limit <= 0 {
		return DefaultLimit
	}
	return min(limit, ExportLimit)
}

// A Problem is a value that a parameter cannot have. It is an error, which says so in a sentence.
type Problem struct {
	Parameter Parameter
	Value     string         // what was given; empty when the parameter is missing
	Must      language.Sayer // what is wrong with it, as a clause: it goes from 1 to 100
}

// In says the problem in a language.
func (p Problem) In(lang language.Lang) string {
	if p.Value == "" {
		return lang.Say("search.problem.missing", p.Parameter.Name)
	}
	return lang.Say("search.problem", p.Parameter.Name, query.Shorten(p.Value), p.Must)
}

func (p Problem) Error() string { return p.In(language.EN) }

// Read reads a request. Get gives the values of a parameter by its name, none when it was left out. The problems come in
// the order of the parameters. Whoever goes on in spite of them has a request in which a filter, choice or number with a
// problem is as if left out, and a text is the first of several, cut to its bound.
func (ps Parameters) Read(get func(name string) []string) (Request, []Problem) {
	var r Request
	var problems []Problem
	for _, p := range ps {
		value, problem := p.Value(get(p.Name))
		if problem != nil {
			problems = append(problems, *problem)
		}
		if value != "" {
			p.put(&r, value)
		}
	}
	return r, problems
}

// Marking returns what is marked in a report for the request: its query, in its mode.
func (r Request) Marking() Marking { return Marking{Query: r.Query, Mode: r.Mode} }

// put takes a good value up into a request.
func (p Parameter) put(r *Request, value string) {
	if p.Kind != FilterValue {
		p.set(r, value)
	} else if n, err := query.ParseFilter(p.field, value); err == nil { // check has refused what is none
		r.Filters = append(r.Filters, n)
	}
}

// Value gives the value to go by of those that were given, of which empty ones do not count: the default when there is
// none. When there is a problem with it, it is the value of whoever goes on all the same, as Parameters.Read says.
func (p Parameter) Value(given []string) (string, *Problem) {
	given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return v == "" })
	if len(given) == 0 {
		if p.Required {
			return "", &Problem{Parameter: p, Must: language.Sentence("search.problem.missing", p.Name)}
		}
		return p.Default, nil
	}
	problem := Problem{p, given[0], p.check(given[0])}
	if len(given) > 1 {
		problem.Value = strings.Join(given, ", ")
		problem.Must = language.Sentence("search.problem.repeated", len(given))
	}
	switch {
	case problem.Must == nil:
		return given[0], nil
	case p.Kind == TextValue:
		runes := []rune(given[0])
		return string(runes[:min(len(runes), p.Max)]), &problem
	}
	return p.Default, &problem
}

// check says what a value must be when it is not: it goes from 1 to 100. It returns nil for a good value.
func (p Parameter) check(value string) (must language.Sayer) {
	switch p.Kind {
	case ChoiceValue:
		if !slices.Contains(p.Values, value) {
			return language.Sentence("search.problem.choice", p.Values)
		}
	case NumberValue:
		if n := numberOf(value); n < 1 || n > p.Max {
			return language.Sentence("search.problem.number", p.Max)
		}
	case TextValue, FilterValue:
		if n := utf8.RuneCountInString(value); n > p.Max {
			return language.Sentence("search.problem.long", n, p.Max)
		}
	}
	if p.Kind == FilterValue {
		if _, err := query.ParseFilter(p.field, value); err != nil {
			return language.Sentence("search.problem.filter")
		}
	}
	return nil
}

// numberOf reads a number; what is none is 0.
func numberOf(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0
	}
	return n
}
