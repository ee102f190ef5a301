package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"

	"github.com/gin-gonic/gin"
)

// pageRoutes routes what people look at, and what their browsers and feed readers ask for.
func (s *Server) pageRoutes() {
	s.get("/", s.answering(s.home)...)
	s.get("/search", s.searching(s.results)...)
	s.get("/reports", s.answering(s.reports)...)
	s.get("/reports/:id", s.searching(s.report)...)
	s.get("/reports/:id/p/:place", s.answering(s.permalink)...)
	s.get("/reports/:id/cite", s.answering(s.citation)...)

	s.get("/feed.atom", s.answering(s.feed)...)
	s.get("/sitemap.xml", s.answering(s.sitemap)...)
	s.get("/opensearch.xml", s.handle(s.openSearch))
	s.get("/robots.txt", s.handle(s.robots))
	s.get("/favicon.ico", s.handle(s.icon))
	s.get("/static/:version/*file", s.handle(s.asset))
}

// show sends a page. It is made whole before any of it goes out, so that a fault in it becomes an error page.
func (s *Server) show(c *gin.Context, status int, name string, view any) error {
	body, err := s.pages.render(name, view)
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

// errorPage tells a person what went wrong.
func (s *Server) errorPage(c *gin.Context, status int, p Problem) {
	f := s.frame(c, "error")
	view := newErrorView(f, p)
	if err := s.show(c, status, "error", view); err != nil {
		s.opt.Logger.Error("error page", "id", requestID(c), "error", err)
		c.String(http.StatusInternalServerError, "%s\n", p.Title)
	}
}

//go:embed templates/*.html templates/*.json
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// pages is all that pages are made of.
type pages struct {
	templates map[string]*template.Template // by the name of the page
	words     catalogue
	chinese   map[string]string // for sentences of the API's documentation
	version   string            // of the static files; it stands in their addresses, so that browsers may keep them for good
}

// pageNames are the pages; each has a template file of its name, which defines what stands in main.
func pageNames() []string {
	return []string{"home", "results", "report", "reports", "cite", "api", "error"}
}

func newPages() (*pages, error) {
	words, err := readCatalogue()
	if err != nil {
		return nil, err
	}
	p := &pages{templates: map[string]*template.Template{}, words: words}
	if p.chinese, err = readChinese(); err != nil {
		return nil, err
	}
	if p.version, err = digestOfFiles(staticFiles); err != nil {
		return nil, err
	}
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

// functions are what templates can do beside the methods of their views.
func functions() template.FuncMap {
	return template.FuncMap{
		"args":    func(list ...any) []any { return list }, // several values for one template
		"percent": func(part, whole int) int { return 100 * part / max(1, whole) },
		"grouped": func(n int) string { return figure(n).String() },
	}
}

func (p *pages) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := p.templates[name].ExecuteTemplate(&b, "page", view); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// versionLength is enough for an address to change whenever a file does.
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
