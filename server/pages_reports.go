package server

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/corpus/text"
	"gongbao/search"
)

// A reportsView is the list of reports, with a table of what there is of which region and year.
type reportsView struct {
	frame
	Asked   string // in titles
	Total   int    // reports in the index
	Matched int
	Rows    []reportRow
	Matrix  matrix
	Sorts   []choice
	Sort    string
	PageNo  int
	Before  string
	Next    string
}

// A reportRow is a report in a list.
type reportRow struct {
	search.ReportInfo
	Link string
}

// rowsOnPage keeps a page of thousands of reports light.
const rowsOnPage = 200

// reports lists the reports whose titles, regions or speakers hold what was asked.
func (s *Server) reports(c *gin.Context) error {
	all, err := s.service.Load().Reports(c.Request.Context())
	if err != nil {
		return err
	}
	f := s.frame(c, "reports")
	v := reportsView{frame: f, Asked: strings.TrimSpace(c.Query("title")), Total: len(all), Sort: c.Query("sort"), PageNo: max(1, number(c.Query("page")))}
	if v.Title, err = f.T("nav.reports"); err != nil {
		return err
	}
	matched := matching(all, v.Asked, c.Query("region"), number(c.Query("year")))
	v.Matched = len(matched)
	v.Matrix = newMatrix(f, matched)
	sortReports(matched, v.Sort)
	v.turn(c, matched)
	for _, name := range []string{"newest", "oldest", "region", "longest"} {
		value := strings.TrimPrefix(name, "newest")
		link := f.Link("/reports", "title", v.Asked, "region", c.Query("region"), "year", c.Query("year"), "sort", value)
		v.Sorts = append(v.Sorts, choice{Name: "reports." + name, Link: link, Active: name == v.Sort || value == v.Sort})
	}
	return s.show(c, http.StatusOK, "reports", v)
}

// turn takes the page that is asked for out of the reports.
func (v *reportsView) turn(c *gin.Context, matched []search.ReportInfo) {
	from := min(len(matched), rowsOnPage*(v.PageNo-1))
	to := min(len(matched), from+rowsOnPage)
	for _, r := range matched[from:to] {
		v.Rows = append(v.Rows, reportRow{r, v.Link("/reports/" + r.ID)})
	}
	page := func(n int) string {
		return v.Link("/reports", "title", v.Asked, "region", c.Query("region"), "year", c.Query("year"), "sort", v.Sort, "page", yearText(n))
	}
	if v.PageNo > 1 {
		v.Before = page(v.PageNo - 1)
	}
	if to < len(matched) {
		v.Next = page(v.PageNo + 1)
	}
}

// matching keeps the reports that hold all words of asked in their title, region, meeting or speaker.
func matching(all []search.ReportInfo, asked, region string, year int) []search.ReportInfo {
	words := strings.Fields(asked)
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
	slices.SortFunc(reports, func(a, b search.ReportInfo) int {
		switch by {
		case "oldest":
			return newest(b, a)
		case "region":
			return cmp.Or(levelRank(string(a.Level))-levelRank(string(b.Level)), strings.Compare(regionKey(a.ID), regionKey(b.ID)), newest(a, b))
		case "longest":
			return cmp.Or(b.Characters-a.Characters, newest(a, b))
		}
		return newest(a, b)
	})
}
