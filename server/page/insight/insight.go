// Package insight shows what a question amounts to: its trend, its regions, its lines, its sentences year by year. Each page
// turns the same hits round; its address is its whole state, and every figure on it leads to the search that it is the total of.
package insight

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// Pages shows the pages. Its methods may be called at the same time; each handler answers one request, or returns the error for
// the server to answer with.
type Pages struct{ shared *frame.Templates }

// New makes the pages of the templates.
func New(shared *frame.Templates) *Pages { return &Pages{shared} }

// A view is what the pages about a question share.
type view struct {
	frame.Frame
	Tabs    []frame.Tab
	Chips   []frame.Chip
	Reading search.Reading
	Unread  []string // what is wrong with the address
	Bare    string   // address of the page without filters
	Files   []file   // the same figures for programs
	Search  string   // address of the search
	Levels  []frame.Choice
}

// A file is the address of the figures of a page in a form for programs.
type file struct{ Ending, Link string }

// Asked reports whether there is a question.
func (v view) Asked() bool { return v.Tabs != nil }

// read reads the address of a page, which has parameters of its own, and begins its view.
func (p *Pages) read(c *gin.Context, page string, own search.Parameters) (view, frame.State) {
	given := c.Request.URL.Query()
	f := p.shared.Frame(c, page)
	v := view{Frame: f}
	values := url.Values{}
	for _, parameter := range own {
		value, problem := parameter.Value(given[parameter.Name])
		switch {
		case problem != nil:
			v.Unread = append(v.Unread, problem.In(f.Lang))
		case value != "" && value != parameter.Default:
			values.Set(parameter.Name, value)
		}
		given.Del(parameter.Name)
	}
	q := frame.StateFrom(given).On("/"+page, values)
	v.Unread = append(v.Unread, q.Notes(f)...)
	about := q.Search()
	maps.Copy(about, values)
	v.At("/"+page, about)
	v.Box, v.BoxPath, v.Kept = q.Get(search.QueryName), "/"+page, q.Kept()
	v.Back = q.Here()
	v.Chips = q.Chips(f)
	v.Search = q.Selection(f, "/search")
	if len(q.Request(f.Lang).Filters) > 0 {
		bare := q
		for _, field := range frame.FilterFields() {
			bare = bare.With(string(field), "")
		}
		v.Bare = bare.Link(f)
	}
	return v, q
}

// The forms of the figures of a page. An operation of the API has some of them.
const (
	asCSV  = "csv"
	asXLSX = "xlsx"
	asJSON = "json"
)

// forms are those in which operations give tables of figures.
func forms() []string { return []string{asCSV, asXLSX, asJSON} }

// files sets the addresses of the same figures as files: those of an operation of the API in some forms, which takes what selects the
// hits, lists of its own, and some of the page's own parameters.
func (v *view) files(q frame.State, api string, forms []string, lists url.Values, own ...string) {
	asked := q.Selected()
	maps.Copy(asked, lists)
	for _, name := range own {
		if value := q.Own(name); value != "" {
			asked.Set(name, value)
		}
	}
	for _, form := range forms {
		values := maps.Clone(asked)
		link := v.Path(api) + "?" + values.Encode()
		if form != asJSON {
			values.Set("format", form)
			link = frame.ForExcel(v.Frame, api, values)
		}
		v.Files = append(v.Files, file{"." + form, link})
	}
}

// count counts what a question finds, and fills in its tabs.
func (v *view) count(c *gin.Context, q frame.State) (search.Counts, error) {
	request := q.Request(v.Lang)
	counts, err := frame.Edition(c).Count(c.Request.Context(), request)
	if err != nil {
		return counts, err
	}
	v.Reading = counts.Query
	v.Title, v.Skip = v.T("page."+v.Page+".title", v.Box), frame.Answer
	v.Description = v.PreviewOf(counts.Query, counts.Total)
	v.Tabs = v.Frame.Tabs(q, frame.FiguresOf(request, counts))
	return counts, nil
}

// level offers the levels that the reports of the index have, so that reports of one kind are compared.
func (v *view) level(q frame.State, reports []search.ReportInfo) {
	known := map[string]bool{}
	for _, r := range reports {
		known[string(r.Level)] = true
	}
	if len(known) < 2 {
		return
	}
	chosen := q.Chosen(query.Level)
	v.Levels = []frame.Choice{{Name: "page.insight.every-level", Link: q.With(string(query.Level), "").Link(v.Frame), Active: len(chosen) == 0}}
	for _, level := range []string{"national", "province", "city", "county"} {
		if known[level] {
			v.Levels = append(v.Levels, frame.Choice{
				Name: "page.value.level." + level, Link: q.With(string(query.Level), level).Link(v.Frame), Active: slices.Equal(chosen, []string{level}),
			})
		}
	}
}

// paragraph returns the address of a paragraph, which the service prints, with the marks of a query.
func (v *view) paragraph(address, input string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	values := url.Values{search.QueryName: {input}, frame.BackName: {v.Back}}
	return v.Address(u.Path, u.Fragment, values)
}

// numberIn parses a number that a parameter has checked; 0 if it is empty.
func numberIn(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// choice describes a parameter of a page with a few values, default first.
func choice(name string, values ...string) search.Parameter {
	return search.Parameter{Name: name, Kind: search.ChoiceValue, Values: values, Default: values[0]}
}
