package page

import (
	"slices"
	"strconv"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/page/frame"
)

// A yearChart shows how often a query is there for each 10,000 characters of a year's reports, as bars in a drawing of Width by
// chartHeight units: years have from one report to dozens.
type yearChart struct {
	Bars     []yearBar
	Listed   []yearBar // those with reports, latest first
	Gaps     []string  // years without a report between the first and the last bar: 1961—1963
	Peak     yearBar   // with the highest rate
	Ticks    []yearTick
	Width    int
	From, To string       // the years of the filter, for the form
	Active   bool         // some years are chosen
	Base     []frame.Pair // the search without the years
	Table    string       // address of the figures as a table
	measure  string       // what the rate is of: occurrences, or paragraphs where the query has no words
}

// A yearBar is a year in a chart. One without a report is a gap: it has no figures and no link.
type yearBar struct {
	search.YearCount
	Rate         float64
	X, Y, Height int
	Active       bool
	Link         string
	name         string // of the sentence that says its figures
}

// Gap reports whether the year has no report.
func (b yearBar) Gap() bool { return b.Of.Reports == 0 }

// Name returns the name of the sentence that says the figures of the bar.
func (b yearBar) Name() string { return b.name }

// Figure returns the rate with its two digits.
func (b yearBar) Figure() string { return strconv.FormatFloat(b.Rate, 'f', 2, 64) }

// Measure returns the name of the words for what the chart shows.
func (c *yearChart) Measure() string { return "page.years.measure." + c.measure }

// A yearTick is a label below the chart.
type yearTick struct{ Year, X int }

const (
	chartHeight = 100
	barStep     = 10 // units from one bar to the next
)

// newYearChart draws the years of an answer from the first one with a hit; nil if there is only one and no years are chosen.
func newYearChart(f frame.Frame, q frame.State, counts []search.YearCount) *yearChart {
	filter := q.Years()
	chosen := len(filter) > 0
	for len(counts) > 0 && counts[0].Paragraphs == 0 {
		counts = counts[1:]
	}
	if len(counts) == 0 || len(counts) == 1 && !chosen {
		return nil
	}
	first, last := counts[0].Year, counts[len(counts)-1].Year
	chart := &yearChart{Width: barStep * (last - first + 1), Active: chosen, Base: q.With(string(query.Year), "").Kept(), measure: measureOf(counts)}
	chart.Table = q.With(string(query.Year), "").Counts(f, string(query.Year))
	if len(filter) == 1 { // the form has one range
		chart.From, chart.To = yearText(filter[0].From), yearText(filter[0].To)
	}
	byYear := map[int]search.YearCount{}
	for _, c := range counts {
		byYear[c.Year] = c
	}
	for year := first; year <= last; year++ {
		bar := yearBar{YearCount: byYear[year], X: barStep * (year - first), name: "page.years.gap"}
		bar.Year = year
		if !bar.Gap() {
			bar.Rate, bar.name = chart.rate(bar.YearCount), "page.years.bar"
			bar.Active = slices.ContainsFunc(filter, func(y query.Years) bool { return within(y, year) })
			bar.Link = q.With(string(query.Year), strconv.Itoa(year)).Link(f)
		}
		if bar.Rate > chart.Peak.Rate {
			chart.Peak = bar
		}
		chart.Bars = append(chart.Bars, bar)
	}
	for i := range chart.Bars {
		chart.Bars[i].rise(chart.Peak.Rate)
	}
	chart.list()
	chart.tick(first, last)
	return chart
}

// measureOf returns what the bars of counts measure.
func measureOf(counts []search.YearCount) string {
	if slices.ContainsFunc(counts, func(c search.YearCount) bool { return c.Occurrences > 0 }) {
		return "occurrences"
	}
	return "paragraphs"
}

func (c *yearChart) rate(of search.YearCount) float64 {
	if c.measure == "paragraphs" {
		return search.Rate(of.Paragraphs, of.Of.Characters)
	}
	return search.Rate(of.Occurrences, of.Of.Characters)
}

// rise sets the height of a bar. Bars begin at nought; one with a hit shows.
func (b *yearBar) rise(most float64) {
	if b.Rate > 0 {
		b.Height = max(2, int(chartHeight*b.Rate/most))
	}
	b.Y = chartHeight - b.Height
}

// list lists the years with reports, and the stretches without.
func (c *yearChart) list() {
	from := 0 // of the stretch without that the bar is in
	for i, bar := range c.Bars {
		if bar.Gap() {
			if from == 0 {
				from = bar.Year
			}
			if !c.Bars[i+1].Gap() { // the last year has a report
				c.Gaps = append(c.Gaps, stretch(from, bar.Year))
			}
			continue
		}
		from = 0
		c.Listed = append(c.Listed, bar)
	}
	slices.Reverse(c.Listed)
}

// stretch writes years: 1961—1963.
func stretch(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "—" + strconv.Itoa(to)
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
