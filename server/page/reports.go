package page

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/coverage"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A reportsView fills the list of reports, with a table of reports by region and year.
type reportsView struct {
	frame.Frame
	Filter  string // words in titles, regions, meetings or speakers
	Total   int    // reports in the index
	Matched int
	Rows    []reportRow
	Matrix  matrix
	Chips   []frame.Chip
	Bare    string // address without filters; empty without any
	Sorts   []frame.Choice
	Sort    string
	Region  string
	Year    string
	PageNo  int
	Before  string
	Next    string
}

// A reportRow is a report in a list.
type reportRow struct {
	search.ReportInfo
	Link string
}

// rowsOnPage bounds the size of the page.
const rowsOnPage = 200

// Reports lists the reports that pass the filters in the address.
func (p *Pages) Reports(c *gin.Context) error {
	all, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "reports")
	v := reportsView{Frame: f, Filter: strings.TrimSpace(c.Query("title")), Total: len(all), Sort: c.Query("sort"), PageNo: max(1, number(c.Query("page")))}
	about := url.Values{}
	for _, name := range []string{"title", "region", "year"} {
		if value := strings.TrimSpace(c.Query(name)); value != "" {
			about.Set(name, value)
		}
	}
	v.Title = f.T("page.nav.reports")
	v.Region, v.Year = c.Query("region"), yearText(number(c.Query("year")))
	matched := matching(all, v.Filter, v.Region, number(v.Year))
	v.Matched = len(matched)
	v.Description = f.T("page.reports.preview", v.Matched)
	v.At("/reports", about)
	v.Matrix = newMatrix(f, matched)
	sortReports(matched, v.Sort)
	v.turn(matched)
	v.chips()
	for _, name := range []string{"newest", "oldest", "region", "longest"} {
		value := strings.TrimPrefix(name, "newest")
		link := v.listed("sort", value)
		v.Sorts = append(v.Sorts, frame.Choice{Name: "page.reports.sort." + name, Link: link, Active: name == v.Sort || value == v.Sort})
	}
	return p.shared.Show(c, http.StatusOK, "reports", v)
}

// turn fills in the rows of the current page, or of the last where there are not so many.
func (v *reportsView) turn(matched []search.ReportInfo) {
	v.PageNo = min(v.PageNo, max(1, (len(matched)+rowsOnPage-1)/rowsOnPage))
	from := rowsOnPage * (v.PageNo - 1)
	to := min(len(matched), from+rowsOnPage)
	for _, r := range matched[from:to] {
		v.Rows = append(v.Rows, reportRow{r, v.Link("/reports/" + r.ID)})
	}
	page := func(n int) string {
		return v.listed("page", strconv.Itoa(n))
	}
	if v.PageNo > 1 {
		v.Before = page(v.PageNo - 1)
	}
	if to < len(matched) {
		v.Next = page(v.PageNo + 1)
	}
}

// listed returns the address of this list, on its first page, with another value of a parameter.
func (v *reportsView) listed(name, value string) string {
	values := url.Values{}
	for _, p := range [][2]string{{"title", v.Filter}, {"region", v.Region}, {"year", v.Year}, {"sort", v.Sort}, {name, value}} {
		values.Set(p[0], p[1])
		if p[1] == "" {
			values.Del(p[0])
		}
	}
	return v.Address("/reports", "", values)
}

// chips names the filters that no field of the page shows.
func (v *reportsView) chips() {
	for _, p := range []struct {
		field query.Field
		value string
	}{{query.Region, v.Region}, {query.Year, v.Year}} {
		if p.value != "" {
			v.Chips = append(v.Chips, frame.Chip{Field: p.field, Value: p.value, Link: v.listed(string(p.field), "")})
		}
	}
	if len(v.Chips) > 1 {
		v.Bare = v.Link("/reports", "title", v.Filter, "sort", v.Sort)
	}
}

// matching returns the reports that have all words of filter in their title, region, year, meeting or speaker.
func matching(all []search.ReportInfo, filter, region string, year int) []search.ReportInfo {
	words := strings.Fields(filter)
	for i := range words {
		words[i] = text.Fold(words[i])
	}
	return slices.DeleteFunc(slices.Clone(all), func(r search.ReportInfo) bool {
		about := text.Fold(strings.Join([]string{r.Title, r.Region, yearText(r.Year), r.Meeting, r.Speaker}, "\n"))
		missing := slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(about, w) })
		return missing || region != "" && r.Region != region || year != 0 && r.Year != year
	})
}

