// Package frame holds what all pages of the site share: their templates, what stands around each page, the addresses of the
// site, and the state of a search, all of which is in the address.
package frame

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/chart"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// Templates show the pages of a site and send its static files. Their methods may be called at the same time.
type Templates struct {
	// Owner reports whether a request comes from somebody who may change the index without a token; nil for nobody.
	Owner func(*http.Request) bool

	site    *site.Site
	static  fs.FS
	joined  map[string][]byte             // the static files that are made of several
	version string                        // of the static files; part of their addresses, so that browsers may keep them for good
	pages   map[string]*template.Template // by the name of the page
}

// Site returns the site of the pages.
func (t *Templates) Site() *site.Site { return t.site }

// New reads the templates of the pages named from a directory of files. Each page has a file of its name that defines "main";
// those with names that begin with shared_ belong to all of them. Static files are in the directory static of theirs.
func New(s *site.Site, templates, static fs.FS, pages ...string) (*Templates, error) {
	t := &Templates{site: s, static: static, pages: map[string]*template.Template{}}
	var err error
	if t.version, err = digestOfFiles(static); err != nil {
		return nil, err
	}
	if t.joined, err = joined(static); err != nil {
		return nil, err
	}
	shared, err := template.New("pages").Funcs(functions()).ParseFS(templates, "templates/shared_*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		page, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if t.pages[name], err = page.ParseFS(templates, "templates/"+name+".html"); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// functions returns the functions of templates, beside the methods of their views.
func functions() template.FuncMap {
	return template.FuncMap{
		"args":    func(list ...any) []any { return list }, // several values for one template
		"percent": func(part, whole int) int { return 100 * part / max(1, whole) },
		"grouped": language.Grouped,
		"hatch":   chart.Defs,
		"whole":   whole,
	}
}

var unit = regexp.MustCompile(`--[a-z]+(?:-[a-z]+)*|\d{4}-\d\d-\d\d|\d+[—–]\d+`)

// whole returns a sentence in which the flags of commands, dates and ranges of years are not broken, and no number parts from its word.
func whole(sentence string) template.HTML {
	return template.HTML(unit.ReplaceAllString(template.HTMLEscapeString(language.BindNumbers(sentence)), `<span class="whole">$0</span>`))
}

func (t *Templates) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := t.pages[name].ExecuteTemplate(&b, "page", view); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// Part renders a template of a page by itself.
func (t *Templates) Part(page, name string, view any) (string, error) {
	var b strings.Builder
	if err := t.pages[page].ExecuteTemplate(&b, name, view); err != nil {
		return "", fmt.Errorf("part %s of page %s: %w", name, page, err)
	}
	return b.String(), nil
}

// Show sends a page filled by a view, which embeds a Frame. It renders the whole page before sending any of it, so that a fault
// in it becomes an error page.
func (t *Templates) Show(c *gin.Context, status int, name string, view any) error {
	body, err := t.render(name, view)
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

// Asset sends a static file. Browsers may keep it for good when its address has the current version.
func (t *Templates) Asset(c *gin.Context) error {
	file := strings.TrimPrefix(path.Clean("/"+c.Param("file")), "/")
	name := path.Join("static", file)
	info, err := fs.Stat(t.static, name)
	if err != nil || info.IsDir() {
		return problem.NotFound.Because("problem.path", c.Request.URL.Path)
	}
	c.Header("Cache-Control", "no-cache")
	if c.Param("version") == t.version {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	if content, ok := t.joined[file]; ok {
		http.ServeContent(c.Writer, c.Request, file, time.Time{}, bytes.NewReader(content))
		return nil
	}
	http.ServeFileFS(c.Writer, c.Request, t.static, name)
	return nil
}

// AssetAddress returns the path of a static file.
func (t *Templates) AssetAddress(name string) string {
	return t.site.Path("/static/" + t.version + "/" + name)
}

// Edition returns the edition of the index from which a request is answered.
func Edition(c *gin.Context) *search.Edition { return site.Edition(c.Request.Context()) }
