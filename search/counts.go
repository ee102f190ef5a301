package search

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"gongbao/corpus/region"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/explain"
	"gongbao/search/query"
)

// Counts are what each report has of an answer, to be put together by fields. They include the reports that the filters
// admit and that have nothing of it, so that a share and an absence can be told from a gap in the index.
type Counts struct {
	Query   Reading
	Match   Match // the tier counted: MatchExact, or MatchLoose in that mode
	Total   Total // of that tier
	Of      Size  // of all that the filters admit
	Version string

	request Request
	groups  []engine.Group
}

// A Size says how much text a count is of.
type Size struct {
	Reports    int `json:"reports"`
	Characters int `json:"characters"` // letters and numbers; punctuation and white space are none
}

// A Row counts the part of an answer that has some values.
type Row struct {
	Values      []string `json:"values"`           // of the fields that the table is by, in their order; empty if unknown
	Report      *Source  `json:"report,omitempty"` // of a table by report
	Paragraphs  int      `json:"paragraphs"`
	Reports     int      `json:"reports"` // with an occurrence
	Occurrences int      `json:"occurrences"`
	Of          Size     `json:"of"`        // of all that has these values
	Rate        float64  `json:"per_10000"` // occurrences for each 10,000 characters
	// URL is the path of the search for just this row. It is empty where no filter is for just its values.
	URL string `json:"url"`
}

// A RowOrder is the order of the rows of a table. Ties are in the order RowsByValue.
type RowOrder string

const (
	RowsByOccurrences RowOrder = "occurrences" // most first; also the zero RowOrder
	RowsByParagraphs  RowOrder = "paragraphs"  // most first
	RowsByRate        RowOrder = "rate"        // most occurrences for the same length first
	RowsByValue       RowOrder = "value"       // years latest first, levels and regions in the official order, others by their names
)

// countFields are the fields that a table may be by, with another one or alone.
var countFields = []query.Field{query.Year, query.Region, query.Level, query.Kind}

// Count counts the exact occurrences of a query in each report, or in Loose mode those that ignore separators. Order, Limit
// and Cursor do not matter.
func (e *Edition) Count(ctx context.Context, r Request) (Counts, error) {
	asked, tree := r.parse()
	c := Counts{Query: reading(asked, tree, r.Lang), Match: MatchExact, Version: e.version, request: r}
	if r.Mode == Loose {
		c.Match = MatchLoose
	}
	if tree == nil {
		return c, nil
	}
	reports := engine.ReportCounts{Letters: true}
	result, err := e.snapshot.Search(ctx, engine.Request{Query: tree, Loose: r.Mode == Loose, Collect: []engine.Collector{&reports}})
	if err != nil {
		return Counts{}, language.New("search.failed", err)
	}
	c.Total, c.groups = result.Total, reports.Reports
	for _, g := range c.groups {
		c.Of.add(g)
	}
	return c, nil
}

func (s *Size) add(g engine.Group) {
	s.Reports++
	s.Characters += g.Letters
}

// Read returns how the request is read, and the tree that it searches for: its query with its filters, nil if there is nothing to
// search for.
func (r Request) Read() (Reading, query.Node) {
	asked, tree := r.parse()
	return reading(asked, tree, r.Lang), tree
}

// parse returns the query of the request, and its tree with the filters.
func (r Request) parse() (query.Query, query.Node) {
	asked := query.Parse(r.Query)
	return asked, normalRegions(query.WithFilters(asked.Root, r.Filters...))
}

// reading says how a query was read, whose tree has the filters of the request.
func reading(asked query.Query, tree query.Node, lang language.Lang) Reading {
	r := Reading{Input: asked.Input, ReadAs: explain.Tree(tree, lang), Notes: []string{}}
	for _, n := range asked.Notes {
		r.Notes = append(r.Notes, explain.Note(n, lang))
	}
	return r
}

