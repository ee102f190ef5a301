package trend

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/coverage"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// Coverage says what figures stand on.
type Coverage struct {
	Reports int     `json:"reports"`
	Regions int     `json:"regions"`
	Years   *Years  `json:"years"`   // from the first to the last that has a report; null if none has
	Missing []Years `json:"missing"` // those between them without any report
	// What looks missing or odd among the reports and touches the years asked for.
	Gaps    []coverage.Finding `json:"gaps"`    // years of a region without a report, between years with one
	Doubles []coverage.Finding `json:"doubles"` // several reports of one region and year; figures count them together
	Short   []coverage.Finding `json:"short"`   // reports that are suspiciously short
	Text    string             `json:"text"`    // all that in a line
}

// A Material is the reports that some conditions admit: what figures stand on. It is not changed once it is made.
type Material struct {
	lang        language.Lang
	admitted    []engine.Summary // by all conditions; those by section and role admit every report
	reports     []engine.Summary // by all but the years
	first, last int              // years of what is admitted; 0 without one
	years       map[int]bool
	undated     bool
	asked       func(year int) bool
	coverage    func() Coverage
}

// MaterialOf chooses of the reports of an edition those that meet conditions. It is kept for who asks again.
func MaterialOf(ctx context.Context, e *search.Edition, conditions []query.Node, lang language.Lang) (*Material, error) {
	name := "material " + string(lang)
	for _, n := range conditions {
		name += "\n" + query.Print(n)
	}
	return search.Kept(e, name, func() (*Material, int, error) {
		all, err := e.Reports(ctx)
		if err != nil {
			return nil, 0, err
		}
		m := newMaterial(all, conditions, lang)
		return m, bytesOfReport * (1 + len(m.reports) + len(m.admitted)), nil
	})
}

// bytesOfReport is about what a Summary takes in memory, and what is found of it.
const bytesOfReport = 1000

// newMaterial chooses of all reports those that meet conditions.
func newMaterial(all []search.ReportInfo, conditions []query.Node, lang language.Lang) *Material {
	m := &Material{lang: lang, years: map[int]bool{}}
	m.coverage = sync.OnceValue(m.cover)
	var ofYears, others []query.Node
	for _, n := range conditions {
		if query.FieldOf(n) == query.Year {
			ofYears = append(ofYears, n)
		} else {
			others = append(others, n)
		}
	}
	inYears := search.Admitting(ofYears...)
	m.asked = func(year int) bool { return inYears(&corpus.Header{Year: year}) }
	admits := search.Admitting(others...)
	for _, r := range all {
		h := r.Header()
		if !admits(&h) {
			continue
		}
		s := engine.Summary{Header: h, Paragraphs: r.Paragraphs, Characters: r.Characters}
		m.reports = append(m.reports, s)
		if inYears(&h) {
			m.admit(s)
		}
	}
	return m
}

func (m *Material) admit(s engine.Summary) {
	m.admitted = append(m.admitted, s)
	if s.Year == 0 {
		m.undated = true
		return
	}
	m.years[s.Year] = true
	if m.first == 0 || s.Year < m.first {
		m.first = s.Year
	}
	m.last = max(m.last, s.Year)
}

// missing returns the years before a year that have no report, from the first on that has one.
func (m *Material) missing(before int) []Years {
	missing := []Years{}
	for year := m.first; year < before; year++ {
		switch n := len(missing); {
		case m.years[year] || !m.asked(year):
		case n > 0 && missing[n-1].To == year-1:
			missing[n-1].To = year
		default:
			missing = append(missing, Years{year, year})
		}
	}
	return missing
}

// Coverage says what the material is. Its lists are not to be changed.
func (m *Material) Coverage() Coverage { return m.coverage() }

// NoCoverage returns the coverage of no reports.
func NoCoverage() Coverage {
	return Coverage{Missing: []Years{}, Gaps: []coverage.Finding{}, Doubles: []coverage.Finding{}, Short: []coverage.Finding{}}
}

func (m *Material) cover() Coverage {
	c := NoCoverage()
	c.Reports, c.Missing = len(m.admitted), m.missing(m.last)
	if m.first > 0 {
		c.Years = &Years{m.first, m.last}
	}
	regions := map[string]bool{}
	for _, s := range m.admitted {
		regions[s.Region] = true
	}
	c.Regions = len(regions)
	for _, f := range coverage.Findings(m.reports, m.lang) {
		if !slices.ContainsFunc(yearsOf(f), m.asked) {
			continue
		}
		switch f.Kind {
		case coverage.Gap:
			c.Gaps = append(c.Gaps, f)
		case coverage.Several:
			c.Doubles = append(c.Doubles, f)
		case coverage.Short:
			c.Short = append(c.Short, f)
		}
	}
	c.Text = m.line(c)
	return c
}

func yearsOf(f coverage.Finding) []int {
	var years []int
	for year := f.Year; year <= f.Until; year++ {
		years = append(years, year)
	}
	return years
}

// line says what a coverage is: 57 篇，缺 1961—1963、1965—1974、1976—1977 年.
func (m *Material) line(c Coverage) string {
	parts := []string{m.lang.Say("trend.coverage.reports", c.Reports)}
	if c.Regions > 1 {
		parts = append(parts, m.lang.Say("trend.coverage.regions", c.Regions))
	}
	if len(c.Missing) > 0 {
		var ranges []string
		for _, y := range c.Missing {
			if y.From == y.To {
				ranges = append(ranges, fmt.Sprint(y.From))
			} else {
				ranges = append(ranges, m.lang.Say("trend.coverage.range", fmt.Sprint(y.From), fmt.Sprint(y.To)))
			}
		}
		parts = append(parts, m.lang.Say("trend.coverage.missing", strings.Join(ranges, m.lang.Say("trend.coverage.and"))))
	}
	if c.Regions > 1 && len(c.Gaps) > 0 {
		parts = append(parts, m.lang.Say("trend.coverage.gaps", len(c.Gaps)))
	}
	if len(c.Doubles) > 0 {
		parts = append(parts, m.lang.Say("trend.coverage.doubles", len(c.Doubles)))
	}
	if len(c.Short) > 0 {
		parts = append(parts, m.lang.Say("trend.coverage.short", len(c.Short)))
	}
	return strings.Join(parts, m.lang.Say("trend.coverage.comma"))
}
