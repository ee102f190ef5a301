package assistant

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/table"
	"gongbao/search/trend"
)

type countOutput struct {
	ReadAs   string   `json:"read_as" jsonschema:"how the query was understood"`
	Notes    []string `json:"notes,omitempty"`
	Total    totals   `json:"total" jsonschema:"of exact occurrences, complete"`
	Of       of       `json:"of" jsonschema:"all reports that the filters admit, with their letters"`
	Columns  []string `json:"columns,omitempty" jsonschema:"what the cells of a row are; reports_of and letters_of are all there are behind a row, whether they say it or not"`
	Rows     []string `json:"rows,omitempty" jsonschema:"the cells of a row with tabs between them; a value without a report has no row"`
	Problem  string   `json:"problem,omitempty" jsonschema:"why it could not be counted"`
	Complete bool     `json:"complete" jsonschema:"false when rows were left out to keep to the budget"`
	Version  string   `json:"index_version"`
}

type of struct {
	Reports int `json:"reports"`
	Letters int `json:"letters"`
}

// facetsToo are fields by which a table cannot be, but a search tells the most frequent values.
var facetsToo = []string{string(query.Role), string(query.Section)}

// countParameters returns the parameters of a table of counts, which may be by more fields.
func countParameters() search.Parameters {
	return inEnglish(asQuery(search.CountParameters())).Without(search.ModeName).With(search.ByName, func(p *search.Parameter) {
		p.Values, p.About = append(slices.Clone(p.Values), facetsToo...), language.Sentence("assistant.count.by")
	})
}

// count counts exact occurrences, by what was asked for, with as many rows as fit.
func (l *library) count(ctx context.Context, args arguments) (countOutput, error) {
	request, err := countInput.request(args)
	if err != nil {
		return countOutput{}, err
	}
	request.Mode = search.Exact
	facet := len(request.By) == 1 && slices.Contains(facetsToo, string(request.By[0]))
	asked := request
	if facet {
		asked.By = nil
	}
	t, err := table.New(ctx, l.edition, asked)
	if err != nil {
		return countOutput{}, err
	}
	out := countOutput{
		ReadAs: t.Query.ReadAs, Notes: t.Query.Notes, Total: totals(t.Total), Of: of{t.Of.Reports, t.Of.Characters}, Problem: t.Problem, Version: t.Version, Complete: true,
	}
	var rows [][]string
	switch {
	case facet && t.Problem == "":
		out.Columns = []string{string(request.By[0]), "occurrences", "paragraphs"}
		rows, err = l.facetRows(ctx, request)
	case len(request.By) > 0:
		out.Columns, rows = tableRows(t)
	}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for _, cells := range rows {
		row := strings.Join(cells, "\t")
		if !budget.take(row) {
			out.Complete = false
			break
		}
		out.Rows = append(out.Rows, row)
	}
	return out, err
}

// tableRows writes the rows of a table, with their columns.
func tableRows(t table.Table) (columns []string, rows [][]string) {
	for _, field := range t.By {
		columns = append(columns, string(field))
	}
	columns = append(columns, "occurrences", "paragraphs", "reports", "reports_of", "letters_of", "per_10000")
	for _, r := range t.Rows {
		cells := slices.Clone(r.Values)
		for _, n := range []int{r.Occurrences, r.Paragraphs, r.Reports, r.Of.Reports, r.Of.Characters} {
			cells = append(cells, strconv.Itoa(n))
		}
		rows = append(rows, append(cells, strconv.FormatFloat(r.Rate, 'f', 2, 64)))
	}
	return columns, rows
}

// facetRows returns the most frequent values of a field, with their counts.
func (l *library) facetRows(ctx context.Context, r search.Request) (rows [][]string, err error) {
	field := r.By[0]
	r.By, r.Limit = nil, 1
	answer, err := l.edition.Search(ctx, r)
	values := answer.Facets.Section
	if field == query.Role {
		values = answer.Facets.Role
	}
	for _, v := range values {
		rows = append(rows, []string{v.Value, strconv.Itoa(v.Occurrences), strconv.Itoa(v.Paragraphs)})
	}
	return rows, err
}

type absenceOutput struct {
	ReadAs      string   `json:"read_as" jsonschema:"how the query was understood"`
	Notes       []string `json:"notes,omitempty"`
	Said        []string `json:"said" jsonschema:"regions whose reports say it, with the occurrences"`
	Unsaid      []string `json:"unsaid" jsonschema:"regions that have a report and do not say it"`
	Uncollected []string `json:"uncollected" jsonschema:"regions without a report in the index, of which nobody can tell"`
	Coverage    string   `json:"coverage" jsonschema:"the reports that all this stands on, and what is missing among them"`
	Definition  string   `json:"definition"`
	Complete    bool     `json:"complete" jsonschema:"false when regions were left out to keep to the budget"`
	Version     string   `json:"index_version"`
}

// absence tells which regions do not say something, as many as fit, those who do not say it first.
func (l *library) absence(ctx context.Context, args arguments) (absenceOutput, error) {
	request, err := absenceInput.request(args)
	if err != nil {
		return absenceOutput{}, err
	}
	a, err := trend.NewAbsence(ctx, l.edition, request)
	if err != nil {
		return absenceOutput{}, err
	}
	out := absenceOutput{
		ReadAs: a.Query.ReadAs, Notes: a.Query.Notes, Said: []string{}, Unsaid: []string{}, Uncollected: []string{},
		Coverage: a.Coverage.Text, Definition: a.Definition, Version: a.Version, Complete: true,
	}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for _, list := range []struct {
		of   []trend.Place
		into *[]string
	}{{a.Unsaid, &out.Unsaid}, {a.Uncollected, &out.Uncollected}, {a.Said, &out.Said}} {
		for _, p := range list.of {
			line := p.Region
			if p.Occurrences > 0 {
				line += " " + strconv.Itoa(p.Occurrences)
			}
			if !budget.take(line) {
				out.Complete = false
				return out, nil
			}
			*list.into = append(*list.into, line)
		}
	}
	return out, nil
}
