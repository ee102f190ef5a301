// Package page shows the index to people: the pages, the views that fill their templates, and the files that browsers
// and feed readers request. The server's routes.go gives its handlers their routes.
package page

import (
	"embed"
	"net/http"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/page/frame"
	"gongbao/server/page/insight"
	"gongbao/server/page/kept"
	"gongbao/server/page/manage"
	"gongbao/server/problem"
	"gongbao/server/site"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// Pages shows the site to people, and answers their browsers and feed readers. Its methods may be called at the same time;
// each handler answers one request, or returns the error for the server to answer with.
type Pages struct {
	insights
	keptPages
	managed
	site     *site.Site
	shared   *frame.Templates
	searched func(search.Match)
	news     news
}

// insights, keptPages and managed are the pages of other packages, whose handlers are handlers of Pages.
type (
	insights  = *insight.Pages
	keptPages = *kept.Pages
	managed   = *manage.Pages
)

// pageNames returns the names of the pages. Each has a template file of its name that defines "main".
func pageNames() []string {
	return []string{"home", "results", "counts", "report", "reports", "coverage", "cite", "api", "error", "trends", "regions", "lines", "sentences", "panel", "repeats", "figures", "compare", "add", "delete", "excerpts", "following"}
}

// New reads the templates and makes the pages of a site. It calls searched for each answered search. managing says who may change
// the index.
func New(s *site.Site, searched func(search.Match), managing manage.Options) (*Pages, error) {
	shared, err := frame.New(s, templateFiles, staticFiles, pageNames()...)
	if err != nil {
		return nil, err
	}
	pages := manage.New(shared, managing)
	shared.Owner = func(r *http.Request) bool { return pages.Way(r) == manage.Here }
	return &Pages{insights: insight.New(shared), keptPages: kept.New(s, shared), managed: pages, site: s, shared: shared, searched: searched}, nil
}

// Language returns the language in which a request is answered.
func (p *Pages) Language(c *gin.Context) string { return string(p.shared.Frame(c, "").Lang) }

// Error shows a person what went wrong. Id is that of the request.
func (p *Pages) Error(c *gin.Context, err *problem.Error, id string) error {
	return p.shared.Show(c, err.Status, "error", newErrorView(p.shared.Frame(c, "error"), frame.StateOf(c), err, id))
}

// An errorView fills the page that explains an error and how to go on.
type errorView struct {
	frame.Frame
	Problem problem.Problem
	Name    string // of its message; empty if there is none
	Again   bool   // the same request may succeed in a moment
}

// newErrorView finds the message for a problem. The page shows a problem without one with the sentences that programs get.
func newErrorView(f frame.Frame, q frame.State, err *problem.Error, id string) errorView {
	f.Box, f.Kept = q.Get(search.QueryName), q.Kept()
	v := errorView{Frame: f, Problem: err.In(f.Lang), Again: err.Again()}
	v.Problem.Instance = id
	if name := "page.problem." + err.Name; language.Has(name) {
		v.Name, v.Title = name, f.T(name)
	}
	return v
}
