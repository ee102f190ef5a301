package api

import (
	"bytes"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/table"
	"gongbao/search/trend"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// The media types of figures as files.
const (
	csvMedia  = "text/csv"
	xlsxMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// fileParams returns the parameters of the form of an answer that is a table.
func fileParams() []param {
	format := search.Parameter{Name: "format", Kind: search.ChoiceValue, About: language.Sentence("api.trends.format"), Values: []string{"json", "csv", "xlsx"}, Default: "json"}
	return inQuery(append([]search.Parameter{format}, excelParameters()...)...)
}

// excelParameters are those of a table that is CSV for people.
func excelParameters() []search.Parameter {
	return []search.Parameter{
		{Name: "bom", Kind: search.ChoiceValue, About: language.Sentence("api.export.bom"), Values: []string{"0", "1"}, Default: "0"},
		{Name: "labels", Kind: search.ChoiceValue, About: language.Sentence("api.export.labels"), Values: []string{"0", "1"}, Default: "0"},
	}
}

// csvStyle returns the style of CSV that the excelParameters of a request ask for.
func csvStyle(args arguments) sheet.Style {
	return sheet.Style{BOM: args["bom"] == "1", Words: args["labels"] == "1", CRLF: true}
}

// Trends gives the series of queries by year, region, level or role.
func (a *API) Trends() Operation {
	queries := trend.Parameters().Named(search.QueryName)
	queries.About = language.Sentence("api.trends.queries")
	params := append([]param{inLines(queries, upTo(trend.MostSeries))}, inQuery(trend.Parameters().Without(search.QueryName)...)...)
	return Operation{
		id:      "trends",
		summary: language.Sentence("api.trends"), about: language.Sentence("api.trends.about"),
		params: append(params, fileParams()...),
		answer: trend.Answer{}, media: []string{csvMedia, xlsxMedia}, Costly: true,
		examples: []example{
			{language.Sentence("api.trends.year"), "/api/v1/trends?q=碳排放达峰", "", `"values":["2021"],"occurrences":2`},
			{language.Sentence("api.trends.table"), "/api/v1/trends?q=就业&q=发展&by=region,role", "", `"values":["辽宁","plan"]`},
		},
		handle: a.trends,
	}
}

func (a *API) trends(c *gin.Context, args arguments) error {
	request, err := args.request(trend.Parameters().Without(search.QueryName))
	if err != nil {
		return err
	}
	asked := trend.Request{Request: request, Queries: table.Queries(args[search.QueryName])}
	answer, err := trend.New(c.Request.Context(), site.Edition(c.Request.Context()), asked)
	if trend.Problem(err) {
		return refusing(err)
	}
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-trends", answer.Sheet(asked, now(), a.absolute(c)), func() any {
		for i := range answer.Series {
			s := &answer.Series[i]
			s.URL = a.path(s.URL)
			for _, f := range []*trend.First{s.First, s.FirstLoose} {
				if f != nil {
					f.URL = a.path(f.URL)
				}
			}
			for j := range s.Points {
				s.Points[j].URL = a.path(s.Points[j].URL)
			}
		}
		return answer
	})
}

// Absence tells who does not say something.
func (a *API) Absence() Operation {
	return Operation{
		id:      "absence",
		summary: language.Sentence("api.absence"), about: language.Sentence("api.absence.about"),
		params: append(inQuery(absenceParameters()...), fileParams()...),
		answer: trend.Absence{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.Dear},
		examples: []example{{language.Sentence("api.absence.year"), "/api/v1/absence?q=碳排放达峰&year=2021", "", `"said":[{"region":"辽宁"`}},
		handle:   a.absence,
	}
}

// absenceParameters returns the parameters of a search for one tier, without those of its page.
func absenceParameters() search.Parameters {
	return search.SelectionParameters().Without(search.OffsetsName)
}

func (a *API) absence(c *gin.Context, args arguments) error {
	request, err := args.request(absenceParameters())
	if err != nil {
		return err
	}
	answer, err := trend.NewAbsence(c.Request.Context(), site.Edition(c.Request.Context()), request)
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-absence", answer.Sheet(request, now(), a.absolute(c)), func() any {
		answer.URL = a.path(answer.URL)
		for _, places := range [][]trend.Place{answer.Said, answer.Unsaid} {
			for i := range places {
				places[i].URL = a.path(places[i].URL)
			}
		}
		return answer
	})
}

