package api

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/concordance"
	"gongbao/search/sheet"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Lines shows each occurrence of a query in a line.
func (a *API) Lines() Operation {
	return Operation{
		id:      "concordance",
		summary: language.Sentence("api.lines"), about: language.Sentence("api.lines.about"),
		params: inQuery(slices.Concat(search.LineParameters(), search.Parameters{{
			Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.lines.format"), Values: []string{"json", "csv", "jsonl", "xlsx"}, Default: "json",
		}}, excelParameters())...),
		answer: concordance.Concordance{}, media: []string{csvMedia, "application/jsonl", xlsxMedia}, Stream: true,
		problems: []problem.Type{problem.BadCursor, problem.Dear},
		examples: []example{
			{language.Sentence("api.lines.right"), "/api/v1/concordance?q=碳排放达峰&sort=right&left=10&right=10", "", `"place":"碳排放达峰"`},
			{language.Sentence("api.lines.continuations"), "/api/v1/concordance?q=高质量发展&continuations=right&n=2&limit=0", "", `"continuations":[{`},
			{language.Sentence("api.lines.sample"), "/api/v1/concordance?q=发展&sample=20&seed=7", "", `"sample":{"lines":20,"seed":7}`},
		},
		handle: a.lines,
	}
}

// lines answers with a page of lines, or sends all of them.
func (a *API) lines(c *gin.Context, args arguments) error {
	request, err := args.request(search.LineParameters())
	if err != nil {
		return err
	}
	switch args["format"] {
	case "csv", "jsonl":
		return a.sendLines(c, args, request)
	case "xlsx":
		return a.sendLineBook(c, args, request)
	}
	var found concordance.Concordance
	err = a.inTurn(c.Request.Context(), func(ctx context.Context) (err error) {
		found, err = concordance.Find(ctx, site.Edition(ctx), request)
		return err
	})
	if err != nil {
		return err
	}
	found.URL = a.site.Path(found.URL)
	for i, l := range found.Lines {
		found.Lines[i].URL = a.site.Path(l.URL)
	}
	for i, of := range found.Continuations {
		if of.URL != "" {
			found.Continuations[i].URL = a.site.Path(of.URL)
		}
	}
	return answerJSON(c, found)
}

// sendLineBook sends all lines of one edition as a workbook, whatever stands beside them.
func (a *API) sendLineBook(c *gin.Context, args arguments, r search.Request) error {
	r.Lines.Beside = ""
	var s sheet.Sheet
	err := a.inTurn(c.Request.Context(), func(ctx context.Context) (err error) {
		s, err = concordance.Sheet(ctx, site.Edition(ctx), r, now(), a.absolute(c))
		return err
	})
	if errors.Is(err, concordance.ErrRows) {
		return problem.BadParameter.Because("concordance.rows", sheet.MostRows)
	}
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-lines", s, nil)
}

// inTurn does something when it is its turn among all searches, within the time of one answer.
func (a *API) inTurn(ctx context.Context, do func(context.Context) error) error {
	leave, err := a.opt.Searches.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, a.opt.Answer)
	defer cancel()
	return do(ctx)
}

// sendLines sends all lines of one edition.
func (a *API) sendLines(c *gin.Context, args arguments, r search.Request) error {
	ctx := c.Request.Context()
	next, stop := iter.Pull2(concordance.All(ctx, site.Edition(ctx), r))
	defer stop()
	lines, err := nextPage(ctx, a, next)
	if err != nil {
		return err
	}
	write, flush, err := a.lineFile(c, args)
	if err != nil || c.Request.Method == http.MethodHead {
		return err
	}
	for {
		if err := site.ExtendDeadlines(c.Writer, time.Now().Add(a.opt.Write)); err != nil {
			return err
		}
		for _, l := range lines {
			if err := write(l); err != nil {
				return err
			}
		}
		if err := flush(); err != nil || len(lines) < exportPage {
			return err
		}
		if lines, err = nextPage(ctx, a, next); err != nil {
			return err
		}
	}
}

// lineFile begins the answer in the requested format.
func (a *API) lineFile(c *gin.Context, args arguments) (write func(concordance.Line) error, flush func() error, err error) {
	address := func(path string) string { return a.site.Absolute(c.Request, a.site.Path(path)) }
	if args["format"] == "jsonl" {
		c.Header("Content-Type", "application/jsonl; charset=utf-8")
		c.Header("Content-Disposition", `attachment; filename="gongbao-lines.jsonl"`)
		to := json.NewEncoder(c.Writer)
		write = func(l concordance.Line) error {
			l.URL = address(l.URL)
			return to.Encode(l)
		}
		return write, func() error { c.Writer.Flush(); return nil }, nil
	}
	c.Header("Content-Type", "text/csv; charset=utf-8")
	c.Header("Content-Disposition", `attachment; filename="gongbao-lines.csv"`)
	if c.Request.Method == http.MethodHead {
		return nil, nil, nil
	}
	rows, err := concordance.NewCSV(c.Writer, csvStyle(args), language.Lang(args[search.LangName]))
	if err != nil {
		return nil, nil, err
	}
	write = func(l concordance.Line) error { return rows.Row(l.Row(address)) }
	flush = func() error {
		err := rows.Flush()
		c.Writer.Flush()
		return err
	}
	return write, flush, nil
}
