package api

import (
	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Search finds paragraphs.
func (a *API) Search() Operation {
	return Operation{
		id:      "search",
		summary: language.Sentence("api.search"),
		about:   language.Sentence("api.search.about"),
		params:  inQuery(search.SearchParameters()...),
		answer:  search.Answer{}, Costly: true, problems: []problem.Type{problem.BadCursor, problem.Dear},
		examples: []example{
			{language.Sentence("api.search.phrase"), "/api/v1/search?q=碳排放达峰", "", `"occurrences":2`},
			{language.Sentence("api.search.words"), "/api/v1/search?q=就业 稳定&year=2020..2024&limit=3", "", `"match":"exact"`},
			{language.Sentence("api.search.region"), "/api/v1/search?q=“十四五”&region=辽宁省&sort=newest&lang=en", "", `"region":"辽宁"`},
		},
		handle: a.search,
	}
}

// SearchByBody finds paragraphs as Search does, with its parameters in the body, where long queries and lists have room.
func (a *API) SearchByBody() Operation {
	op := a.Search()
	op.id, op.Body = "searchByBody", true
	op.summary, op.about = language.Sentence("api.body.search"), language.Sentence("api.body.search.about")
	op.examples = []example{
		{language.Sentence("api.body.search.list"), "/api/v1/search", `{"q": "碳排放达峰 OR 碳达峰 OR 碳中和", "year": [2020, 2021], "limit": 0}`, `"occurrences":2`},
	}
	return op
}

// search answers with hits.
func (a *API) search(c *gin.Context, args arguments) error {
	request, err := args.request(search.SearchParameters())
	if err != nil {
		return err
	}
	request.Measured = true
	ctx := c.Request.Context()
	answer, err := site.Edition(ctx).Search(ctx, request)
	if err != nil {
		return err
	}
	a.opt.Searched(answer.Match)
	for i := range answer.Hits {
		answer.Hits[i].URL = a.site.Path(answer.Hits[i].URL)
		for _, p := range answer.Hits[i].Passages() {
			p.URL = a.site.Path(p.URL)
		}
	}
	return answerJSON(c, answer)
}