// wordsParam is the parameter with the words of a panel.
func wordsParam() param {
	words := search.Parameter{Name: panel.WordsName, About: language.Sentence("api.panel.words"), Max: maxQueries, Required: true}
	return inLines(words, lines{query.WordPattern, query.WordsPattern, panel.MostWords})
}

// Panel counts words by region and year.
func (a *API) Panel() Operation {
	params := append([]param{wordsParam()}, inQuery(append(panel.Parameters(), panel.OwnParameters()...)...)...)
	return Operation{
		id:      "panel",
		summary: language.Sentence("api.panel"), about: language.Sentence("api.panel.about"),
		params: append(params, fileParams()...),
		answer: panel.Panel{}, media: []string{csvMedia, xlsxMedia}, Costly: true, problems: []problem.Type{problem.Dear},
		examples: []example{{language.Sentence("api.panel.example"), "/api/v1/panel?words=就业&words=碳排放达峰", "", `"word":"碳排放达峰","q":"碳排放达峰","occurrences":2`}},
		handle:   a.panel,
	}
}

// PanelByBody counts words as Panel does, with its parameters in the body.
func (a *API) PanelByBody() Operation {
	op := a.Panel()
	op.id, op.Body = "panelByBody", true
	op.summary, op.about = language.Sentence("api.panel.body"), language.Sentence("api.panel.body.about")
	op.examples = []example{{language.Sentence("api.panel.list"), "/api/v1/panel", `{"words": ["就业", "5G", "2.4%"], "by": "region", "nested": "longest"}`, `"word":"2.4%"`}}
	return op
}

func (a *API) panel(c *gin.Context, args arguments) error {
	request, err := args.request(panel.Parameters())
	if err != nil {
		return err
	}
	asked := panel.Request{Request: request, Words: table.Queries(args[panel.WordsName]), Nested: panel.Nested(args[panel.NestedName])}
	answer, err := panel.New(c.Request.Context(), site.Edition(c.Request.Context()), asked)
	if panel.Problem(err) {
		return refusing(err)
	}
	if err != nil {
		return err
	}
	return a.sendSheet(c, args, "gongbao-panel", answer.Sheet(asked, args[panel.PerName] != "1", now(), a.absolute(c)), func() any {
		answer.URL = a.path(answer.URL)
		for i := range answer.Columns {
			answer.Columns[i].URL = a.path(answer.Columns[i].URL)
		}
		for i := range answer.Rows {
			answer.Rows[i].URL = a.path(answer.Rows[i].URL)
		}
		return answer
	})
}

// refusing returns the error to answer with when the figures asked for cannot be had.
func refusing(err error) error {
	var said language.Sayer
	if errors.As(err, &said) {
		return problem.BadParameter.With(said)
	}
	return err
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// path returns the path of a link on this site; that of none is empty.
func (a *API) path(path string) string {
	if path == "" {
		return ""
	}
	return a.site.Path(path)
}

// absolute returns a function that makes the URL of a path.
func (a *API) absolute(c *gin.Context) func(string) string {
	return func(path string) string { return a.site.Absolute(c.Request, a.site.Path(path)) }
}

// sendSheet answers with a table as the file that the client wants, or with what body returns as JSON.
func (a *API) sendSheet(c *gin.Context, args arguments, name string, s sheet.Sheet, body func() any) error {
	var file bytes.Buffer
	media := csvMedia + "; charset=utf-8"
	switch args["format"] {
	case "csv":
		if err := s.CSV(&file, csvStyle(args)); err != nil {
			return err
		}
	case "xlsx":
		media = xlsxMedia
		if err := s.XLSX(&file); err != nil {
			return err
		}
	default:
		return answerJSON(c, body())
	}
	c.Header("Content-Disposition", `attachment; filename="`+name+"."+args["format"]+`"`)
	c.Data(http.StatusOK, media, file.Bytes())
	return nil
}
