package page

import (
	"slices"
	"strconv"

	"gongbao/search"
	"gongbao/search/query"
)

// A yearChart shows the facet counts by year, as bars in a drawing of Width by chartHeight units.
type yearChart struct {
	Bars     []yearBar
	Listed   []yearBar // those with paragraphs, latest first
	Ticks    []yearTick
	Width    int
	From, To string // the years of the filter, for the form
	Active   bool   // some years are chosen
	Base     []pair // the search without the years
}

// A yearBar is a year in a chart.
type yearBar struct {
	Year, Paragraphs, Occurrences int
	X, Y, Height                  int
	Active                        bool
	Link                          string
}

// A yearTick is a label below the chart.
type yearTick struct{ Year, X int }

const (
	chartHeight = 100
	barStep     = 10 // units from one bar to the next
	leastBar    = 6  // units of the lowest bar that shows
)

// newYearChart draws the years of an answer; nil if there is only one and no years are chosen.
func newYearChart(f frame, q searchState, counts []search.Count) *yearChart {
	filter := q.years()
	chosen := len(filter) > 0
	byYear := map[int]search.Count{}
	first, last, most := 0, 0, 1
	for _, c := range counts {
		year := number(c.Value)
		if year == 0 {
			continue
		}
		if first == 0 || year < first {
			first = year
		}
		last, most, byYear[year] = max(last, year), max(most, c.Paragraphs), c
	}
	if first == 0 || first == last && !chosen {
		return nil
	}
	chart := &yearChart{Width: barStep * (last - first + 1), Active: chosen, Base: q.with(string(query.Year), "").kept()}
	if len(filter) == 1 { // the form has one range
		chart.From, chart.To = yearText(filter[0].From), yearText(filter[0].To)
	}
	for year := first; year <= last; year++ {
		bar := yearBar{Year: year, Paragraphs: byYear[year].Paragraphs, Occurrences: byYear[year].Occurrences, X: barStep * (year - first)}
		if bar.Paragraphs > 0 {
			bar.Height = leastBar + (chartHeight-leastBar)*bar.Paragraphs/most
		}
		bar.Y = chartHeight - bar.Height
		bar.Active = slices.ContainsFunc(filter, func(y query.Years) bool { return within(y, year) })
		bar.Link = q.with(string(query.Year), strconv.Itoa(year)).link(f)
		chart.Bars = append(chart.Bars, bar)
	}
	chart.list()
	chart.tick(first, last)
	return chart
}

func (c *yearChart) list() {
	for i := len(c.Bars) - 1; i >= 0; i-- {
		if c.Bars[i].Paragraphs > 0 {
			c.Listed = append(c.Listed, c.Bars[i])
		}
	}
}

// tick labels the chart, with labels far enough apart to be read.
func (c *yearChart) tick(first, last int) {
	const atMost = 7
	step := 1
	for _, wider := range []int{2, 5, 10, 20, 50, 100} {
		if (last-first)/step >= atMost {
			step = wider
		}
	}
	for year := first; year <= last; year++ {
		if year%step == 0 {
			c.Ticks = append(c.Ticks, yearTick{year, barStep*(year-first) + barStep/2})
		}
	}
}

func within(years query.Years, year int) bool {
	return year >= years.From && (years.To == 0 || year <= years.To)
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