func sortReports(reports []search.ReportInfo, by string) {
	newest := func(a, b search.ReportInfo) int {
		return cmp.Or(b.Year-a.Year, strings.Compare(b.Date, a.Date), strings.Compare(a.ID, b.ID))
	}
	place := map[string]int{} // of regions
	if by == "region" {
		for i, region := range coverage.Of(search.Summaries(reports), "").Regions {
			place[region.Region+"\x00"+string(region.Level)] = i
		}
	}
	placeOf := func(r search.ReportInfo) int { return place[r.Region+"\x00"+string(r.Level)] }
	slices.SortFunc(reports, func(a, b search.ReportInfo) int {
		switch by {
		case "oldest":
			return newest(b, a)
		case "region":
			return cmp.Or(placeOf(a)-placeOf(b), newest(a, b))
		case "longest":
			return cmp.Or(b.Characters-a.Characters, newest(a, b))
		}
		return newest(a, b)
	})
}

// A matrix counts reports by region and year.
type matrix struct {
	Years []int // latest first, from the first to the last that has a report; those between that have none are there too
	Rows  []matrixRow
}

// A matrixRow is a region in a matrix.
type matrixRow struct {
	Region, Level string
	Reports       int
	From, To      int
	Missing       int          // years without a report between From and To
	Cells         []matrixCell // one for each of the matrix's years
}

// A matrixCell is a year of a region. It links to the report, or to the list of several reports.
type matrixCell struct {
	Year, Reports int
	Missing       bool // it has no report, and years before and after it have one
	Title, Link   string
}

// A matrixRun is a cell of the table, or years on end that have none to show.
type matrixRun struct {
	matrixCell
	Years int
}

// Empty reports whether there is neither a report nor a gap.
func (r matrixRun) Empty() bool { return r.Reports == 0 && !r.Missing }

// Runs returns the cells of the table. Most regions have reports of few years, and years on end without any are one cell: thousands
// of empty ones would be what browsers are busy with.
func (r matrixRow) Runs() []matrixRun {
	var runs []matrixRun
	for _, cell := range r.Cells {
		run := matrixRun{cell, 1}
		if last := len(runs) - 1; last >= 0 && run.Empty() && runs[last].Empty() {
			runs[last].Years++
			continue
		}
		runs = append(runs, run)
	}
	return runs
}

// newMatrix counts reports by region, in the official order, and year.
func newMatrix(f frame.Frame, reports []search.ReportInfo) matrix {
	var m matrix
	byID := map[string]search.ReportInfo{}
	for _, r := range reports {
		byID[r.ID] = r
	}
	covered := coverage.Of(search.Summaries(reports), f.Lang)
	first, last := covered.Span()
	for year := last; year >= first && year > 0; year-- {
		m.Years = append(m.Years, year)
	}
	for _, region := range covered.Regions {
		row := newMatrixRow(f, region, byID, m.Years)
		if region.Region != "" && row.Reports > 0 {
			m.Rows = append(m.Rows, row)
		}
	}
	return m
}

func newMatrixRow(f frame.Frame, region coverage.Region, byID map[string]search.ReportInfo, years []int) matrixRow {
	row := matrixRow{Region: region.Region, Level: string(region.Level)}
	of := map[int][]string{}
	for _, year := range region.Years {
		if year.Year == 0 {
			continue
		}
		of[year.Year] = year.IDs
		row.Reports += len(year.IDs)
		if row.From == 0 {
			row.From = year.Year
		}
		row.To = year.Year
	}
	for _, year := range years {
		cell := matrixCell{Year: year, Reports: len(of[year])}
		switch cell.Reports {
		case 0:
			cell.Missing = row.From < year && year < row.To
		case 1:
			cell.Title, cell.Link = byID[of[year][0]].Title, f.Link("/reports/"+of[year][0])
		default:
			cell.Link = f.Link("/reports", "region", region.Region, "year", yearText(year))
		}
		if cell.Missing {
			row.Missing++
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
