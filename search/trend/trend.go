// Package trend says how often, when and where a query occurs: by year, region, level or role, or by two of them.
//
// A figure is a link: each cell of an answer has the path of the search whose total it is. Nothing is estimated or smoothed. A
// cell that no report stands behind has no figure; one whose reports do not say it has the figure 0.
package trend

import (
	"context"
	"errors"
	"slices"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
)

// Bounds of an answer.
const (
	MostSeries = 10
	MostCells  = 100_000 // of all series
)

// The errors of New for what is asked for, besides those of an Edition. Test for them with errors.Is.
var (
	ErrSeries = language.New("trend.series", MostSeries) // no query, or more than MostSeries
	ErrBy     = language.New("trend.by")                 // Request.By is not one or two of Fields
	ErrCells  = language.New("trend.cells", MostCells)   // more than MostCells
	ErrApart  = language.New("trend.apart")              // Request.Apart is one of By, none of Kinds, or no filter names its values
)

// Fields are the fields that a trend may be by, alone or two of them.
var Fields = []query.Field{query.Year, query.Region, query.Level, query.Role}

// Kinds are the fields whose values a Request may keep apart.
var Kinds = []query.Field{query.Region, query.Level, query.Role}

// A Request asks for a series of each query, by its By: one or two of Fields; with Apart, of each query and each value of that field
// that a filter names, or a condition of the query. Its filters and its mode hold for all series; its Query, Order, Limit and Cursor do not matter.
// A query that says no kind of report, and names none by its id, is about work reports.
type Request struct {
	search.Request
	Queries []string
}

// An Answer has a series for each query, in their order, or for each of its values, in theirs. It is the JSON body of the API.
type Answer struct {
	Version    string        `json:"index_version"`
	Match      search.Match  `json:"match"` // the tier counted: exact or loose
	By         []query.Field `json:"by"`
	Apart      query.Field   `json:"apart,omitempty"` // that the series of a query are told apart by
	Series     []Series      `json:"series"`
	Coverage   Coverage      `json:"coverage"`   // of the material that the filters of the request admit
	Definition string        `json:"definition"` // what the figures are, in sentences
}

// A Series is the trend of one query, in all that the filters admit or in what has one value of the field Answer.Apart.
type Series struct {
	Query search.Reading `json:"query"`
	Value string         `json:"value,omitempty"` // of the field Answer.Apart, as its filter names it
	Total search.Total   `json:"total"`
	Of    search.Size    `json:"of"`        // of all that the filters admit
	Rate  float64        `json:"per_10000"` // of the total, pooled
	URL   string         `json:"url"`       // path of the search whose total Total is
	// First is the earliest place, by year, date and id of its report; nil without one in a report of known year.
	First *First `json:"first"`
	// FirstLoose is the earliest place when separators are ignored, if a report that is earlier than that of First has it.
	FirstLoose *First `json:"first_loose,omitempty"`
	// Points has a cell for each combination of the values of By, those of the first in their order, then those of the second:
	// the years asked for earliest first and without a break, regions and levels in the official order, roles as they stand in a report. Unknown
	// values come last.
	Points []Point `json:"points"`
	// Coverage is that of the series; nil if it has no conditions of its own, for then it is that of the Answer.
	Coverage *Coverage `json:"coverage,omitempty"`
	// Problem says why the query could not be counted; there are no points then.
	Problem string `json:"problem,omitempty"`
}

// A Point is a cell: the part of a series that has some values. Its figures are nil, null in JSON, when no report stands behind it.
type Point struct {
	Values      []string `json:"values"` // of By, in its order; an unknown one is empty
	Occurrences *int     `json:"occurrences"`
	Paragraphs  *int     `json:"paragraphs"`
	ReportsWith *int     `json:"reports_with"` // reports with an occurrence
	Reports     int      `json:"reports"`      // reports with text that the filters admit
	Letters     int      `json:"letters"`      // letters and numbers of that text; punctuation and white space are none
	Rate        *float64 `json:"per_10000"`    // occurrences for each 10,000 letters, to two digits behind the point, several reports pooled
	URL         string   `json:"url"`          // path of the search whose total the figures are; empty without figures
}

