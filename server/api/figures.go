package api

import (
	"errors"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
	"gongbao/search/sheet"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Figures gives the table of what reports promise and what they report, in numbers.
func (a *API) Figures() Operation {
	return Operation{
		id:      "figures",
		summary: language.Sentence("api.figures"), about: language.Sentence("api.figures.about"),
		params: append(inQuery(append(figures.Parameters(), figures.OwnParameters()...)...), fileParams()...),
		answer: figures.Answer{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.BadCursor},
		examples: []example{
			{language.Sentence("api.figures.name"), "/api/v1/figures?name=GDP&kind=result&year=2021", "", `"name":"生产总值","number":"0.6%"`},
			{language.Sentence("api.figures.value"), "/api/v1/figures?kind=target&value=>=6%25", "", `"comparator":`},
		},
		handle: a.figures,
	}
}

// figuresAsked returns the request of the arguments.
func (a *API) figuresAsked(args arguments, parameters search.Parameters) (r figures.Request, err error) {
	r.Names = a.site.Names()
	if r.Request, err = args.request(parameters); err != nil {
		return r, err
	}
	if problem := r.Read(func(name string) string { return args[name] }); problem != nil {
		return r, refused(*problem)
	}
	return r, nil
}

func (a *API) figures(c *gin.Context, args arguments) error {
	request, err := a.figuresAsked(args, figures.Parameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	edition := site.Edition(ctx)
	table, err := figures.New(ctx, edition, request)
	if err != nil {
		return err
	}
	var s sheet.Sheet
	if args["format"] != "json" {
		rows, err := figures.All(ctx, edition, request)
		if errors.Is(err, figures.ErrRows) {
			return refusing(err)
		}
		if err != nil {
			return err
		}
		s = table.Sheet(request, rows, now(), a.absolute(c))
	}
	return a.sendSheet(c, args, "gongbao-figures", s, func() any {
		table.Each(a.path)
		return table
	})
}

// FigureLinks says what became of targets.
func (a *API) FigureLinks() Operation {
	own := figures.OwnParameters().Without(figures.KindName)
	return Operation{
		id:      "figureLinks",
		summary: language.Sentence("api.figures.links"), about: language.Sentence("api.figures.links.about"),
		params: append(inQuery(append(linkParameters(), own...)...), fileParams()...),
		answer: figures.Links{}, media: []string{csvMedia, xlsxMedia}, Costly: true,
		examples: []example{{language.Sentence("api.figures.links.year"), "/api/v1/figures/links?year=2021&name=地区生产总值", "", `"verdict":"no_report"`}},
		handle:   a.figureLinks,
	}
}

// linkParameters returns the parameters that select reports with targets.
func linkParameters() search.Parameters {
	return figures.Parameters().Without(search.LimitName, search.CursorName)
}

func (a *API) figureLinks(c *gin.Context, args arguments) error {
	request, err := a.figuresAsked(args, linkParameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	links, err := figures.NewLinks(ctx, site.Edition(ctx), request)
	if errors.Is(err, figures.ErrLinked) {
		return refusing(err)
	}
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-targets", links.Sheet(request, now(), a.absolute(c)), func() any {
		links.Each(a.path)
		return links
	})
}
