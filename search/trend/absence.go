package trend

import (
	"context"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// An Absence says who does not say something, and of whom the index cannot tell because it has no report. It is the JSON body of
// the API.
type Absence struct {
	Version     string         `json:"index_version"`
	Query       search.Reading `json:"query"`
	Match       search.Match   `json:"match"` // the tier counted: exact or loose
	Total       search.Total   `json:"total"`
	URL         string         `json:"url"`         // path of the search whose total Total is
	Said        []Place        `json:"said"`        // regions with an occurrence
	Unsaid      []Place        `json:"unsaid"`      // regions with a report and without an occurrence
	Uncollected []Place        `json:"uncollected"` // regions without a report
	Coverage    Coverage       `json:"coverage"`
	Definition  string         `json:"definition"`
}

// A Place is a region, with what its reports have.
type Place struct {
	Region      string   `json:"region"`
	Level       string   `json:"level"`
	Reports     []string `json:"reports"` // ids
	Occurrences int      `json:"occurrences"`
	Paragraphs  int      `json:"paragraphs"`
	Letters     int      `json:"letters"`
	Rate        float64  `json:"per_10000"`
	URL         string   `json:"url"` // path of the search in its reports; empty without one
}

// NewAbsence asks which regions do not say the query of a request, among all divisions that its filters by level and region admit;
// provinces without a filter by level. The divisions are those of the last year that its filters admit, or of today. Its other filters choose the reports, a year for instance.
// Order, Limit, Cursor and By do not matter.
func NewAbsence(ctx context.Context, e *search.Edition, r search.Request) (Absence, error) {
	tree := query.Parse(r.Query).Root
	if r.Mode != search.Loose {
		r.Mode = search.Exact
	}
	r.Filters = search.WorkReports(r.Filters, tree)
	if !slices.ContainsFunc(conditions(r, tree), func(n query.Node) bool { return query.FieldOf(n) == query.Level }) {
		r.Filters = append(slices.Clip(r.Filters), query.Filter{Field: query.Level, Values: []string{string(corpus.Province)}})
	}
	counts, err := e.Count(ctx, r)
	if err != nil {
		return Absence{}, err
	}
	material, err := MaterialOf(ctx, e, conditions(r, tree), r.Lang)
	if err != nil {
		return Absence{}, err
	}
	a := Absence{
		Version: e.Version(), Query: counts.Query, Match: counts.Match, Total: counts.Total, URL: r.Path(), Said: []Place{}, Unsaid: []Place{}, Uncollected: []Place{},
		Coverage: material.Coverage(), Definition: r.Lang.Say("trend.definition.absence"),
	}
	collected := map[[2]string]bool{}
	for _, p := range places(r, counts.Groups()) {
		collected[[2]string{p.Region, p.Level}] = true
		if p.Paragraphs > 0 {
			a.Said = append(a.Said, p)
		} else {
			a.Unsaid = append(a.Unsaid, p)
		}
	}
	for _, d := range expected(conditions(r, tree)) {
		if !collected[[2]string{d.Short, string(d.Level)}] && !collected[[2]string{renamed(d), string(d.Level)}] {
			a.Uncollected = append(a.Uncollected, Place{Region: d.Short, Level: string(d.Level), Reports: []string{}})
		}
	}
	return a, nil
}

// conditions returns what every report of a request must meet.
func conditions(r search.Request, tree query.Node) []query.Node {
	return append(slices.Clip(r.Filters), query.Conditions(tree)...)
}

// places puts groups together by region, in the official order.
func places(r search.Request, groups []engine.Group) []Place {
	at := map[[2]string]int{}
	var list []Place
	for _, g := range groups {
		key := [2]string{g.Report.Region, string(g.Report.Level)}
		i, known := at[key]
		if !known {
			i = len(list)
			at[key] = i
			list = append(list, Place{Region: key[0], Level: key[1]})
		}
		p := &list[i]
		p.Reports = append(p.Reports, g.Report.ID)
		p.Occurrences, p.Paragraphs, p.Letters = p.Occurrences+g.Occurrences, p.Paragraphs+g.Paragraphs, p.Letters+g.Letters
	}
	for i := range list {
		p := &list[i]
		p.Rate = search.Rate(p.Occurrences, p.Letters)
		where := []query.Node{search.Having(query.Region, p.Region), search.Having(query.Level, p.Level)}
		if where[0] == nil || p.Region == "" || p.Level == "" { // only the reports tell this region from others
			where = []query.Node{query.Filter{Field: query.Report, Values: p.Reports}}
		}
		p.URL = r.Path(where...)
	}
	slices.SortFunc(list, func(a, b Place) int {
		if a.Level != b.Level {
			return search.CompareValues(query.Level, a.Level, b.Level)
		}
		return search.CompareValues(query.Region, a.Region, b.Region)
	})
	return list
}

// renamed returns the name that a former division has today, where nothing but its name and its rank have changed; otherwise its own.
func renamed(d region.Region) string {
	if successor, ok := region.Find(d.Successor); ok && successor.Code == d.Code {
		return successor.Short
	}
	return d.Short
}

// divisions returns those of the last year that conditions by year admit; of today if they admit years to come, or there are none.
func divisions(conditions []query.Node) []region.Region {
	admits := search.Admitting(conditions...)
	for year := lastYear; year >= firstYear; year-- {
		switch {
		case !admits(&corpus.Header{Year: year}):
		case year == lastYear:
			return region.Divisions()
		default:
			return region.In(year)
		}
	}
	return region.Divisions()
}

const firstYear, lastYear = 1949, 2100

// expected returns the divisions that the conditions by year, level and region admit, in the official order.
func expected(conditions []query.Node) []region.Region {
	var when, where []query.Node
	for _, n := range conditions {
		switch query.FieldOf(n) {
		case query.Level, query.Region:
			where = append(where, n)
		case query.Year:
			when = append(when, n)
		}
	}
	admits := search.Admitting(where...)
	var expected []region.Region
	for _, d := range divisions(when) {
		if admits(&corpus.Header{Region: d.Short, Level: d.Level}) {
			expected = append(expected, d)
		}
	}
	slices.SortStableFunc(expected, func(a, b region.Region) int {
		if a.Level != b.Level {
			return a.Level.Rank() - b.Level.Rank()
		}
		return strings.Compare(a.Code, b.Code)
	})
	return expected
}
