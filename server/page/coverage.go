package page

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/coverage"
	"gongbao/server/page/frame"
)

// A coverageView fills the page that says what every total on the site is of, and what is missing from it.
type coverageView struct {
	frame.Frame
	Reports, Regions int
	From, To         int // years; 0 without any
	Kinds            []findingGroup
	Undated          []reportRow
}

// A findingGroup holds the findings of a kind.
type findingGroup struct {
	Kind     coverage.Kind
	Count    int // of its findings; of gaps, their years
	Findings []findingView
}

// A findingView is a finding with the reports that it is about.
type findingView struct {
	coverage.Finding
	Reports []reportRow
	List    string // address of the list of the region's reports; empty if the region is unknown
}

// Coverage shows what the index holds and lacks.
func (p *Pages) Coverage(c *gin.Context) error {
	reports, err := frame.Edition(c).Reports(c.Request.Context())
	if err != nil {
		return err
	}
	f := p.shared.Frame(c, "coverage")
	f.Title = f.T("page.coverage.heading")
	f.Description = f.T("page.coverage.about")
	covered := coverage.Of(search.Summaries(reports), f.Lang)
	v := coverageView{Frame: f, Reports: len(reports), Regions: len(covered.Regions)}
	v.From, v.To = covered.Span()
	byID := map[string]reportRow{}
	sortReports(reports, "region")
	for _, r := range reports {
		row := reportRow{r, f.Link("/reports/" + r.ID)}
		byID[r.ID] = row
		if r.Date == "" {
			v.Undated = append(v.Undated, row)
		}
	}
	for _, found := range covered.Findings {
		if n := len(v.Kinds); n == 0 || v.Kinds[n-1].Kind != found.Kind {
			v.Kinds = append(v.Kinds, findingGroup{Kind: found.Kind})
		}
		view := findingView{Finding: found}
		for _, id := range found.IDs {
			view.Reports = append(view.Reports, byID[id])
		}
		if found.Region != "" {
			view.List = f.Link("/reports", "region", found.Region)
		}
		last := &v.Kinds[len(v.Kinds)-1]
		last.Findings = append(last.Findings, view)
		if found.Kind == coverage.Gap {
			last.Count += found.Until - found.Year + 1
		} else {
			last.Count++
		}
	}
	return p.shared.Show(c, http.StatusOK, "coverage", v)
}

// Label names a report in a line: 辽宁 2021 政府工作报告.
func (r reportRow) Label() string {
	return strings.Join(strings.Fields(r.Region+" "+yearText(r.Year)+" "+r.Title), " ")
}
