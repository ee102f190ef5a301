package trend

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// earlier orders reports by year, date and id.
func earlier(a, b *corpus.Header) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
}

// earliest returns the earliest report of known year that has a match, or nil.
func earliest(groups []engine.Group) *corpus.Header {
	var first *corpus.Header
	for _, g := range groups {
		if g.Paragraphs > 0 && g.Report.Year > 0 && (first == nil || earlier(g.Report, first) < 0) {
			first = g.Report
		}
	}
	return first
}

// first returns the first appearance among groups, or nil.
func first(ctx context.Context, e *search.Edition, r search.Request, groups []engine.Group, m *Material) (*First, error) {
	report := earliest(groups)
	if report == nil {
		return nil, nil
	}
	r.Filters = append(slices.Clip(r.Filters), query.Filter{Field: query.Report, Values: []string{report.ID}})
	for hit, err := range e.Each(ctx, r) {
		if err != nil {
			return nil, err
		}
		f := &First{ID: hit.ID, Report: hit.Report, URL: hit.URL, OrEarlier: report.Year == m.first, Gaps: m.missing(report.Year)}
		f.Text, f.Marks = sentence(hit.Text, hit.Marks)
		return f, nil
	}
	return nil, nil
}

// firstLoose returns the first appearance without separators, if it is in a report before that of strict; otherwise nil.
func firstLoose(ctx context.Context, e *search.Edition, r search.Request, strict *First, m *Material) (*First, error) {
	if r.Mode == search.Loose {
		return nil, nil
	}
	r.Mode = search.Loose
	if strict != nil {
		if !m.before(strict.Report) {
			return nil, nil
		}
		r.Filters = append(slices.Clip(r.Filters), query.Filter{Field: query.Year, Years: query.Years{To: strict.Report.Year}})
	}
	counts, err := e.Count(ctx, r)
	if err != nil {
		return nil, err
	}
	loose, err := first(ctx, e, r, counts.Groups(), m)
	if err != nil || loose == nil || strict != nil && loose.Report.ID == strict.Report.ID {
		return nil, err
	}
	return loose, nil
}

// before reports whether the material has a report of known year that is earlier than one.
func (m *Material) before(s search.Source) bool {
	one := corpus.Header{Year: s.Year, Date: s.Date, ID: s.ID}
	return slices.ContainsFunc(m.admitted, func(r engine.Summary) bool { return r.Year > 0 && earlier(&r.Header, &one) < 0 })
}

// sentence returns the sentence of a paragraph that the first of its marks begins in, with its marks. Positions are code points.
func sentence(paragraph string, marks []search.Span) (string, []search.Span) {
	inside := []search.Span{}
	from := 0
	for s := range text.Sentences(paragraph) {
		to := from + utf8.RuneCountInString(s)
		for _, m := range marks {
			if from <= m[0] && m[0] < to {
				inside = append(inside, search.Span{m[0] - from, min(m[1], to) - from})
			}
		}
		if len(inside) > 0 {
			return s, inside
		}
		from = to
	}
	return paragraph, marks
}
