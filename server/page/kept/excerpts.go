package kept

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search/cite"
	"gongbao/search/excerpt"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// The fields of the form of the excerpts. Each of the buttons has the name of an excerpt as its value.
const (
	nameName   = "p"     // of an excerpt, once for each
	linksName  = "links" // addresses of more, one a line
	upName     = "up"
	downName   = "down"
	removeName = "remove"
	formatName = "format"
)

// An excerptsView fills the page of the excerpts.
type excerptsView struct {
	frame.Frame
	Excerpts []excerptView
	Listed   bool // by the request; else the browser has the list
	Unread   []string
	Over     int // how many are too many
	Files    []string
	Nowhere  bool // the texts have no address that others can open
}

// An excerptView is an excerpt on the page.
type excerptView struct {
	excerpt.Excerpt
	Title    string
	Was      string // why the text is not here, or not where it was
	Link     string // to the paragraph in its report
	Citation string
}

// Excerpts shows the excerpts that the address names. Without any, the script of the page shows those that the browser keeps.
func (p *Pages) Excerpts(c *gin.Context) error {
	return p.show(c, c.Request.URL.Query())
}

// ExcerptsByForm shows the excerpts of a form after what the reader does to them, or sends them as a file. The page is
// at the address that names them, if one can hold them.
func (p *Pages) ExcerptsByForm(c *gin.Context) error {
	form, err := readForm(c)
	if err != nil {
		return err
	}
	if format := form.Get(formatName); format != "" {
		return p.send(c, format, form)
	}
	names, unread := changed(form)
	return settle(c, form, url.Values{nameName: names, linksName: unread}, p.show)
}

// changed returns the names in a form after the button that was pressed, with those of the links behind them, and the lines that are no
// links to a paragraph.
func changed(form url.Values) (names, unread []string) {
	names = slices.Clone(form[nameName])
	if at := slices.Index(names, form.Get(upName)); at > 0 {
		names[at-1], names[at] = names[at], names[at-1]
	}
	if at := slices.Index(names, form.Get(downName)); at >= 0 && at+1 < len(names) {
		names[at], names[at+1] = names[at+1], names[at]
	}
	names = without(names, form.Get(removeName))
	for line := range strings.Lines(strings.Join(form[linksName], "\n")) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if name, ok := excerpt.ParseName(line); ok {
			names = append(names, name.String())
		} else {
			unread = append(unread, line)
		}
	}
	return names, unread
}

// find returns the excerpts of the names in a request, and how many names are too many.
func (p *Pages) find(c *gin.Context, values []string) (found []excerpt.Excerpt, over int, err error) {
	var names []excerpt.Name
	for _, value := range values {
		if name, ok := excerpt.ParseName(value); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	over = max(0, len(names)-excerpt.Most)
	found, err = excerpt.Find(c.Request.Context(), frame.Edition(c), names[:len(names)-over])
	return found, over, err
}

// list returns excerpts to be written for a request.
func (p *Pages) list(c *gin.Context, f frame.Frame, found []excerpt.Excerpt) excerpt.List {
	return excerpt.List{
		Excerpts: found, Time: time.Now(), Version: frame.Edition(c).Version(), Lang: f.Lang,
		Address: func(path string) string { return p.site.Absolute(c.Request, p.site.Path(path)) },
	}
}

func (p *Pages) show(c *gin.Context, asked url.Values) error {
	found, over, err := p.find(c, asked[nameName])
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "excerpts")
	f.At("/excerpts", nil)
	f.Title = f.T("page.excerpts.heading")
	f.Description = f.T("page.excerpts.about")
	v := excerptsView{Frame: f, Listed: len(found) > 0, Over: over, Files: fileEndings(), Unread: asked[linksName]}
	list := p.list(c, f, found)
	for _, e := range found {
		shown := excerptView{Excerpt: e, Title: e.Title(f.Lang), Was: e.Note(f.Lang), Citation: list.Cite(e, cite.GBT)}
		if e.Kept() {
			shown.Link = f.Link(e.Path())
			v.Nowhere = v.Nowhere || !strings.Contains(shown.Citation, "[R/OL]")
		} else if e.Report.ID != "" {
			shown.Link = f.Link("/reports/" + e.Report.ID)
		}
		v.Excerpts = append(v.Excerpts, shown)
	}
	return p.shared.Show(c, http.StatusOK, "excerpts", v)
}

// A fileType is a form in which excerpts are taken along.
type fileType struct {
	media string
	write func(excerpt.List, io.Writer) error
}

// fileEndings returns the endings of the files, as the page offers them.
func fileEndings() []string { return []string{"docx", "xlsx", "bib", "ris"} }

func fileTypes() map[string]fileType {
	citations := func(f cite.Format) func(excerpt.List, io.Writer) error {
		return func(l excerpt.List, w io.Writer) error {
			_, err := io.WriteString(w, l.Citations(f))
			return err
		}
	}
	const office = "application/vnd.openxmlformats-officedocument."
	return map[string]fileType{
		"docx": {office + "wordprocessingml.document", excerpt.List.DOCX}, "xlsx": {office + "spreadsheetml.sheet", excerpt.List.XLSX},
		"bib": {"application/x-bibtex; charset=utf-8", citations(cite.BibTeX)}, "ris": {"application/x-research-info-systems; charset=utf-8", citations(cite.RIS)},
	}
}

// send sends the excerpts of a form as a file.
func (p *Pages) send(c *gin.Context, format string, asked url.Values) error {
	kind, ok := fileTypes()[format]
	if !ok {
		return problem.NotFound.Because("problem.format", format)
	}
	found, over, err := p.find(c, asked[nameName])
	if err != nil {
		return err
	}
	if over > 0 {
		return problem.BadParameter.Because("excerpt.most", len(found)+over, excerpt.Most)
	}
	var file bytes.Buffer
	list := p.list(c, p.shared.Frame(c, "excerpts"), found)
	if err := kind.write(list, &file); err != nil {
		return err
	}
	name := list.Lang.Say("page.excerpts.heading") + "-" + list.Time.Format(time.DateOnly) + "." + format
	c.Header("Content-Disposition", `attachment; filename="gongbao-excerpts.`+format+`"; filename*=UTF-8''`+url.PathEscape(name))
	c.Data(http.StatusOK, kind.media, file.Bytes())
	return nil
}
