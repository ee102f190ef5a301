package assistant

import (
	"context"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/panel"
	"gongbao/search/table"
	"gongbao/search/trend"
)

// The inputs of the tools that count by year, region and the like. Several queries, or words, are lines of one text.
var (
	trendInput = newInput(trend.Parameters().Without(search.LangName).With(search.QueryName, func(p *search.Parameter) {
		p.Name, p.About = "query", language.Sentence("assistant.trend.query")
	}), maxTokens)
	panelInput = newInput(panel.Parameters().Without(search.LangName), own{name: panel.NestedName, kind: "string", about: language.Sentence("panel.nested"), values: panel.OwnParameters().Named(panel.NestedName).Values}, own{name: panel.WordsName, kind: "string", about: language.Sentence("assistant.panel.words")}, maxTokens)
)

type trendOutput struct {
	Series     []trendSeries `json:"series"`
	Coverage   string        `json:"coverage" jsonschema:"the reports that the figures stand on, and what is missing among them"`
	Definition string        `json:"definition"`
	Complete   bool          `json:"complete" jsonschema:"false when cells were left out to keep to the budget: ask for fewer queries, years or regions"`
	Notes      []string      `json:"notes,omitempty"`
	Version    string        `json:"index_version"`
}

type trendSeries struct {
	ReadAs     string      `json:"read_as"`
	Value      string      `json:"value,omitempty" jsonschema:"of the field whose values were kept apart"`
	Total      totals      `json:"total"`
	Rate       float64     `json:"per_10000"`
	URL        string      `json:"url,omitempty" jsonschema:"the search whose total it is"`
	First      *appearance `json:"first,omitempty"`
	FirstLoose *appearance `json:"first_loose,omitempty" jsonschema:"an earlier one, when punctuation is passed over"`
	Cells      []trendCell `json:"cells" jsonschema:"by the values of what was asked for"`
	Problem    string      `json:"problem,omitempty"`
	Coverage   string      `json:"coverage,omitempty" jsonschema:"of this series, where it has conditions of its own"`
}

type trendCell struct {
	Values      []string `json:"values"`
	Occurrences *int     `json:"occurrences" jsonschema:"null when there is no report, 0 when reports do not say it"`
	With        *int     `json:"reports_with"`
	Reports     int      `json:"reports"`
	Rate        *float64 `json:"per_10000"`
}

type appearance struct {
	ID        string `json:"id"`
	Year      int    `json:"year"`
	Text      string `json:"text" jsonschema:"the sentence, exact"`
	OrEarlier bool   `json:"or_earlier" jsonschema:"true in the first year of the material"`
	URL       string `json:"url,omitempty"`
}

func (l *library) appearance(f *trend.First) *appearance {
	if f == nil {
		return nil
	}
	return &appearance{f.ID, f.Report.Year, f.Text, f.OrEarlier, l.link(f.URL)}
}

// trend answers with the series of queries, all cells of each that fit.
func (l *library) trend(ctx context.Context, args arguments) (trendOutput, error) {
	request, err := trendInput.request(args)
	if err != nil {
		return trendOutput{}, err
	}
	request.Lang = lang
	a, err := trend.New(ctx, l.edition, trend.Request{Request: request, Queries: table.Queries(request.Query)})
	if err != nil {
		return trendOutput{}, err
	}
	out := trendOutput{Series: []trendSeries{}, Coverage: a.Coverage.Text, Definition: a.Definition, Complete: true, Version: a.Version}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for _, s := range a.Series {
		series := trendSeries{
			ReadAs: s.Query.ReadAs, Value: s.Value, Total: totals(s.Total), Rate: s.Rate, URL: l.link(s.URL), First: l.appearance(s.First), FirstLoose: l.appearance(s.FirstLoose),
			Cells: []trendCell{}, Problem: s.Problem,
		}
		if s.Coverage != nil {
			series.Coverage = s.Coverage.Text
		}
		if !budget.take(series) && len(out.Series) > 0 {
			out.Complete = false
			break
		}
		out.Notes = append(out.Notes, s.Query.Notes...)
		for _, p := range s.Points {
			cell := trendCell{p.Values, p.Occurrences, p.ReportsWith, p.Reports, p.Rate}
			if !budget.take(cell) {
				out.Complete = false
				break
			}
			series.Cells = append(series.Cells, cell)
		}
		out.Series = append(out.Series, series)
	}
	return out, nil
}

type panelOutput struct {
	Columns    []string `json:"columns" jsonschema:"what the cells of a row are: values, reports, a count for each word, the total of their union, and its rate for each 10,000 letters"`
	Rows       []string `json:"rows" jsonschema:"the cells of a row with tabs between them; empty where there is no report"`
	Total      totals   `json:"total" jsonschema:"of the union of the words"`
	Coverage   string   `json:"coverage" jsonschema:"the reports that the figures stand on, and what is missing among them"`
	Definition string   `json:"definition"`
	Complete   bool     `json:"complete" jsonschema:"false when rows were left out to keep to the budget"`
	Version    string   `json:"index_version"`
}

// panel answers with a panel of words, all rows that fit.
func (l *library) panel(ctx context.Context, args arguments) (panelOutput, error) {
	request, err := panelInput.request(args)
	if err != nil {
		return panelOutput{}, err
	}
	request.Lang = lang
	nested := panel.OwnParameters().Named(panel.NestedName)
	chosen, problem := nested.Value(args.values(panel.NestedName))
	if problem != nil {
		return panelOutput{}, problem
	}
	p, err := panel.New(ctx, l.edition, panel.Request{Request: request, Words: table.Queries(args.text(panel.WordsName)), Nested: panel.Nested(chosen)})
	if err != nil {
		return panelOutput{}, err
	}
	out := panelOutput{Rows: []string{}, Total: totals(p.Total), Coverage: p.Coverage.Text, Definition: p.Definition, Version: p.Version}
	for _, field := range p.By {
		out.Columns = append(out.Columns, string(field))
	}
	out.Columns = append(out.Columns, "reports")
	for _, c := range p.Columns {
		out.Columns = append(out.Columns, c.Word)
	}
	out.Columns = append(out.Columns, "total", "per_10000")
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for _, r := range p.Rows {
		cells := append(append([]string{}, r.Values...), strconv.Itoa(r.Reports))
		for i := range p.Columns {
			cell := ""
			if r.Counts != nil {
				cell = strconv.Itoa(r.Counts[i])
			}
			cells = append(cells, cell)
		}
		if r.Total == nil {
			cells = append(cells, "", "")
		} else {
			cells = append(cells, strconv.Itoa(*r.Total), strconv.FormatFloat(*r.Rate, 'f', 2, 64))
		}
		row := strings.Join(cells, "\t")
		if !budget.take(row) {
			return out, nil
		}
		out.Rows = append(out.Rows, row)
	}
	out.Complete = true
	return out, nil
}
