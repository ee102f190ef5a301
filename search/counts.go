package search

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
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
func (e *Edition) Count(ctx context.Context, r Request) (Counts, error) { return e.CountWords(ctx, r) }

// CountWords counts as Count does, and each of some words for itself in each report, in engine.Group.Terms. They need not stand
// in the query; of one with Longer words what lies in these does not count.
func (e *Edition) CountWords(ctx context.Context, r Request, words ...query.Outside) (Counts, error) {
	asked, tree := r.parse()
	c := Counts{Query: reading(asked, tree, r.Lang), Match: MatchExact, Version: e.version, request: r}
	if r.Mode == Loose {
		c.Match = MatchLoose
	}
	if tree == nil {
		return c, nil
	}
	reports := engine.ReportCounts{Letters: true, Terms: words}
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

// address returns the path of the search for the hits of the request that have values of fields.
func (c Counts) address(by []query.Field, values []string) string {
	var conditions []query.Node
	for i, field := range by {
		condition := Having(field, values[i])
		if condition == nil {
			return ""
		}
		conditions = append(conditions, condition)
	}
	return c.request.Path(conditions...)
}

// Having returns the condition that a field has just a value: Year, Region, Level, Kind, Role or Report. The empty value stands
// for none. Having returns nil where no filter is for just the value: a name that several regions share.
func Having(field query.Field, value string) query.Node {
	switch {
	case value == "" && field == query.Role:
		roles := []string{string(corpus.RoleReview), string(corpus.RolePlan), string(corpus.RoleAnnex)}
		return query.Not{Node: query.Filter{Field: query.Role, Values: roles}}
	case value == "":
		return query.Filter{Field: query.Missing, Values: []string{string(field)}}
	case field == query.Year:
		year := numberOf(value)
		return query.Filter{Field: field, Years: query.Years{From: year, To: year}}
	case field == query.Region && !slices.Equal(shortNames([]string{value}), []string{value}):
		return nil
	}
	return query.Filter{Field: field, Values: []string{value}}
}

// Path returns the path of the search for the hits of the request that also meet conditions. A filter among the conditions
// takes the place of the request's filter of its field, so it must admit nothing that this one does not.
func (r Request) Path(conditions ...query.Node) string {
	return "/search?" + r.Values(conditions...).Encode()
}

// Values are the parameters of the search of Path.
func (r Request) Values(conditions ...query.Node) url.Values {
	asked := url.Values{QueryName: {r.Query}}
	if r.Mode == Loose {
		asked.Set(ModeName, string(Loose))
	}
	var rest []query.Node // what no parameter is for, or no second one, or none that is long enough
	for _, n := range conditions {
		f, ok := n.(query.Filter)
		if !ok || utf8.RuneCountInString(query.PrintValues(f)) > maxFilter || asked.Has(string(f.Field)) || f.Field == query.Missing && r.filters(query.Missing) {
			rest = append(rest, n)
			continue
		}
		asked.Set(string(f.Field), query.PrintValues(f))
	}
	for _, f := range r.Filters {
		if field := string(query.FieldOf(f)); !asked.Has(field) {
			asked.Set(field, query.PrintValues(f))
		}
	}
	if len(rest) > 0 {
		asked.Set(QueryName, query.Print(query.WithFilters(query.Parse(r.Query).Root, rest...)))
	}
	return asked
}

// WorkReports adds the condition that reports are work reports to filters, unless these or the conditions of a query choose
// among kinds or reports: what is told of reports by figures and lists is told of work reports, unless others are asked for.
func WorkReports(filters []query.Node, tree query.Node) []query.Node {
	for _, n := range append(query.Conditions(tree), filters...) {
		if field := query.FieldOf(n); field == query.Kind || field == query.Report {
			return filters
		}
	}
	return append(slices.Clip(filters), query.Filter{Field: query.Kind, Values: []string{string(corpus.Work)}})
}

// filters reports whether the request has a filter by a field beside its query.
func (r Request) filters(field query.Field) bool {
	return slices.ContainsFunc(r.Filters, func(f query.Node) bool { return query.FieldOf(f) == field })
}

// Groups returns what each report has that the filters admit, by id, with an occurrence or without. It is not to be changed.
func (c Counts) Groups() []engine.Group { return c.groups }
