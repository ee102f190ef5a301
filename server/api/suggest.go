package api

import (
	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/suggest"
	"gongbao/server/site"
)

const (
	maxInput       = 100 // code points, longer than any phrase
	maxSuggestions = 50
)

// A suggestAnswer answers GET /api/v1/suggest.
type suggestAnswer struct {
	Suggestions []suggest.Suggestion `json:"suggestions"`
}

// Suggest completes what a person types.
func (a *API) Suggest() Operation {
	return Operation{
		id:      "suggest",
		summary: language.Sentence("api.suggest"),
		about:   language.Sentence("api.suggest.about"),
		params: inQuery(
			search.Parameter{Name: "q", About: language.Sentence("api.suggest.q"), Max: maxInput, Required: true, Example: "gaozhiliang"},
			search.Parameter{Name: "limit", Kind: search.NumberValue, About: language.Sentence("api.suggest.limit"), Min: 1, Max: maxSuggestions, Default: "10"},
		),
		answer: suggestAnswer{},
		examples: []example{
			{language.Sentence("api.suggest.pinyin"), "/api/v1/suggest?q=gaozhiliang", "", "高质量发展"},
			{language.Sentence("api.suggest.chinese"), "/api/v1/suggest?q=高质&limit=5", "", "高质量发展"},
		},
		handle: func(c *gin.Context, args arguments) error {
			ctx := c.Request.Context()
			index, current, err := a.phrases.index(ctx, a.site.Service(), site.Edition(ctx).Version())
			if err != nil {
				return err
			}
			if !current {
				c.Writer.Header().Del("ETag") // the tag names a newer version than the answer has
				c.Header("Cache-Control", "no-store")
			}
			return answerJSON(c, suggestAnswer{index.Suggest(args["q"], args.number("limit"))})
		},
	}
}
