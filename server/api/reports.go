package api

import (
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// A reportList answers GET /api/v1/reports.
type reportList struct {
	Version string              `json:"index_version"`
	Reports []search.ReportInfo `json:"reports"`
}

// Reports lists the reports.
func (a *API) Reports() Operation {
	return Operation{
		id:      "listReports",
		summary: language.Sentence("api.reports"), about: language.Sentence("api.reports.about"),
		answer:   reportList{},
		examples: []example{{language.Sentence("api.reports.all"), "/api/v1/reports", "", `"id":"liaoning-2021"`}},
		handle: func(c *gin.Context, _ arguments) error {
			ctx := c.Request.Context()
			edition := site.Edition(ctx)
			reports, err := edition.Reports(ctx)
			if err != nil {
				return err
			}
			return answerJSON(c, reportList{edition.Version(), reports})
		},
	}
}

const (
	maxID        = 200 // code points
	maxParagraph = 8   // a hash
)

// idParam returns the parameter that names a report.
func idParam() param {
	return param{Parameter: search.Parameter{Name: "id", About: language.Sentence("api.report.id"), Max: maxID, Required: true, Example: "liaoning-2021"}, inPath: true}
}

// paragraphParam returns the parameter that names a paragraph of a report.
func paragraphParam() param {
	return param{Parameter: search.Parameter{Name: "place", About: language.Sentence("api.paragraph.place"), Max: maxParagraph, Required: true, Example: "67"}, inPath: true}
}

// marked reads the report that an operation is about, with its marks.
func (a *API) marked(c *gin.Context, args arguments) (search.ReportView, error) {
	request, err := args.request(search.MarkParameters())
	if err != nil {
		return search.ReportView{}, err
	}
	ctx := c.Request.Context()
	return site.Edition(ctx).Report(ctx, args["id"], request.Marking())
}

// A reportAnswer answers GET /api/v1/reports/{id}.
type reportAnswer struct {
	search.ReportInfo
	Version string                 `json:"index_version"`
	Outline []corpus.Section       `json:"outline"`
	Text    []search.ParagraphView `json:"text"`
}

// Report reads a report.
func (a *API) Report() Operation {
	return Operation{
		id:      "readReport",
		summary: language.Sentence("api.report"), about: language.Sentence("api.report.about"),
		params: append([]param{idParam()}, inQuery(search.MarkParameters()...)...),
		answer: reportAnswer{}, Costly: true, problems: []problem.Type{problem.NotFound},
		examples: []example{{language.Sentence("api.report.sample"), "/api/v1/reports/liaoning-2021?q=碳排放达峰", "", `"speaker":"刘宁"`}},
		handle: func(c *gin.Context, args arguments) error {
			view, err := a.marked(c, args)
			if err != nil {
				return err
			}
			return answerJSON(c, reportAnswer{view.ReportInfo, view.Version, view.Outline, view.Paragraphs})
		},
	}
}

// A paragraphAnswer answers GET /api/v1/reports/{id}/paragraphs/{place}.
type paragraphAnswer struct {
	Version   string                 `json:"index_version"`
	Report    search.ReportInfo      `json:"report"`
	Paragraph search.ParagraphView   `json:"paragraph"`
	URL       string                 `json:"url"`
	Citations map[cite.Format]string `json:"citations"`
}

// Paragraph reads a paragraph.
func (a *API) Paragraph() Operation {
	return Operation{
		id:      "readParagraph",
		summary: language.Sentence("api.paragraph"),
		about:   language.Sentence("api.paragraph.about"),
		params:  append([]param{idParam(), paragraphParam()}, inQuery(search.MarkParameters()...)...),
		answer:  paragraphAnswer{}, Costly: true, problems: []problem.Type{problem.NotFound},
		examples: []example{{language.Sentence("api.paragraph.number"), "/api/v1/reports/liaoning-2021/paragraphs/1", "", `"gbt7714"`}},
		handle:   a.paragraph,
	}
}

// paragraph answers with one paragraph of a report.
func (a *API) paragraph(c *gin.Context, args arguments) error {
	view, err := a.marked(c, args)
	if err != nil {
		return err
	}
	p, ok := view.Paragraph(args["place"])
	if !ok {
		return view.NoParagraph(args["place"])
	}
	answer := paragraphAnswer{Version: view.Version, Report: view.ReportInfo, Paragraph: p, URL: a.site.Path(search.PagePath(view.ID, p.Ordinal)), Citations: map[cite.Format]string{}}
	source := cite.Source{Report: view.Header(), Paragraph: p.Paragraph, URL: a.site.Absolute(c.Request, a.site.Path(search.Permalink(view.ID, p.Ordinal, p.Hash))), Read: time.Now()}
	for _, f := range cite.Formats() {
		answer.Citations[f] = cite.Write(f, source)
	}
	return answerJSON(c, answer)
}
