package api

import (
	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/problem"
)

const (
	maxQuery  = 10_000 // code points; query.Parse reads fewer, and a note tells the reader
	maxFilter = 1_000
	maxCursor = 2_000
	maxID     = 200
)

// Search finds paragraphs.
func (a *API) Search() Operation {
	return Operation{
		id:      "search",
		summary: "Find paragraphs",
		about: "Finds the paragraphs that answer a query, best first. The exact tier is what Ctrl+F would find: its totals, occurrences and marks " +
			"are complete. Whatever q holds is read as text, and query.read_as and query.notes say how. Positions are Unicode code points, half open.",
		params: append(queryParams(search.Smart, search.Exact, search.Loose),
			param{name: "sort", about: "The order of hits.", values: []string{"relevance", "newest", "oldest", "document"}, initial: "relevance"},
			param{name: "limit", about: "Hits on a page.", number: true, max: search.MaxLimit, initial: "10", example: "20"},
			param{name: "cursor", about: "The next of the page before.", max: maxCursor},
			param{name: "lang", about: "The language of read_as and notes.", values: []string{"zh", "en"}, initial: "zh"},
		),
		answer: search.Answer{}, Costly: true, problems: []problem.Type{problem.BadCursor},
		examples: []example{
			{"A phrase", "/api/v1/search?q=碳排放达峰", `"occurrences":2`},
			{"Two words in reports of some years", "/api/v1/search?q=就业 稳定&year=2020..2024&limit=3", `"match":"exact"`},
			{"In one region's reports, latest first", "/api/v1/search?q=“十四五”&region=辽宁省&sort=newest&lang=en", `"region":"辽宁"`},
		},
		handle: a.search,
	}
}

// queryParams returns the parameters of a query. modes lists the accepted modes, default first.
func queryParams(modes ...search.Mode) []param {
	var names []string
	for _, m := range modes {
		names = append(names, string(m))
	}
	return []param{
		{name: "q", about: "What to look for, in the language of the search box.", max: maxQuery, must: true, example: "碳排放达峰"},
		{name: "year", about: "A year or a range: 2021, 2020..2024, 2020.., ..2024.", max: maxFilter, example: "2020..2024"},
		{name: "region", about: "Regions by their short or full names, with commas between them.", max: maxFilter, example: "辽宁,吉林"},
		{name: "level", about: "Levels of government: national, province, city, county.", max: maxFilter, example: "province"},
		{name: "kind", about: "Kinds of document: report, resolution, other.", max: maxFilter, example: "report"},
		{name: "section", about: "A text in the titles of the sections that a paragraph stands in.", max: maxFilter, example: "绿色低碳"},
		{name: "title", about: "A text in the title of the report.", max: maxFilter, example: "政府工作报告"},
		{name: "report", about: "The ids of reports, with commas between them.", max: maxFilter, example: "liaoning-2021"},
		{
			name: "mode", values: names, initial: names[0],
			about: "Which tiers may answer. exact is what Ctrl+F would find, loose passes over punctuation, smart is the best that has something " +
				"to say, filled up with what comes near.",
		},
	}
}

// search answers with hits.
func (a *API) search(c *gin.Context, args arguments) error {
	request, err := searchRequest(args)
	if err != nil {
		return err
	}
	answer, err := a.site.Service().Search(c.Request.Context(), request)
	if err != nil {
		return err
	}
	a.opt.Searched(answer.Match)
	for i := range answer.Hits {
		answer.Hits[i].URL = a.site.Path(answer.Hits[i].URL)
	}
	return answerJSON(c, answer)
}

// searchRequest returns the request that arguments ask for.
func searchRequest(args arguments) (search.Request, error) {
	orders := map[string]search.Order{"newest": search.Newest, "oldest": search.Oldest, "document": search.Document}
	r := search.Request{
		Query: args["q"], Mode: search.Mode(args["mode"]), Order: orders[args["sort"]],
		Limit: args.number("limit"), Cursor: args["cursor"], Lang: language.Lang(args["lang"]),
	}
	for _, field := range []query.Field{query.Year, query.Region, query.Level, query.Kind, query.Section, query.Title, query.Report} {
		value := args[string(field)]
		if value == "" {
			continue
		}
		filter, err := query.ParseFilter(field, value)
		if err != nil {
			return search.Request{}, problem.BadParameter.Errorf("%s is %.40q, which means nothing there; several values have commas between them, years are 2021 or 2020..2024", field, value)
		}
		r.Filters = append(r.Filters, filter)
	}
	return r, nil
}
