package assistant

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/search/query"
)

type reportsInput struct {
	scope
	MaxTokens int    `json:"max_tokens,omitempty" jsonschema:"the budget for the answer, 4000 by default"`
	Cursor    string `json:"cursor,omitempty" jsonschema:"the next of the answer before"`
}

type reportsOutput struct {
	Total    int       `json:"total" jsonschema:"reports that were asked for"`
	Reports  []listing `json:"reports"`
	Complete bool      `json:"complete" jsonschema:"false when there are more than these"`
	Next     string    `json:"next,omitempty" jsonschema:"the cursor to go on with"`
}

// A listing is a report in a list.
type listing struct {
	search.ReportInfo
	URL string `json:"url"`
}

// reports answers with as many reports as fit, by id.
func (l *library) reports(ctx context.Context, in reportsInput) (reportsOutput, error) {
	at, err := parseCursor(in.Cursor)
	if err != nil {
		return reportsOutput{}, err
	}
	filters, err := in.filters()
	if err != nil {
		return reportsOutput{}, err
	}
	all, err := l.service.Reports(ctx)
	if err != nil {
		return reportsOutput{}, err
	}
	all = slices.DeleteFunc(all, func(r search.ReportInfo) bool { return !admits(filters, r) })
	out := reportsOutput{Total: len(all), Reports: []listing{}}
	budget := newBudget(in.MaxTokens)
	for i, r := range all[min(at.Skip, len(all)):] {
		shown := listing{r, l.url(r.ID, 0)}
		if !budget.take(shown) && i > 0 {
			out.Next = cursor{Skip: at.Skip + i}.String()
			return out, nil
		}
		out.Reports = append(out.Reports, shown)
	}
	out.Complete = true
	return out, nil
}

// admits reports whether a report passes all filters.
func admits(filters []query.Filter, r search.ReportInfo) bool {
	for _, f := range filters {
		var ok bool
		switch f.Field {
		case query.Year:
			ok = r.Year >= f.Years.From && (f.Years.To == 0 || r.Year <= f.Years.To) && r.Year > 0
		case query.Region:
			ok = slices.ContainsFunc(f.Values, func(name string) bool { return isRegion(name, r.Region) })
		case query.Level:
			ok = slices.Contains(f.Values, string(r.Level))
		case query.Report:
			ok = slices.Contains(f.Values, r.ID)
		}
		if !ok {
			return false
		}
	}
	return true
}

// isRegion reports whether a short or full name is that of a region, which is given by its short name.
func isRegion(name, short string) bool {
	if found, ok := region.Find(name); ok {
		return found.Short == short
	}
	return name == short
}

type citeInput struct {
	ID     string `json:"id" jsonschema:"a report, liaoning-2021, or a paragraph, liaoning-2021#67"`
	Format string `json:"format,omitempty" jsonschema:"gbt7714, plain, bibtex, ris or csl-json; all when left out"`
}

type citeOutput struct {
	ID        string                 `json:"id"`
	URL       string                 `json:"url"`
	Text      string                 `json:"text,omitempty" jsonschema:"the exact text of the paragraph"`
	Cut       bool                   `json:"cut,omitempty" jsonschema:"true when text is only a part of the paragraph"`
	Section   []string               `json:"section,omitempty"`
	Citations map[cite.Format]string `json:"citations"`
}

// cite writes citations.
func (l *library) cite(ctx context.Context, in citeInput) (citeOutput, error) {
	formats := cite.Formats()
	if in.Format != "" {
		if !slices.Contains(formats, cite.Format(in.Format)) {
			return citeOutput{}, fmt.Errorf("format is %.40q; it must be one of %v", in.Format, formats)
		}
		formats = []cite.Format{cite.Format(in.Format)}
	}
	view, ordinal, err := l.find(ctx, in.ID)
	if err != nil {
		return citeOutput{}, err
	}
	var p corpus.Paragraph
	id, _, _ := strings.Cut(in.ID, "#")
	if ordinal > 0 {
		p = view.Paragraphs[ordinal-1].Paragraph
		id = fmt.Sprintf("%s#%d", id, ordinal)
	}
	out := citeOutput{ID: id, URL: l.url(view.ID, ordinal), Section: p.Section, Citations: map[cite.Format]string{}}
	for _, f := range formats {
		out.Citations[f] = l.citation(f, view, p)
	}
	room := newBudget(0).left - tokensOf(out)
	out.Text = cut(p.Text, 0, room)
	out.Cut = out.Text != p.Text
	return out, nil
}
