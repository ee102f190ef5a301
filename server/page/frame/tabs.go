package frame

import (
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/query"
)

// A Tab is a way to look at the hits of a search.
type Tab struct {
	Name   string // of its message
	Link   string
	Figure string // how much there is to see
	Active bool
}

// Number returns the number of the figure.
func (t Tab) Number() string {
	number, _, _ := strings.Cut(t.Figure, "\u00a0")
	return number
}

// Unit returns what the figure counts; empty if it is a number alone.
func (t Tab) Unit() string {
	_, unit, _ := strings.Cut(t.Figure, "\u00a0")
	return unit
}

// Figures are the numbers in the tabs, of the tier that answers: how many hits there are, and what else the other pages count.
// These are about work reports, unless others are asked for.
type Figures struct {
	Paragraphs, Years, Regions, Reports, Occurrences int
}

// FiguresOf returns the numbers of a count, which is the answer to a request.
func FiguresOf(r search.Request, c search.Counts) Figures {
	f := Figures{Paragraphs: c.Total.Paragraphs}
	every := choosesKinds(r)
	count := func(field query.Field, add func(row search.Row)) {
		by := []query.Field{query.Kind, field}
		for _, row := range c.Rows(by, search.RowsByValue) {
			if row.Paragraphs > 0 && (every || row.Values[0] == string(corpus.Work)) {
				add(row)
			}
		}
	}
	years, regions := map[string]bool{"": true}, map[string]bool{"": true}
	count(query.Year, func(row search.Row) {
		years[row.Values[1]] = true
		f.Reports += row.Reports
		f.Occurrences += row.Occurrences
	})
	count(query.Region, func(row search.Row) { regions[row.Values[1]] = true })
	f.Years, f.Regions = len(years)-1, len(regions)-1
	return f
}

// choosesKinds reports whether a request says which kinds of reports it is about.
func choosesKinds(r search.Request) bool {
	_, tree := r.Read()
	return len(search.WorkReports(r.Filters, tree)) == len(r.Filters)
}

// PreviewOf says what a search finds, for previews of links.
func (f Frame) PreviewOf(q search.Reading, t search.Total) string {
	return f.T("page.results.preview", q.ReadAs, t.Paragraphs, t.Reports, t.Occurrences)
}

// FiguresOfAnswer returns the same numbers of the answer to a search; ok is false if they do not follow from it: its facets are
// also of hits that the filters leave out, and say nothing of other kinds of reports.
func FiguresOfAnswer(r search.Request, a search.Answer) (f Figures, ok bool) {
	f = Figures{Paragraphs: a.Total.Paragraphs, Reports: a.Total.Reports, Occurrences: a.Total.Occurrences}
	if r.Mode == search.Loose {
		f = Figures{}
		if a.Loose != nil {
			f = Figures{Paragraphs: a.Loose.Paragraphs, Reports: a.Loose.Reports, Occurrences: a.Loose.Occurrences}
		}
	}
	other := func(c search.Count) bool { return c.Value != string(corpus.Work) }
	switch {
	case f.Paragraphs == 0: // facets are of another tier
		return f, true
	case r.Mode == search.Equal:
		return Figures{}, false
	case len(r.Filters) > 0, slices.ContainsFunc(a.Facets.Kind, other) && !choosesKinds(r):
		return Figures{}, false
	}
	for _, year := range a.Years {
		if year.Paragraphs > 0 {
			f.Years++
		}
	}
	for _, region := range a.Facets.Region {
		if region.Paragraphs > 0 && region.Value != "" {
			f.Regions++
		}
	}
	return f, true
}

// Tabs returns the row of tabs of a page about a search. Each leads to the same hits.
func (f Frame) Tabs(q State, n Figures) []Tab {
	tabs := []Tab{
		{Name: "results", Link: "/search", Figure: f.T("page.results.paragraphs", n.Paragraphs)},
		{Name: "trends", Link: "/trends", Figure: f.T("page.tabs.years", n.Years)},
		{Name: "regions", Link: "/regions", Figure: f.T("page.tabs.places", n.Regions)},
		{Name: "sentences", Link: "/sentences", Figure: f.T("page.results.reports", n.Reports)},
		{Name: "lines", Link: "/lines", Figure: f.T("page.results.occurrences", n.Occurrences)},
	}
	for i := range tabs {
		tabs[i].Active = tabs[i].Name == f.Page
		tabs[i].Link = q.Selection(f, tabs[i].Link)
		tabs[i].Name = "page.tabs." + tabs[i].Name
	}
	return tabs
}
