package api

import (
	"encoding/json"
	"net/http"
	"unicode/utf8"

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
			found, err := a.suggest(c, args["q"], args.number("limit"))
			if err != nil {
				return err
			}
			return answerJSON(c, suggestAnswer{found})
		},
	}
}

// suggest completes what a person types, with phrases of the index that there is. Where it is not that of the edition, nobody keeps
// the answer.
func (a *API) suggest(c *gin.Context, typed string, limit int) ([]suggest.Suggestion, error) {
	ctx := c.Request.Context()
	index, current, err := a.phrases.index(ctx, a.site.Service(), site.Edition(ctx).Version())
	if err != nil {
		return nil, err
	}
	if !current {
		c.Writer.Header().Del("ETag") // the tag names a newer version than the answer has
		c.Header("Cache-Control", "no-store")
	}
	return index.Suggest(typed, limit), nil
}

// inBrowser is the number of suggestions that a browser has room for below its address bar.
const inBrowser = 10

// BrowserSuggestions answers the address bars of browsers, in the format of the OpenSearch Suggestions extension 1.1: what was typed,
// and a list of completions. What is longer than any phrase has none.
func (a *API) BrowserSuggestions(c *gin.Context) error {
	typed, completions := c.Query("q"), []string{}
	if utf8.RuneCountInString(typed) <= maxInput {
		found, err := a.suggest(c, typed, inBrowser)
		if err != nil {
			return err
		}
		for _, s := range found {
			completions = append(completions, s.Text)
		}
	}
	body, err := json.Marshal([]any{typed, completions})
	if err != nil {
		return err
	}
	c.Data(http.StatusOK, "application/x-suggestions+json; charset=utf-8", body)
	return nil
}