// Rows puts the counts together by fields: by Report alone, or by one or two of Year, Region, Level and Kind. There is a row
// for each combination of values that some report has, with an occurrence or without.
func (c Counts) Rows(by []query.Field, order RowOrder) []Row {
	rows := []Row{}
	at := map[string]int{}
	for _, g := range c.groups {
		values := make([]string, len(by))
		for i, field := range by {
			values[i] = reportValue(field, g)
		}
		key := strings.Join(values, "\x00")
		i, ok := at[key]
		if !ok {
			i = len(rows)
			at[key] = i
			rows = append(rows, Row{Values: values, URL: c.address(by, values)})
			if slices.Contains(by, query.Report) {
				source := SourceOf(g.Report)
				rows[i].Report = &source
			}
		}
		row := &rows[i]
		row.Paragraphs += g.Paragraphs
		row.Occurrences += g.Occurrences
		row.Of.add(g)
		if g.Paragraphs > 0 {
			row.Reports++
		}
	}
	for i := range rows {
		rows[i].Rate = Rate(rows[i].Occurrences, rows[i].Of.Characters)
	}
	slices.SortFunc(rows, func(a, b Row) int { return order.compare(by, a, b) })
	return rows
}

// Rate returns how often something is there for each 10,000 characters, to two digits behind the point.
func Rate(occurrences, characters int) float64 {
	if characters == 0 {
		return 0
	}
	return float64((occurrences*1_000_000+characters/2)/characters) / 100
}

func reportValue(field query.Field, g engine.Group) string {
	if field == query.Report {
		return g.Report.ID
	}
	return engine.HeaderValue(field, g.Report)
}

func (o RowOrder) compare(by []query.Field, a, b Row) int {
	order := 0
	switch o {
	case RowsByValue:
	case RowsByParagraphs:
		order = b.Paragraphs - a.Paragraphs
	case RowsByRate:
		order = cmp.Compare(b.Rate, a.Rate)
	default:
		order = b.Occurrences - a.Occurrences
	}
	for i := 0; i < len(by) && order == 0; i++ {
		order = CompareValues(by[i], a.Values[i], b.Values[i])
	}
	return order
}

// CompareValues orders the values of a field as RowsByValue does. The empty value comes last.
func CompareValues(field query.Field, a, b string) int {
	if a == b {
		return 0
	}
	if a == "" || b == "" {
		return strings.Compare(b, a)
	}
	switch field {
	case query.Year:
		return strings.Compare(b, a)
	case query.Level:
		return region.Level(a).Rank() - region.Level(b).Rank()
	case query.Region:
		return cmp.Or(strings.Compare(regionCode(a), regionCode(b)), strings.Compare(a, b))
	}
	return strings.Compare(a, b)
}

// regionCode orders regions officially: the nation first, and unknown names last.
func regionCode(name string) string {
	if r, ok := region.Find(name); ok {
		return r.Code
	}
	return "~"
}

// Path returns the path of the search for the hits of the request: its query, filters and mode.
func (r Request) Path() string { return "/search?" + r.address().Encode() }

// address returns the parameters of the search for the hits of the request, but for its filters by some fields.
func (r Request) address(but ...query.Field) url.Values {
	asked := url.Values{QueryName: {r.Query}}
	if r.Mode == Loose {
		asked.Set(ModeName, string(Loose))
	}
	for _, f := range r.Filters {
		if field := query.FieldOf(f); !slices.Contains(but, field) {
			asked.Set(string(field), query.PrintValues(f))
		}
	}
	return asked
}

// address returns the path of the search for the hits of the request that have values of fields.
func (c Counts) address(by []query.Field, values []string) string {
	asked := c.request.address(by...)
	for i, field := range by {
		value := values[i]
		if field == query.Region && value != "" && !slices.Equal(shortNames([]string{value}), []string{value}) {
			return ""
		}
		switch {
		case value == "" && asked.Has(string(query.Missing)): // two of them together would be either
			return ""
		case value == "":
			asked.Set(string(query.Missing), string(field))
			continue
		case field != query.Year:
			value = query.PrintValues(query.Filter{Field: field, Values: []string{value}})
		}
		asked.Set(string(field), value)
	}
	return "/search?" + asked.Encode()
}
