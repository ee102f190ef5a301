package insight

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/server/chart"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// A panelView fills the page of a panel: a form for words, and the first rows of their table.
type panelView struct {
	view
	state   frame.State
	Words   string // as given, a word a line
	Problem string // why there is no table
	Answer  *panel.Panel
	Total   string // address of the search whose total that of the union is; empty if it would be too long
	Bys     []formChoice
	Nesteds []formChoice
	From    string // the years and the region in the form
	Region  string
	By      []query.Field
	Heads   []panelHead
	Rows    []panelRow
	Hidden  int // rows that only the file has
	Shown   []frame.Pair
	Posted  []frame.Pair // all that is asked, where no address holds it: the files are asked for by a form then
}

// A formChoice is a value of a field of the form.
type formChoice struct {
	Value  string
	Name   string // of its message
	Chosen bool
}

// A panelHead is a column.
type panelHead struct {
	Word  string
	Link  string // to the search for the word; empty if that is too long
	Total int
	Spark template.HTML // by year, earliest first
}

// A panelRow is a row of the table.
type panelRow struct {
	Names   []string
	Known   bool // a report stands behind it
	Reports int
	Cells   []panelCell
	Total   panelCell
	Rate    string
}

// A panelCell is a figure.
type panelCell struct {
	Count int
	Link  string // empty if it would be too long
	Label string // for those who hear it
}

const (
	wordsName  = panel.WordsName
	nestedName = panel.NestedName
	maxWords   = 20_000 // code points
	formatName = "format"
	// mostAddress is the length in bytes of an address up to which everything on the way of a request is known to take it.
	mostAddress = 4_000
)

// The rows that a page of a panel shows: as many as one reads, but for a long list of words fewer, so that the page stays one that a browser
// draws at once. A file has all of them.
const (
	mostPanelRows  = figureRows
	leastPanelRows = 10
	mostPanelCells = 10_000
)

// PanelByForm counts the words of a form, which may be more than an address holds. It leads to the address of a list that one holds.
// The form may ask for a file.
func (p *Pages) PanelByForm(c *gin.Context) error {
	if err := c.Request.ParseForm(); err != nil {
		return problem.BadBody.Because("problem.body.form").From(err)
	}
	asked := c.Request.PostForm
	format := asked.Get(formatName)
	asked.Del(formatName)
	c.Request.URL.RawQuery = asked.Encode()
	if format == asCSV || format == asXLSX {
		return p.panelFile(c, format)
	}
	if address := c.Request.URL.RequestURI(); len(address) <= mostAddress {
		c.Redirect(http.StatusSeeOther, address)
		return nil
	}
	return p.Panel(c)
}

// panelFile answers with a panel as a file.
func (p *Pages) panelFile(c *gin.Context, format string) error {
	v, request := p.readPanel(c)
	answer, err := panel.New(c.Request.Context(), frame.Edition(c), request)
	if panel.Problem(err) {
		v.Problem = v.Lang.Err(err)
		return p.shared.Show(c, http.StatusOK, "panel", v)
	}
	if err != nil {
		return err
	}
	table := answer.Sheet(request, false, time.Now().UTC().Format(time.RFC3339), func(path string) string { return v.Origin() + v.Local(path) })
	var file bytes.Buffer
	media := "text/csv; charset=utf-8"
	if format == asCSV {
		err = table.CSV(&file, sheet.Style{BOM: true, Words: true, CRLF: true}) // for Excel
	} else {
		media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		err = table.XLSX(&file)
	}
	if err != nil {
		return err
	}
	c.Header("Content-Disposition", `attachment; filename="gongbao-panel.`+format+`"`)
	c.Data(http.StatusOK, media, file.Bytes())
	return nil
}

// Panel counts a list of words by region and year, or by one of these.
func (p *Pages) Panel(c *gin.Context) error {
	v, request := p.readPanel(c)
	if strings.TrimSpace(v.Words) == "" {
		return p.shared.Show(c, http.StatusOK, "panel", v)
	}
	answer, err := panel.New(c.Request.Context(), frame.Edition(c), request)
	switch {
	case panel.Problem(err):
		v.Problem = v.Lang.Err(err)
	case err != nil:
		return err
	default:
		v.fill(&answer)
		v.files(v.state, "/api/v1/panel", forms(), url.Values{wordsName: request.Words}, search.ByName, nestedName)
		if slices.ContainsFunc(v.Files, func(f file) bool { return len(f.Link) > mostAddress }) {
			v.Files, v.Posted = nil, v.state.Kept()
		}
	}
	return p.shared.Show(c, http.StatusOK, "panel", v)
}

