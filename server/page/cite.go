package page

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// A citeView fills the page that cites a report or one of its paragraphs.
type citeView struct {
	frame.Frame
	ID        string // of the report
	Name      string
	Paragraph corpus.Paragraph // the zero Paragraph for the whole report
	Back      string
	Quotation string
	Citations []citation
	Nowhere   bool // the text has no address that others can open
}

// A citation is a citation in one format.
type citation struct {
	Format cite.Format
	Text   string
	File   string // its address as a file, for formats that programs read
}

// Citation shows how to cite a report or a paragraph, or sends one citation as a file.
func (p *Pages) Citation(c *gin.Context) error {
	read, err := frame.Edition(c).Report(c.Request.Context(), c.Param("id"), search.Marking{})
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "cite")
	v := citeView{Frame: f, ID: read.ID, Name: read.FullName(), Back: f.Link("/reports/" + read.ID)}
	source := cite.Source{Report: read.Header(), URL: p.site.Absolute(c.Request, p.site.Path(search.Permalink(read.ID, 0, ""))), Read: time.Now()}
	paragraph := c.Query("p")
	if paragraph != "" {
		cited, err := paragraphAt(&read, paragraph)
		if err != nil {
			return err
		}
		v.Paragraph, source.Paragraph = cited, cited
		source.URL = p.site.Absolute(c.Request, p.site.Path(search.Permalink(read.ID, cited.Ordinal, cited.Hash)))
		v.Back = f.Address("/reports/"+read.ID, "p"+strconv.Itoa(v.Paragraph.Ordinal), parameters("q", c.Query("q")))
	}
	if format := cite.Format(c.Query("format")); format != "" {
		return sendCitation(c, format, source)
	}
	v.cite(source, paragraph)
	v.Title = f.T("page.cite.title", v.Name)
	v.Description = f.T("page.cite.preview", v.Name)
	if paragraph != "" {
		v.At("/reports/"+read.ID+"/cite", parameters("p", paragraph))
	}
	return p.shared.Show(c, http.StatusOK, "cite", v)
}

func paragraphAt(r *search.ReportView, paragraph string) (corpus.Paragraph, error) {
	found, located := r.Locate(paragraph)
	if located == search.Absent {
		return corpus.Paragraph{}, problem.NotFound.Because("problem.paragraph", r.ID, paragraph)
	}
	return found.Paragraph, nil
}

func (v *citeView) cite(source cite.Source, paragraph string) {
	v.Nowhere = source.Address() == ""
	if v.Paragraph.Ordinal > 0 {
		v.Quotation = "“" + v.Paragraph.Text + "”\n——" + cite.Write(cite.Plain, source)
	}
	for _, format := range cite.Formats() {
		c := citation{Format: format, Text: cite.Write(format, source)}
		if extensions()[format] != "" {
			c.File = v.Link("/reports/"+source.Report.ID+"/cite", "p", paragraph, "format", string(format))
		}
		v.Citations = append(v.Citations, c)
	}
}

// extensions returns the file extensions of the formats that programs read.
func extensions() map[cite.Format]string {
	return map[cite.Format]string{cite.BibTeX: "bib", cite.RIS: "ris", cite.CSL: "json"}
}

// sendCitation sends a citation as a file for reference managers.
func sendCitation(c *gin.Context, format cite.Format, source cite.Source) error {
	body := cite.Write(format, source)
	if body == "" {
		return problem.NotFound.Because("problem.format", format)
	}
	if extension := extensions()[format]; extension != "" {
		c.Header("Content-Disposition", `attachment; filename="`+source.Report.ID+"."+extension+`"`)
	}
	c.Data(http.StatusOK, "text/plain; charset=utf-8", []byte(body))
	return nil
}