// Known reports whether a report stands behind the cell, so that it has figures.
func (p *Point) Known() bool { return p.Reports > 0 }

// A First is a first appearance.
type First struct {
	ID     string        `json:"id"` // of the paragraph
	Report search.Source `json:"report"`
	Text   string        `json:"text"`  // the sentence
	Marks  []search.Span `json:"marks"` // code points of Text
	URL    string        `json:"url"`   // path of the paragraph
	// OrEarlier says that it stands in the first year of the material, so that it may be older.
	OrEarlier bool `json:"or_earlier"`
	// Gaps are the years of the material before it that have no report.
	Gaps []Years `json:"gaps"`
}

// Years is a range of years, both ends included.
type Years struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Parameters returns the parameters of a Request; its queries are those of the parameter for one.
func Parameters() search.Parameters { return search.TrendParameters(Fields, Kinds) }

// Problem reports whether an error is about what was asked for.
func Problem(err error) bool {
	return slices.ContainsFunc([]error{ErrSeries, ErrBy, ErrCells, ErrApart}, func(of error) bool { return errors.Is(err, of) })
}

// New answers a request from one edition of the index.
func New(ctx context.Context, e *search.Edition, r Request) (Answer, error) {
	parts, err := r.parts()
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Version: e.Version(), Match: search.MatchExact, By: r.By, Apart: r.Apart, Definition: r.Lang.Say("trend.definition")}
	if r.Mode == search.Loose {
		a.Match = search.MatchLoose
	} else {
		r.Mode = search.Exact
	}
	shared, err := MaterialOf(ctx, e, search.WorkReports(r.Filters, nil), r.Lang)
	if err != nil {
		return Answer{}, err
	}
	a.Coverage = shared.Coverage()
	cells := 0
	for _, p := range parts {
		s, err := newSeries(ctx, e, r, p, shared)
		if errors.Is(err, search.ErrDear) {
			s, err = Series{Query: search.Reading{Input: p.query, Notes: []string{}}, Points: []Point{}, Problem: r.Lang.Err(search.ErrDear)}, nil
		}
		if err != nil {
			return Answer{}, err
		}
		if cells += len(s.Points); cells > MostCells {
			return Answer{}, ErrCells
		}
		s.Value = p.value
		a.Series = append(a.Series, s)
	}
	return a, nil
}

// newSeries counts a part of a request.
func newSeries(ctx context.Context, e *search.Edition, r Request, p part, shared *Material) (Series, error) {
	tree := query.Parse(p.query).Root
	asked := r.Request
	asked.Query, asked.Filters = p.query, search.WorkReports(p.filters(r.Filters, r.Apart), tree)
	counts, err := e.Count(ctx, asked)
	if err != nil {
		return Series{}, err
	}
	s := Series{Query: counts.Query, Total: counts.Total, Of: counts.Of, Rate: search.Rate(counts.Total.Occurrences, counts.Of.Characters), URL: asked.Path()}
	material := shared
	if own := query.Conditions(tree); len(own) > 0 || p.value != "" {
		if material, err = MaterialOf(ctx, e, append(slices.Clip(asked.Filters), own...), r.Lang); err != nil {
			return Series{}, err
		}
		coverage := material.Coverage()
		s.Coverage = &coverage
	}
	groups := []rolesGroups{{groups: counts.Groups()}}
	if slices.Contains(r.By, query.Role) {
		if groups, err = byRole(ctx, e, asked, counts.Groups()); err != nil {
			return Series{}, err
		}
	}
	if s.Points, err = points(asked, material, groups); err != nil {
		return Series{}, err
	}
	if s.First, err = first(ctx, e, asked, counts.Groups(), material); err != nil {
		return Series{}, err
	}
	if s.FirstLoose, err = firstLoose(ctx, e, asked, s.First, material); err != nil {
		return Series{}, err
	}
	return s, nil
}
