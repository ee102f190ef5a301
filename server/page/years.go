package page

import (
	"slices"
	"strconv"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/server/chart"
	"gongbao/server/page/frame"
)

// A yearChart shows how often a query is there for each 10,000 characters of a year's reports: years have from one report to
// dozens.
type yearChart struct {
	chart.Line
	Listed   []listedYear // those with reports, latest first
	Gaps     []string     // stretches of years without a report between the first and the last: 1961—1963
	From, To string       // the years of the filter, for the form
	Base     []frame.Pair // the search without the years
	Table    string       // address of the figures as a table
	measure  string       // what the rate is of: occurrences, or paragraphs where the query has no words
}

// A listedYear is a year with reports.
type listedYear struct {
	search.YearCount
	Active bool
	Link   string
}

// Measure returns the name of the words for what the chart shows.
func (c *yearChart) Measure() string { return "page.years.measure." + c.measure }

// Few reports whether the chart is too short for the whole width.
func (c *yearChart) Few() bool { return len(c.Points) < 12 }

// First and Final return the years at the ends of the chart.
func (c *yearChart) First() int { return c.Points[0].Year }
func (c *yearChart) Final() int { return c.Points[len(c.Points)-1].Year }

// newYearChart draws the years of an answer from the first one with a report, so that years without a hit are seen beside years without
// a report. It is nil where nothing is found, or where there is only one year and none is chosen.
func newYearChart(f frame.Frame, q frame.State, counts []search.YearCount) *yearChart {
	filter := q.Years()
	found := slices.ContainsFunc(counts, func(c search.YearCount) bool { return c.Paragraphs > 0 })
	if !found || len(counts) == 1 && len(filter) == 0 {
		return nil
	}
	every := q.With(string(query.Year), "")
	c := &yearChart{Line: chart.Line{Height: 80, Years: true}, Base: every.Kept(), Table: every.Counts(f, string(query.Year)), measure: measureOf(counts)}
	if len(filter) == 1 { // the form has one range
		c.From, c.To = yearText(filter[0].From), yearText(filter[0].To)
	}
	byYear := map[int]search.YearCount{}
	for _, count := range counts {
		byYear[count.Year] = count
	}
	for year := counts[0].Year; year <= counts[len(counts)-1].Year; year++ {
		count, ok := byYear[year]
		if !ok || count.Of.Reports == 0 {
			c.Points = append(c.Points, chart.Point{Year: year, Gap: true, Label: f.T("page.years.gap", year)})
			continue
		}
		rate := c.rate(count)
		listed := listedYear{count, slices.ContainsFunc(filter, func(y query.Years) bool { return within(y, year) }), q.With(string(query.Year), strconv.Itoa(year)).Link(f)}
		label := f.T("page.years.bar", year, count.Of.Reports, count.Paragraphs, count.Occurrences, strconv.FormatFloat(rate, 'f', 2, 64))
		c.Points = append(c.Points, chart.Point{Year: year, Value: rate, Label: label, Link: listed.Link, Active: listed.Active})
		c.Listed = append(c.Listed, listed)
	}
	slices.Reverse(c.Listed)
	c.Gaps = gapsOf(f.Lang, c.Points)
	c.Name = c.inWords(f)
	return c
}

// inWords says what the drawing shows: what it measures, its peak and its last year.
func (c *yearChart) inWords(f frame.Frame) string {
	words := f.T(c.Measure())
	if peak := c.Peak(); peak >= 0 {
		words = f.T("page.years.peak", words, chart.Number(c.Points[peak].Value), c.Points[peak].Year)
	}
	return words
}

// measureOf returns what the points of counts measure.
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

// gapsOf writes the stretches of years that are gaps: 1961—1963.
func gapsOf(lang language.Lang, points []chart.Point) []string {
	var gaps []string
	for i := 0; i < len(points); i++ {
		from := i
		for i < len(points) && points[i].Gap {
			i++
		}
		if i > from {
			gaps = append(gaps, lang.Span(strconv.Itoa(points[from].Year), strconv.Itoa(points[i-1].Year)))
		}
	}
	return gaps
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
