package api

import (
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/comparison"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Compare says what has changed between two reports.
func (a *API) Compare() Operation {
	states := strings.Join(valuesOf(comparison.States()...), "|")
	return Operation{
		id:      "compare",
		summary: language.Sentence("api.compare"), about: language.Sentence("api.compare.about"),
		params: append(inQuery(
			search.Parameter{Name: "new", About: language.Sentence("api.compare.newer"), Max: maxID, Required: true, Example: "national-2025"},
			search.Parameter{Name: "old", About: language.Sentence("api.compare.older"), Max: maxID, Example: "national-2024"},
			search.Parameter{Name: "only", About: language.Sentence("api.compare.only"), Max: maxOnly, Form: `^(?:` + states + `)(?:,(?:` + states + `))*$`, Example: "new,gone"},
			search.SearchParameters().Named(search.LangName),
		), fileParams()...),
		answer: comparison.Comparison{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.NotFound, problem.Dear},
		examples: []example{{language.Sentence("api.compare.self"), "/api/v1/compare?new=liaoning-2021&old=liaoning-2021", "", `"state":"kept"`}},
		handle:   a.compare,
	}
}

const maxOnly = 100 // code points of a list of states

func (a *API) compare(c *gin.Context, args arguments) error {
	only, err := comparison.ReadStates(strings.Split(args["only"], ","))
	if err != nil {
		return refusing(err)
	}
	ctx := c.Request.Context()
	request := comparison.Request{New: args["new"], Old: args["old"], Only: only, Lang: language.Lang(args[search.LangName])}
	found, err := comparison.Of(ctx, site.Edition(ctx), request)
	switch {
	case errors.Is(err, comparison.ErrLarge):
		return problem.Dear.With(comparison.ErrLarge)
	case errors.Is(err, comparison.ErrEarlier):
		return refusing(err)
	case err != nil:
		return err
	}
	return a.sendSheet(c, args, "gongbao-compare", found.Sheet(request, now(), a.absolute(c)), func() any {
		for i := range found.Pairs {
			for _, side := range [][]comparison.Paragraph{found.Pairs[i].New, found.Pairs[i].Old} {
				for j := range side {
					side[j].URL = a.site.Path(side[j].URL)
				}
			}
		}
		return found
	})
}
