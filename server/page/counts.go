package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A countsView fills the page of counts: a table by one field, or a grid by two.
type countsView struct {
	frame.Frame
	Counts search.Counts
	Unread []string // what is wrong with the address
	Bys    []frame.Choice
	Sorts  []frame.Choice
	By     []query.Field
	Rows   []countRow
	Hidden int // rows that only the file has
	Grid   grid
	Search string // address of the search
	Export string // address of the table as CSV
}

// A countRow is a row of a table.
type countRow struct {
	search.Row
	Names []string // of its values
	Link  string   // to the search that it is the total of; empty if there is none
}

// Figure returns the rate with its two digits.
func (r countRow) Figure() string { return strconv.FormatFloat(r.Rate, 'f', 2, 64) }

// A grid is a table by two fields, with the totals of its rows and columns.
type grid struct {
	Columns []countRow
	Lines   []gridLine
}

// A gridLine is a row of a grid.
type gridLine struct {
	Head  countRow
	Cells []*countRow // nil where there is no report
}

// countBys are the tables that the page offers, first the default.
func countBys() []string {
	return []string{"year,region", "year", "region", "report", "level", "kind"}
}

// Counts shows the counts of a search by fields. A search for nothing shows the home page.
func (p *Pages) Counts(c *gin.Context) error {
	given := c.Request.URL.Query()
	parameters := search.CountParameters()
	unread := []string{}
	chosen := map[string]string{}
	f := p.shared.Frame(c, "counts")
	for _, name := range []string{search.ByName, search.SortName} {
		value, problem := parameters.Named(name).Value(given[name])
		if problem != nil {
			unread = append(unread, problem.In(f.Lang))
		}
		chosen[name] = value
		given.Del(name)
	}
	if chosen[search.ByName] == "" {
		chosen[search.ByName] = countBys()[0]
	}
	if c.Query(search.SortName) == "" && strings.HasPrefix(chosen[search.ByName], string(query.Year)) {
		chosen[search.SortName] = string(search.RowsByValue) // years are looked for in their order
	}
	q := frame.StateFrom(given)
	if q.Empty() {
		return p.Home(c)
	}
	f.Box, f.Kept = q.Get("q"), q.Kept()
	f.Title, f.Skip = f.T("page.counts.title", f.Box), frame.Answer
	about := q.Search()
	about.Set(search.ByName, chosen[search.ByName])
	f.At("/counts", about)
	request := q.Request(f.Lang)
	request.By, request.Rows = nil, search.RowOrder(chosen[search.SortName])
	for name := range strings.SplitSeq(chosen[search.ByName], ",") {
		request.By = append(request.By, query.Field(name))
	}
	counts, err := frame.Edition(c).Count(c.Request.Context(), request)
	if err != nil {
		return err
	}
	f.Description = f.PreviewOf(counts.Query, counts.Total)
	v := countsView{Frame: f, Counts: counts, Unread: append(q.Notes(f), unread...), By: request.By, Search: q.Link(f)}
	v.fill(request)
	asShown := func() url.Values {
		values := q.Selected()
		for name, value := range chosen {
			values.Set(name, value)
		}
		return values
	}
	link := func(name, value string) string {
		values := asShown()
		values.Set(name, value)
		return f.Address("/counts", "", values)
	}
	for _, by := range countBys() {
		v.Bys = append(v.Bys, frame.Choice{Name: "page.counts.by." + by, Link: link(search.ByName, by), Active: by == chosen[search.ByName]})
	}
	for _, order := range parameters.Named(search.SortName).Values {
		v.Sorts = append(v.Sorts, frame.Choice{Name: "page.counts.sort." + order, Link: link(search.SortName, order), Active: order == chosen[search.SortName]})
	}
	file := asShown()
	file.Set("format", "csv")
	v.Export = frame.ForExcel(f, "/api/v1/counts", file)
	return p.shared.Show(c, http.StatusOK, "counts", v)
}

// fill puts the counts together.
func (v *countsView) fill(r search.Request) {
	rows := v.Counts.Rows(r.By, r.Rows)
	if len(r.By) == 2 {
		v.Grid = newGrid(v.Frame, v.Counts, r, rows)
		return
	}
	v.Hidden = max(0, len(rows)-rowsOnPage)
	for _, row := range rows[:len(rows)-v.Hidden] {
		v.Rows = append(v.Rows, newCountRow(v.Frame, r.By, row))
	}
}

func newGrid(f frame.Frame, counts search.Counts, r search.Request, rows []search.Row) grid {
	var g grid
	at := map[string]int{}
	for i, column := range counts.Rows(r.By[1:], search.RowsByValue) {
		at[column.Values[0]] = i
		g.Columns = append(g.Columns, newCountRow(f, r.By[1:], column))
	}
	lines := map[string]int{}
	for i, line := range counts.Rows(r.By[:1], r.Rows) {
		lines[line.Values[0]] = i
		g.Lines = append(g.Lines, gridLine{newCountRow(f, r.By[:1], line), make([]*countRow, len(g.Columns))})
	}
	for _, row := range rows {
		cell := newCountRow(f, r.By, row)
		g.Lines[lines[row.Values[0]]].Cells[at[row.Values[1]]] = &cell
	}
	return g
}

func newCountRow(f frame.Frame, by []query.Field, row search.Row) countRow {
	r := countRow{Row: row}
	for i, value := range row.Values {
		if by[i] == query.Report {
			r.Names = append(r.Names, strings.TrimSpace(row.Report.Region+" "+yearText(row.Report.Year)+" "+row.Report.Title))
			continue
		}
		r.Names = append(r.Names, f.ValueName(by[i], value))
	}
	r.Link = f.Local(row.URL)
	return r
}

// Label names a row for those who hear it: 2021 辽宁.
func (r countRow) Label() string { return strings.Join(r.Names, " ") }

// ByReport reports whether the rows are reports.
func (v countsView) ByReport() bool { return slices.Contains(v.By, query.Report) }
