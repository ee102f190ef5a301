package api

import (
	"context"
	"iter"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/table"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Export sends all hits as a file.
func (a *API) Export() Operation {
	return Operation{
		id:      "export",
		summary: language.Sentence("api.export"),
		about:   language.Sentence("api.export.about"),
		params: append(inQuery(search.ExportParameters()...), inQuery(
			search.Parameter{Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.export.format"), Values: []string{"csv", "jsonl"}, Default: "csv"},
			search.Parameter{
				Name: "bom", Kind: search.ChoiceValue, About: language.Sentence("api.export.bom"),
				Values: []string{"0", "1"}, Default: "0",
			},
			search.Parameter{
				Name: "head", Kind: search.ChoiceValue, About: language.Sentence("api.export.head"),
				Values: []string{"0", "1"}, Default: "0",
			},
		)...),
		media: []string{"text/csv", "application/jsonl"}, Stream: true, problems: []problem.Type{problem.Dear},
		examples: []example{
			{language.Sentence("api.export.table"), "/api/v1/export?q=碳排放达峰&bom=1", "", "liaoning-2021#"},
			{language.Sentence("api.export.lines"), "/api/v1/export?q=就业&format=jsonl&head=1", "", `"index_version"`},
		},
		handle: a.export,
	}
}

// exportPage is how many hits an export holds at a time, and finds in one turn among all searches.
const exportPage = 1000

// export sends all hits of one edition, each found once.
func (a *API) export(c *gin.Context, args arguments) error {
	request, err := args.request(search.ExportParameters())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	edition := site.Edition(ctx)
	next, stop := iter.Pull2(edition.Each(ctx, request))
	defer stop()
	hits, err := nextPage(ctx, a, next)
	if err != nil {
		return err
	}
	file := newExportFile(c, args)
	if c.Request.Method == http.MethodHead {
		return nil
	}
	if args["head"] == "1" {
		if err := file.Head(table.HeadOf(request, edition, time.Now())); err != nil {
			return err
		}
	}
	for {
		if err := a.sendPage(c, file, hits); err != nil || len(hits) < exportPage {
			return err
		}
		if hits, err = nextPage(ctx, a, next); err != nil {
			return err
		}
	}
}

// nextPage finds the next results, exportPage of them unless there are no more. It waits for its turn among all searches.
func nextPage[T any](ctx context.Context, a *API, next func() (T, error, bool)) (page []T, err error) {
	leave, err := a.opt.Searches.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	for len(page) < exportPage {
		one, err, more := next()
		if err != nil || !more {
			return page, err
		}
		page = append(page, one)
	}
	return page, nil
}

// sendPage sends the hits of a page, which has a time limit of its own.
func (a *API) sendPage(c *gin.Context, file table.HitFile, hits []search.Hit) error {
	if err := extendDeadlines(c, time.Now().Add(a.opt.Write)); err != nil {
		return err
	}
	for _, hit := range hits {
		hit.URL = a.site.Absolute(c.Request, a.site.Path(hit.URL))
		if err := file.Hit(hit); err != nil {
			return err
		}
	}
	if err := file.Flush(); err != nil {
		return err
	}
	c.Writer.Flush()
	return nil
}

// newExportFile begins the answer in the requested format.
func newExportFile(c *gin.Context, args arguments) table.HitFile {
	if args["format"] == "jsonl" {
		c.Header("Content-Type", "application/jsonl; charset=utf-8")
		c.Header("Content-Disposition", `attachment; filename="gongbao.jsonl"`)
		return table.JSONLines(c.Writer)
	}
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="gongbao.csv"`)
	return table.CSV(c.Writer, args["bom"] == "1", language.Lang(args[search.LangName]))
}
