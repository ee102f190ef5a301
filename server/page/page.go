// Package page shows the index to people: the pages, the views that fill their templates, and the files that browsers
// and feed readers request. The server's routes.go gives its handlers their routes.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
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
	site     *site.Site
	searched func(search.Match)

	templates map[string]*template.Template // by the name of the page
	version   string                        // of the static files; part of their addresses, so that browsers may keep them for good
}

// edition returns the edition of the index from which a request is answered.
func edition(c *gin.Context) *search.Edition { return site.Edition(c.Request.Context()) }

// pageNames returns the names of the pages. Each has a template file of its name that defines "main".
func pageNames() []string {
	return []string{"home", "results", "counts", "report", "reports", "cite", "api", "error"}
}

// New reads the templates and makes the pages of a site. It calls searched for each answered search.
func New(s *site.Site, searched func(search.Match)) (*Pages, error) {
	version, err := digestOfFiles(staticFiles)
	if err != nil {
		return nil, err
	}
	p := &Pages{site: s, searched: searched, templates: map[string]*template.Template{}, version: version}
	shared, err := template.New("pages").Funcs(functions()).ParseFS(templateFiles, "templates/shared_*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range pageNames() {
		page, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if p.templates[name], err = page.ParseFS(templateFiles, "templates/"+name+".html"); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// functions returns the functions of templates, beside the methods of their views.
func functions() template.FuncMap {
	return template.FuncMap{
		"args":    func(list ...any) []any { return list }, // several values for one template
		"percent": func(part, whole int) int { return 100 * part / max(1, whole) },
		"grouped": language.Grouped,
	}
}

func (p *Pages) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := p.templates[name].ExecuteTemplate(&b, "page", view); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// versionLength, in hexadecimal digits, is enough to tell versions apart.
const versionLength = 12

func digestOfFiles(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(content), content)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:versionLength], err
}

// show sends a page. It renders the whole page before sending any of it, so that a fault in it becomes an error page.
func (p *Pages) show(c *gin.Context, status int, name string, view any) error {
	body, err := p.render(name, view)
	if err != nil {
		return err
	}
	c.Header("Vary", "Cookie")
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "no-cache")
	}
	c.Data(status, "text/html; charset=utf-8", body)
	return nil
}

// Error shows a person what went wrong. Id is that of the request.
func (p *Pages) Error(c *gin.Context, err *problem.Error, id string) error {
	return p.show(c, err.Status, "error", newErrorView(p.frame(c, "error"), err, id))
}

// An errorView fills the page that explains an error and how to go on.
type errorView struct {
	frame
	Problem problem.Problem
	Name    string // of its message; empty if there is none
	Again   bool   // the same request may succeed in a moment
}

// newErrorView finds the message for a problem. The page shows a problem without one with the sentences that programs get.
func newErrorView(f frame, err *problem.Error, id string) errorView {
	v := errorView{frame: f, Problem: err.In(f.Lang), Again: err.Again()}
	v.Problem.Instance = id
	if name := "page.problem." + err.Name; language.Has(name) {
		v.Name, v.Title = name, f.T(name)
	}
	return v
}
