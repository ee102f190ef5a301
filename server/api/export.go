package api

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/table"
	"gongbao/search/workbook"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Export sends all hits as a file.
func (a *API) Export() Operation {
	return Operation{
		id:      "export",
		summary: language.Sentence("api.export"),
		about:   language.Sentence("api.export.about"),
		params: inQuery(slices.Concat(search.ExportParameters(), search.Parameters{{
			Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.export.format"), Values: []string{"csv", "jsonl", "xlsx"}, Default: "csv",
		}}, excelParameters(), search.Parameters{{
			Name: "head", Kind: search.ChoiceValue, About: language.Sentence("api.export.head"), Values: []string{"0", "1"}, Default: "0",
		}})...),
		media: []string{csvMedia, "application/jsonl", xlsxMedia}, Stream: true, problems: []problem.Type{problem.Dear},
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
	if args["format"] != "jsonl" {
		request.Offsets = search.CodePoints // by which a table cuts the text beside a place
	}
	ctx := c.Request.Context()
	edition := site.Edition(ctx)
	next, stop := iter.Pull2(edition.Each(ctx, request))
	defer stop()
	hits, err := nextPage(ctx, a, next)
	if err != nil {
		return err
	}
	head := table.HeadOf(request, edition, time.Now())
	if args["format"] == "xlsx" {
		return a.exportBook(c, request, head, hits, func() ([]search.Hit, error) { return nextPage(ctx, a, next) })
	}
	file := newExportFile(c, args, head)
	if c.Request.Method == http.MethodHead {
		return nil
	}
	if args["head"] == "1" {
		if err := file.Head(head); err != nil {
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
	if err := site.ExtendDeadlines(c.Writer, time.Now().Add(a.opt.Write)); err != nil {
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
func newExportFile(c *gin.Context, args arguments, head table.Head) table.HitFile {
	if args["format"] == "jsonl" {
		c.Header("Content-Type", "application/jsonl; charset=utf-8")
		attach(c, head, "jsonl")
		return table.JSONLines(c.Writer)
	}
	c.Header("Content-Type", csvMedia+"; charset=utf-8")
	attach(c, head, "csv")
	return table.CSV(c.Writer, table.Style{BOM: args["bom"] == "1", Words: args["labels"] == "1", Lang: language.Lang(args[search.LangName]), Read: time.Now()}, head)
}

// attach makes the answer a file whose name says what is in it: gongbao-碳排放达峰-2026-11-26.csv. Clients that know no names but those
// in ASCII call it gongbao-export.csv, and none gongbao.csv, as a table of corrections is called.
func attach(c *gin.Context, head table.Head, ending string) {
	c.Header("Content-Disposition", `attachment; filename="gongbao-export.`+ending+`"; filename*=UTF-8''`+url.PathEscape(head.FileName(ending)))
}

// exportBook sends all hits as a workbook. It is made before any of it is sent.
func (a *API) exportBook(c *gin.Context, r search.Request, head table.Head, hits []search.Hit, next func() ([]search.Hit, error)) (err error) {
	ctx := c.Request.Context()
	book, err := a.newBook(ctx, r)
	if errors.Is(err, workbook.ErrMost) {
		return problem.BadParameter.With(workbook.ErrMost)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	for len(hits) > 0 {
		if err := site.ExtendDeadlines(c.Writer, time.Now().Add(a.opt.Write)); err != nil {
			return err
		}
		for _, hit := range hits {
			hit.URL = a.site.Absolute(c.Request, a.site.Path(hit.URL))
			if err := book.Add(hit); err != nil {
				return err
			}
		}
		if hits, err = next(); err != nil {
			return err
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file, a.absolute(c)); err != nil {
		return err
	}
	attach(c, head, "xlsx")
	c.Data(http.StatusOK, xlsxMedia, file.Bytes())
	return nil
}

// newBook begins the workbook of a request, in a turn among all searches.
func (a *API) newBook(ctx context.Context, r search.Request) (*workbook.Workbook, error) {
	leave, err := a.opt.Searches.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return workbook.New(ctx, site.Edition(ctx), r, time.Now())
}
