package trendtest

import (
	"testing"

	"gongbao/search"
	"gongbao/search/panel"
	"gongbao/search/query"
)

// RunPanels follows every nth figure of panels of Reports to the search that it links to.
func RunPanels(t *testing.T, s *search.Service, nth int) {
	for i, mode := range []search.Mode{search.Exact, search.Loose} {
		for j, by := range [][]query.Field{nil, {query.Year}, {query.Region}, {query.Level, query.Year}} {
			if nth > 1 && j%2 != i { // an engine that takes its time
				continue
			}
			r := panel.Request{Words: []string{"数字", "数字经济", "数字政府", "互联网+", "互联网", "改革开放", "改革", "开放", "-", "没有这个词"}, Request: search.Request{By: by, Mode: mode}}
			if j%2 == 0 {
				r.Nested = panel.Longest
			}
			err := s.Read(t.Context(), func(e *search.Edition) error {
				p, err := panel.New(t.Context(), e, r)
				if err == nil {
					followPanel(t, s, p, nth)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func followPanel(t *testing.T, s *search.Service, p panel.Panel, nth int) {
	t.Helper()
	total := func(url string) search.Total { return Total(t.Context(), t, s, url, p.Match) }
	if got := total(p.URL); got != p.Total {
		t.Errorf("the search %s has %+v, the panel %+v", p.URL, got, p.Total)
	}
	for _, c := range p.Columns {
		if got := total(c.URL); got.Occurrences != c.Occurrences || got.Reports != c.ReportsWith {
			t.Errorf("%s: the search %s has %+v, the column %+v", c.Word, c.URL, got, c)
		}
	}
	for i, r := range p.Rows {
		if r.Total == nil {
			if r.Reports > 0 || r.Counts != nil || r.Rates != nil || r.Rate != nil || r.URL != "" {
				t.Errorf("a row without figures: %+v", r)
			}
			continue
		}
		if got := total(r.URL); got.Occurrences != *r.Total {
			t.Errorf("%v: the search %s has %+v, the row %d", r.Values, r.URL, got, *r.Total)
		}
		for j, n := range r.Counts {
			if (i*len(r.Counts)+j)%nth != 0 {
				continue
			}
			if got := total(p.Cell(i, j)); got.Occurrences != n {
				t.Errorf("%v, %s: the search %s has %+v, the cell %d", r.Values, p.Columns[j].Word, p.Cell(i, j), got, n)
			}
		}
	}
}
