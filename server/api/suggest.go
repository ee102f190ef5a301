package api

import (
	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/suggest"
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
		summary: "Suggest phrases",
		about: "Suggests phrases and section titles of the reports that begin with the input, then some that sound like it. The input may be " +
			"Chinese or pinyin, in whole syllables or first letters.",
		params: inQuery(
			search.Parameter{Name: "q", About: "What has been typed so far.", Max: maxInput, Required: true, Example: "gaozhiliang"},
			search.Parameter{Name: "limit", Kind: search.NumberValue, About: "Suggestions at most.", Max: maxSuggestions, Default: "10"},
		),
		answer: suggestAnswer{},
		examples: []example{
			{"In pinyin", "/api/v1/suggest?q=gaozhiliang", "高质量发展"},
			{"In Chinese", "/api/v1/suggest?q=高质&limit=5", "高质量发展"},
		},
		handle: func(c *gin.Context, args arguments) error {
			index, current, err := a.phrases.index(c.Request.Context(), a.site.Service())
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