// readPanel reads the address of a panel.
func (p *Pages) readPanel(c *gin.Context) (panelView, panel.Request) {
	bys := []string{"region,year", "year", "region", "level"}
	nesteds := []string{string(panel.All), string(panel.Longest)}
	v := panelView{}
	var q frame.State
	v.view, q = p.read(c, "panel", search.Parameters{
		{Name: wordsName, Kind: search.TextValue, Max: maxWords}, choice(search.ByName, bys...), choice(nestedName, nesteds...),
	})
	v.Title, v.BoxPath, v.Kept = v.T("page.panel.heading"), "", nil
	v.Description = v.T("page.panel.about")
	v.Words = q.Own(wordsName)
	by, nested := q.Own(search.ByName), q.Own(nestedName)
	for i, value := range bys {
		v.Bys = append(v.Bys, formChoice{value, "page.panel.by." + value, value == by || by == "" && i == 0})
	}
	for i, value := range nesteds {
		v.Nesteds = append(v.Nesteds, formChoice{value, "page.panel.nested." + value, value == nested || nested == "" && i == 0})
	}
	for _, pair := range q.Kept() {
		if q.Own(pair.Name) == "" && !slices.Contains([]string{string(query.Year), string(query.Region)}, pair.Name) {
			v.Shown = append(v.Shown, pair)
		}
	}
	v.From, v.Region, v.state = q.Get(string(query.Year)), q.Get(string(query.Region)), q
	request := panel.Request{Request: q.Request(v.Lang), Words: strings.FieldsFunc(v.Words, func(r rune) bool { return r == '\n' || r == '\r' }), Nested: panel.Nested(nested)}
	if by == "" {
		by = bys[0]
	}
	for name := range strings.SplitSeq(by, ",") {
		request.By = append(request.By, query.Field(name))
	}
	return v, request
}

// fill makes the columns and the first rows.
func (v *panelView) fill(a *panel.Panel) {
	v.Answer, v.By, v.Total = a, a.By, v.Local(a.URL)
	for i, column := range a.Columns {
		head := panelHead{Word: column.Word, Total: column.Occurrences, Link: v.Local(column.URL)}
		if len(a.By) == 1 && a.By[0] == query.Year {
			head.Spark = chart.Spark(sparkOf(a, i))
		}
		v.Heads = append(v.Heads, head)
	}
	order := make([]int, len(a.Rows))
	for i := range order {
		order[i] = i
	}
	if len(a.By) == 1 && a.By[0] == query.Year || len(a.By) == 2 && a.By[1] == query.Year { // the latest first, within each region
		slices.SortStableFunc(order, func(i, j int) int {
			if slices.Equal(a.Rows[i].Values[:len(a.By)-1], a.Rows[j].Values[:len(a.By)-1]) {
				return j - i
			}
			return i - j
		})
	}
	// Rows without a report have no figures; the file has them too.
	known := slices.DeleteFunc(order, func(i int) bool { return a.Rows[i].Total == nil })
	shown := known[:min(len(known), mostPanelRows, max(leastPanelRows, mostPanelCells/max(1, len(a.Columns))))]
	v.Hidden = len(a.Rows) - len(shown)
	for _, i := range shown {
		v.Rows = append(v.Rows, v.row(a, i))
	}
}

// sparkOf returns the rates of a word by year.
func sparkOf(a *panel.Panel, column int) []chart.Point {
	var points []chart.Point
	for _, row := range a.Rows {
		if row.Values[0] == "" {
			continue
		}
		point := chart.Point{Gap: row.Total == nil}
		if !point.Gap {
			point.Value = row.Rates[column]
		}
		points = append(points, point)
	}
	return points
}

func (v *panelView) row(a *panel.Panel, i int) panelRow {
	r := a.Rows[i]
	row := panelRow{Known: true, Reports: r.Reports, Rate: strconv.FormatFloat(*r.Rate, 'f', 2, 64)}
	for j, value := range r.Values {
		row.Names = append(row.Names, v.ValueName(a.By[j], value))
	}
	where := strings.Join(row.Names, " ")
	for j, count := range r.Counts {
		row.Cells = append(row.Cells, panelCell{Count: count, Link: v.Local(a.Cell(i, j)), Label: v.T("page.panel.cell", where, a.Columns[j].Word, count)})
	}
	row.Total = panelCell{Count: *r.Total, Link: v.Local(r.URL), Label: v.T("page.panel.cell", where, v.T("page.panel.total"), *r.Total)}
	return row
}

// Trends returns the address of the trend of the words; empty if they are too many for it.
func (v panelView) Trends() string {
	var words []string
	for _, column := range v.Answer.Columns {
		words = append(words, column.Query)
	}
	if len(words) > 10 {
		return ""
	}
	return v.Address("/trends", "", url.Values{search.QueryName: {strings.Join(words, " | ")}})
}
