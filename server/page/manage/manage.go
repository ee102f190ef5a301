// Package manage shows the pages on which people add files to the index and delete reports from it.
package manage

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/indexer/outcome"
	"gongbao/search"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
	"gongbao/server/upload"
)

// Pages shows the pages. Its methods may be called at the same time; each handler answers one request, or returns the error for
// the server to answer with.
type Pages struct {
	shared *frame.Templates
	opt    Options
}

// New makes the pages of the templates.
func New(shared *frame.Templates, opt Options) *Pages { return &Pages{shared, opt} }

// A view is what the pages share.
type view struct {
	frame.Frame
	Way    Way
	Secret string
}

func (p *Pages) view(c *gin.Context, page string) view {
	c.Header("Cache-Control", "no-store") // it has the secret
	f := p.shared.Frame(c, page)
	f.Title = f.T("page." + page + ".heading")
	f.Description = f.T("page.add.lead")
	return view{Frame: f, Way: p.Way(c.Request), Secret: p.opt.Secret}
}

// An addView fills the page that adds files.
type addView struct {
	view
	Limit  int64 // bytes at once
	Counts []count
	Rows   []row // what became of the files; none before there are any
}

// Megabytes returns the limit of what goes at once.
func (v addView) Megabytes() int64 { return v.Limit >> 20 }

// About returns the names of what there is to know about adding.
func (addView) About() []string { return []string{"formats", "facts", "again", "place", "end"} }

// A count is the number of files in a state.
type count struct {
	State outcome.State
	Name  string
	Files int
}

// A row is the outcome for a file.
type row struct {
	State         outcome.State
	Name          string // of the state
	File, Remarks string
	ID            string // of the report
	Label         string
	Link, Delete  string // empty without a report
}

// Add shows the form for files.
func (p *Pages) Add(c *gin.Context) error {
	return p.showAdd(c, outcome.Of(nil, 0, 0), nil)
}

// AddFiles receives files, indexes them, and shows what became of each.
func (p *Pages) AddFiles(c *gin.Context) error {
	if p.Way(c.Request) == Closed {
		return problem.ReadOnly.Because("problem.add.closed")
	}
	ctx, cancel, err := p.opt.Writer.Begin(c)
	if err != nil {
		return err
	}
	defer cancel()
	u, err := upload.Form(c.Request, func(fields url.Values) error { return p.allow(c, fields) })
	if err != nil {
		return err
	}
	o, err := p.opt.Writer.Index(ctx, u, upload.Folder, p.shared.Frame(c, "add").Lang)
	if err != nil {
		return err
	}
	var reports []search.ReportInfo
	err = p.opt.Writer.Site.Service().Read(ctx, func(e *search.Edition) (err error) {
		reports, err = e.Reports(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return p.showAdd(c, o, reports)
}

func (p *Pages) showAdd(c *gin.Context, o outcome.Outcome, reports []search.ReportInfo) error {
	v := addView{view: p.view(c, "add"), Limit: p.opt.Limit}
	byID := map[string]search.ReportInfo{}
	for _, r := range reports {
		byID[r.ID] = r
	}
	states := outcome.States()
	for _, s := range states {
		if s != outcome.Gone { // which nothing here is
			v.Counts = append(v.Counts, count{s, s.In(v.Lang), o.Counts.Of(s)})
		}
	}
	for _, of := range o.Files {
		row := row{State: of.State, Name: of.State.In(v.Lang), File: strings.TrimPrefix(of.Path(), upload.Folder+"/"), Remarks: of.Remarks(v.Lang), ID: of.ID}
		if report, ok := byID[of.ID]; ok {
			row.Label = report.FullName()
			row.Link, row.Delete = v.Link("/reports/"+of.ID), v.Link("/delete", "id", of.ID)
		}
		v.Rows = append(v.Rows, row)
	}
	slices.SortStableFunc(v.Rows, func(a, b row) int { return slices.Index(states, b.State) - slices.Index(states, a.State) })
	return p.shared.Show(c, http.StatusOK, "add", v)
}

// A deleteView fills the page that deletes a report.
type deleteView struct {
	view
	Report search.ReportInfo
	Done   bool
}

// Delete asks whether a report is to be deleted.
func (p *Pages) Delete(c *gin.Context) error {
	v := deleteView{view: p.view(c, "delete")}
	if v.Way == Closed {
		return problem.ReadOnly.Because("problem.add.closed")
	}
	report, err := frame.Edition(c).Report(c.Request.Context(), c.Query("id"), search.Marking{})
	if err != nil {
		return err
	}
	v.Report = report.ReportInfo
	return p.shared.Show(c, http.StatusOK, "delete", v)
}

// DeleteReport deletes a report.
func (p *Pages) DeleteReport(c *gin.Context) error {
	ctx, cancel, err := p.opt.Writer.Begin(c)
	if err != nil {
		return err
	}
	defer cancel()
	if err := c.Request.ParseForm(); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return problem.BadEncoding.Because("problem.percent", "%", "%25")
	}
	if err := p.allow(c, c.Request.PostForm); err != nil {
		return err
	}
	report, err := p.opt.Writer.Delete(ctx, c.Request.PostForm.Get("id"))
	if err != nil {
		return err
	}
	return p.shared.Show(c, http.StatusOK, "delete", deleteView{p.view(c, "delete"), report, true})
}
