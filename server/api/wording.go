package api

import (
	"errors"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/repeat"
	"gongbao/search/wording"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Sentences compares the sentences in which a query occurs year by year.
func (a *API) Sentences() Operation {
	return Operation{
		id:      "sentences",
		summary: language.Sentence("api.sentences"), about: language.Sentence("api.sentences.about"),
		params: append(inQuery(sentenceParameters()...), fileParams()...),
		answer: wording.Sentences{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.Dear},
		examples: []example{{language.Sentence("api.sentences.one"), "/api/v1/sentences?q=碳排放达峰", "", `"year":2021`}},
		handle: func(c *gin.Context, args arguments) error {
			request, err := args.request(sentenceParameters())
			if err != nil {
				return err
			}
			ctx := c.Request.Context()
			found, err := wording.YearByYear(ctx, site.Edition(ctx), request)
			if err != nil {
				return err
			}
			return a.sendSheet(c, args, "gongbao-sentences", found.Sheet(request, now(), a.absolute(c)), func() any {
				a.placeSentences(&found)
				return found
			})
		},
	}
}

// sentenceParameters returns the parameters that select hits, with one tier, and how many years are wanted.
func sentenceParameters() search.Parameters {
	years := search.SearchParameters().Only(search.LimitName).With(search.LimitName, func(p *search.Parameter) {
		p.About, p.Min, p.Max, p.Default, p.Example = language.Sentence("api.sentences.limit"), 1, wording.MostYears, "100", "50"
	})
	return append(search.SelectionParameters().Without(search.OffsetsName), years...)
}

// placeSentences puts the base path before all paths of an answer.
func (a *API) placeSentences(s *wording.Sentences) {
	s.URL = a.site.Path(s.URL)
	for i := range s.Years {
		year := &s.Years[i]
		year.URL = a.site.Path(year.URL)
		for j := range year.Sentences {
			one := &year.Sentences[j]
			if one.URL != "" {
				one.URL = a.site.Path(one.URL)
			}
			if one.Before != nil {
				one.Before.URL = a.site.Path(one.Before.URL)
			}
		}
	}
}

// Wording says what is new in a report, or gone.
func (a *API) Wording() Operation {
	return Operation{
		id:      "wording",
		summary: language.Sentence("api.wording"), about: language.Sentence("api.wording.about"),
		params: append(inQuery(
			search.Parameter{Name: "report", About: language.Sentence("api.report.id"), Max: maxID, Required: true, Example: "liaoning-2021"},
			search.Parameter{
				Name: "against", Kind: search.ChoiceValue, About: language.Sentence("api.wording.against"),
				Values: []string{string(wording.AgainstEarlier), string(wording.AgainstPrevious)}, Default: string(wording.AgainstEarlier),
			},
			search.Parameter{
				Name: "side", Kind: search.ChoiceValue, About: language.Sentence("api.wording.side"),
				Values: []string{string(wording.SideNew), string(wording.SideGone)}, Default: string(wording.SideNew),
			},
			search.Parameter{Name: search.LimitName, Kind: search.NumberValue, About: language.Sentence("api.wording.limit"), Min: 1, Max: wording.MostUnits, Default: "150"},
			search.SearchParameters().Named(search.LangName),
		), fileParams()...),
		answer: wording.Wording{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.NotFound},
		examples: []example{{language.Sentence("api.wording.new"), "/api/v1/wording?report=liaoning-2021", "", `"units":[`}},
		handle:   a.wording,
	}
}

func (a *API) wording(c *gin.Context, args arguments) error {
	ctx := c.Request.Context()
	request := wording.Request{
		Report: args["report"], Against: wording.Against(args["against"]), Side: wording.Side(args["side"]), Limit: args.number(search.LimitName),
		Lang: language.Lang(args[search.LangName]),
	}
	w, err := wording.Of(ctx, site.Edition(ctx), request)
	switch {
	case errors.Is(err, wording.ErrYear):
		return problem.BadParameter.Because("wording.year")
	case err != nil:
		return err
	}
	return a.sendSheet(c, args, "gongbao-wording", w.Sheet(request, now(), a.absolute(c)), func() any {
		for i := range w.Units {
			unit := &w.Units[i]
			unit.URL, unit.Elsewhere.URL = a.site.Path(unit.URL), a.site.Path(unit.Elsewhere.URL)
		}
		for i := range w.Single {
			w.Single[i].URL = a.site.Path(w.Single[i].URL)
		}
		return w
	})
}

// Repeats says where else a passage stands.
func (a *API) Repeats() Operation {
	return Operation{
		id:      "repeats",
		summary: language.Sentence("api.repeats"), about: language.Sentence("api.repeats.about"),
		params: append(inQuery(append(search.Parameters{
			{Name: "id", About: language.Sentence("api.repeats.id"), Max: maxID, Example: "liaoning-2021#67"},
			{Name: "text", About: language.Sentence("api.repeats.text"), Max: repeat.MostText},
		}, repeat.Parameters()...)...), fileParams()...),
		answer: repeat.Answer{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.NotFound, problem.Dear},
		examples: []example{{language.Sentence("api.repeats.one"), "/api/v1/repeats?id=liaoning-2021%2367", "", `"id":"liaoning-2021#67","ordinal":67`}},
		handle:   a.repeats,
	}
}

func (a *API) repeats(c *gin.Context, args arguments) error {
	request, err := args.request(repeat.Parameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	asked := repeat.Request{Request: request, Paragraph: args["id"], Text: args["text"]}
	found, err := repeat.Find(ctx, site.Edition(ctx), asked)
	if repeat.Problem(err) {
		return refusing(err)
	}
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-repeats", found.Sheet(asked, now(), a.absolute(c)), func() any {
		found.URL = a.path(found.URL)
		for _, place := range found.Places() {
			place.URL = a.path(place.URL)
		}
		return found
	})
}
