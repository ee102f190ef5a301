package api

import (
	"context"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/sheet"
	"gongbao/search/table"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Counts counts the occurrences of a query by report, year, region, level or kind.
func (a *API) Counts() Operation {
	return Operation{
		id:      "count",
		summary: language.Sentence("api.counts"), about: language.Sentence("api.counts.about"),
		params: countParams(search.CountParameters()),
		answer: table.Table{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.Dear},
		examples: []example{
			{language.Sentence("api.counts.report"), "/api/v1/counts?q=碳排放达峰&by=report", "", `"values":["liaoning-2021"]`},
			{language.Sentence("api.counts.cross"), "/api/v1/counts?q=发展&by=year,region&sort=value", "", `"values":["2021","辽宁"]`},
		},
		handle: a.count,
	}
}

// count answers with the table of one query.
func (a *API) count(c *gin.Context, args arguments) error {
	request, err := args.request(search.CountParameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	counted, err := table.New(ctx, site.Edition(ctx), request)
	if err != nil {
		return err
	}
	if counted.Problem != "" {
		return search.ErrDear
	}
	return a.sendTables(c, args, request, []table.Table{counted}, &counted)
}

// Bounds of the queries of one request.
const (
	mostQueries = 1000
	maxQueries  = 200_000 // code points
)

const queriesName = "queries"

// listCountParameters returns the parameters that the queries of a list share.
func listCountParameters() search.Parameters {
	return search.CountParameters().Without(search.QueryName)
}

// CountAll counts the occurrences of each of a list of queries.
func (a *API) CountAll() Operation {
	queries := search.Parameter{Name: queriesName, About: language.Sentence("api.counts.queries"), Max: maxQueries, Required: true}
	return Operation{
		id:      "countAll",
		summary: language.Sentence("api.counts.all"), about: language.Sentence("api.counts.all.about"),
		params: append([]param{inLines(queries, upTo(mostQueries))}, countParams(listCountParameters())...),
		answer: table.List{}, media: []string{csvMedia, xlsxMedia}, Body: true, Stream: true,
		examples: []example{
			{language.Sentence("api.counts.list"), "/api/v1/counts", `{"queries": ["碳排放达峰", "就业"], "year": "2020..2024"}`, `"occurrences":2`},
		},
		handle: a.countAll,
	}
}

// countAll counts each query in a turn of its own among all searches, all in one edition.
func (a *API) countAll(c *gin.Context, args arguments) error {
	request, err := args.request(listCountParameters())
	if err != nil {
		return err
	}
	queries := table.Queries(args[queriesName])
	if len(queries) == 0 || len(queries) > mostQueries {
		return problem.BadParameter.Because("problem.queries", queriesName, len(queries), mostQueries)
	}
	ctx := c.Request.Context()
	edition := site.Edition(ctx)
	answer := table.List{Version: edition.Version()}
	for _, q := range queries {
		request.Query = q
		counted, err := a.countOne(ctx, edition, request)
		if err != nil {
			return err
		}
		answer.Tables = append(answer.Tables, counted)
	}
	if err := site.ExtendDeadlines(c.Writer, time.Now().Add(a.opt.Write)); err != nil {
		return err
	}
	return a.sendTables(c, args, request, answer.Tables, answer)
}

// countOne counts a query when it is its turn, within the time of one answer.
func (a *API) countOne(ctx context.Context, e *search.Edition, r search.Request) (table.Table, error) {
	leave, err := a.opt.Searches.Enter(ctx)
	if err != nil {
		return table.Table{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, a.opt.Answer)
	defer cancel()
	return table.New(ctx, e, r)
}

// countParams returns the parameters of counts, and those of the form of the answer.
func countParams(parameters search.Parameters) []param {
	format := search.Parameter{Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.counts.format"), Values: []string{"json", "csv", "xlsx"}, Default: "json"}
	return inQuery(slices.Concat(parameters, search.Parameters{format}, excelParameters())...)
}

// sendTables answers with tables as one file, or with body as JSON.
func (a *API) sendTables(c *gin.Context, args arguments, r search.Request, tables []table.Table, body any) error {
	s := sheet.Sheet{About: sheet.About{Filters: r.Filters, Version: site.Edition(c.Request.Context()).Version(), Time: now(), Lang: r.Lang}}
	for _, t := range tables {
		s.About.Queries = append(s.About.Queries, t.Query.Input)
	}
	s.Header, s.Rows = table.Rows(r.By, tables, a.absolute(c))
	return a.sendSheet(c, args, "gongbao-counts", s, func() any {
		for _, t := range tables {
			for i, row := range t.Rows {
				if row.URL != "" {
					t.Rows[i].URL = a.site.Path(row.URL)
				}
			}
		}
		return body
	})
}
