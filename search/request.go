package search

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/language"
	"gongbao/search/query"
)

// A Mode selects the tiers that may answer.
type Mode string

const (
	Smart Mode = "smart" // the best tier with matches; also the zero Mode
	Exact Mode = "exact" // the exact tier only
	Loose Mode = "loose" // separators are ignored
	Equal Mode = "equal" // the values of the query in other wordings only
)

// smart reports whether every tier may answer.
func (r Request) smart() bool { return r.Mode == Smart || r.Mode == "" }

// A Request is a search. The zero value, with Query set, requests the first page by relevance.
type Request struct {
	Query   string
	Filters []query.Node // from query.ParseFilter, in addition to those in Query
	Mode    Mode
	Order   Order
	Limit   int    // hits per page; DefaultLimit if 0, none if NoHits, at most MaxLimit
	Skip    int    // hits before the page, in all tiers together, if Cursor is empty; at most MaxSkip
	Cursor  string // Answer.Next of the previous page
	Lang    language.Lang
	Offsets Offsets // of marks; CodePoints if empty
	Explain bool    // Hit.Factors are wanted
	// Unfolded lists every hit by itself. Without it headings and the paragraphs below them are one hit, and so are paragraphs that
	// say the same in several years.
	Unfolded bool

	By   []query.Field // of a table of counts, as Counts.Rows takes them
	Rows RowOrder      // of a table of counts
	// Apart is the field by which a trend has a series for each value that a filter names; empty for one of all that is admitted.
	Apart query.Field

	Lines LineOptions // of a concordance

	// Sideways counts each facet without the Filters of its own field, so that readers see what else they can choose.
	// Filters in Query apply to all facets.
	Sideways bool
	// Measured says of each year, region, level and kind in Facets what it is a count of, unless the request is Sideways.
	Measured bool
	Sections int // in Facets at most; ten if 0
}

// LineOptions are what a concordance is asked for beside its query: package concordance.
type LineOptions struct {
	Left, Right int        // code points of text on either side of a place, at most MaxContext; none when 0
	Within      query.Unit // that the text on either side ends with: Paragraph or Sentence
	Order       LineOrder
	Sample      int // lines of a sample; all lines when 0
	Seed        int // of the sample
	// Beside counts what stands beside the places: the Continued characters on the left or on the right of them.
	Beside    Side
	Continued int // 1 to MaxContinued; 1 when 0
}

const (
	MaxContext   = 60
	MaxContinued = 4
	// MaxLines is how many lines are sorted. Of more places a sample of so many is.
	MaxLines = 100_000
)

// A LineOrder is the order of the lines of a concordance. Where it does not decide, LinesByYear does.
type LineOrder string

const (
	LinesByYear   LineOrder = "year"   // earliest first, those without a year last; then by date, region, report and place; also the zero LineOrder
	LinesByRegion LineOrder = "region" // in the official order
	LinesByLeft   LineOrder = "left"   // by the characters before the place, from it outward
	LinesByRight  LineOrder = "right"  // by the characters behind the place
	// As LinesByLeft and LinesByRight, with ideographs by how they are usually read, behind all other characters, so that words stand
	// as in a dictionary.
	LinesByLeftSound  LineOrder = "left-pinyin"
	LinesByRightSound LineOrder = "right-pinyin"
)

// Side is the side of the place that an order looks at; empty for orders by report.
func (o LineOrder) Side() Side {
	switch o {
	case LinesByLeft, LinesByLeftSound:
		return LeftSide
	case LinesByRight, LinesByRightSound:
		return RightSide
	}
	return ""
}

// BySound reports whether an order is by how ideographs are read.
func (o LineOrder) BySound() bool { return o == LinesByLeftSound || o == LinesByRightSound }

// A Side is one of the sides of a place; empty for neither.
type Side string

const (
	LeftSide  Side = "left"
	RightSide Side = "right"
)

const (
	DefaultLimit = 10
	MaxLimit     = 200 // maximum for people and programs
	MaxSkip      = 10_000
	NoHits       = -1 // only counts
)

func pageSize(limit int) int {
	switch {
	case limit == 0:
		return DefaultLimit
	case limit < 0:
		return 0
	}
	return min(limit, MaxLimit)
}

// A Problem is an invalid value of a parameter, as an error for people.
type Problem struct {
	Parameter Parameter
	Value     string         // empty if the parameter is missing
	Must      language.Sayer // what is wrong, as a clause: it goes from 1 to 100
}

// In returns the problem as a sentence in a language.
func (p Problem) In(lang language.Lang) string {
	if p.Value == "" {
		return lang.Say("search.problem.missing", p.Parameter.Name)
	}
	return lang.Say("search.problem", p.Parameter.Name, query.Shorten(p.Value), p.Must)
}

func (p Problem) Error() string { return p.In(language.EN) }

// Read parses a request. get returns the values of a parameter by name, none if it is missing. Problems are in the
// order of the parameters. The request is usable despite problems: an invalid filter, choice or number counts as
// missing, a repeated text as its first value, and a long text is truncated.
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
func (r Request) Marking() Marking {
	return Marking{Query: r.Query, Mode: r.Mode, Offsets: r.Offsets}
}

// put sets the value of a parameter in a request.
func (p Parameter) put(r *Request, value string) {
	if p.Kind != FilterValue {
		p.set(r, value)
	} else if n, err := query.ParseFilter(p.field, value); err == nil { // check has rejected invalid filters
		r.Filters = append(r.Filters, n)
	}
}

// Value returns the effective value of the given ones: empty values do not count, and the default applies if none is
// left. If there is a problem, it also returns the value to use despite it, as Parameters.Read describes.
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

// Pattern returns a regular expression of ECMA-262 for the values of a text or filter, written in the usual ways; empty where any
// text is one, and for other kinds.
func (p Parameter) Pattern() string {
	if p.Kind == FilterValue {
		return query.Pattern(p.field)
	}
	return p.Form
}

// PatternOfOne returns that of one value of a filter, where Pattern is that of a list.
func (p Parameter) PatternOfOne() string { return query.PatternOfOne(p.field) }

// PlainNumbers returns the smallest and the largest number that is a value of a filter; ok is false if none is one.
func (p Parameter) PlainNumbers() (least, most int, ok bool) {
	switch p.field {
	case query.Year, query.Date:
		return 1000, 9999, true
	case query.Month:
		return 1, 12, true
	}
	return -math.MaxInt32, math.MaxInt32, query.ValuesOf(p.field) == nil
}

// check returns what is wrong with a value, as a clause, or nil.
func (p Parameter) check(value string) (must language.Sayer) {
	switch p.Kind {
	case ChoiceValue:
		if !slices.Contains(p.Values, value) {
			named := slices.DeleteFunc(slices.Clone(p.Values), func(value string) bool { return value == "" }) // that of who says nothing
			return language.Sentence("search.problem.choice", named)
		}
	case NumberValue:
		if n, err := strconv.Atoi(value); err != nil || n < p.Min || n > p.Max {
			return language.Sentence("search.problem.number", p.Min, p.Max)
		}
	case TextValue, FilterValue:
		if n := utf8.RuneCountInString(value); n > p.Max {
			return language.Sentence("search.problem.long", n, p.Max)
		}
	}
	if p.Kind == FilterValue {
		if _, err := query.ParseFilter(p.field, value); err != nil {
			if values := query.ValuesOf(p.field); values != nil {
				return language.Sentence("search.problem.values", values)
			}
			return language.Sentence("search.problem.filter")
		}
	}
	return nil
}

// numberOf parses a number. It returns 0 if value is none.
func numberOf(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0
	}
	return n
}
