package assistant

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
	"gongbao/search/query"
)

// A scope restricts a tool to some reports.
type scope struct {
	Year   string `json:"year,omitempty" jsonschema:"a year or a range: 2021, 2020..2024, 2020.., ..2024"`
	Region string `json:"region,omitempty" jsonschema:"regions by short or full names, with commas between them: 辽宁,吉林; 全国 for the State Council's"`
	Level  string `json:"level,omitempty" jsonschema:"levels of government: national, province, city, county"`
	Report string `json:"report,omitempty" jsonschema:"ids of reports, with commas between them: liaoning-2021"`
}

func (s scope) filters() ([]query.Filter, error) {
	var filters []query.Filter
	for _, f := range []struct {
		field query.Field
		value string
	}{{query.Year, s.Year}, {query.Region, s.Region}, {query.Level, s.Level}, {query.Report, s.Report}} {
		if f.value == "" {
			continue
		}
		filter, err := query.ParseFilter(f.field, f.value)
		if err != nil {
			return nil, fmt.Errorf("%s is %.40q, which means nothing there", f.field, f.value)
		}
		filters = append(filters, filter)
	}
	return filters, nil
}

type searchInput struct {
	Query string `json:"query" jsonschema:"what to look for, in Chinese, as it stands in the text; words with spaces between them must all be there; OR, -not and 同句:(a b) work"`
	scope
	Section   string `json:"section,omitempty" jsonschema:"a text in the titles of the sections"`
	Mode      string `json:"mode,omitempty" jsonschema:"exact for what stands there only; smart, the default, fills up with what comes near"`
	Limit     int    `json:"limit,omitempty" jsonschema:"results at most, 10 by default, 100 at most"`
	MaxTokens int    `json:"max_tokens,omitempty" jsonschema:"the budget for the answer, 4000 by default"`
	Cursor    string `json:"cursor,omitempty" jsonschema:"the next of the answer before"`
}

// A passage is a paragraph, or as much of it as fits.
type passage struct {
	ID          string       `json:"id" jsonschema:"report#paragraph"`
	Match       search.Match `json:"match,omitempty" jsonschema:"exact, loose or related"`
	Reason      string       `json:"reason,omitempty" jsonschema:"why a related passage is here"`
	Occurrences int          `json:"occurrences,omitempty" jsonschema:"places of the query in the whole paragraph"`
	Text        string       `json:"text" jsonschema:"the exact text"`
	Cut         bool         `json:"cut,omitempty" jsonschema:"true when text is only a part of the paragraph"`
	Section     []string     `json:"section,omitempty" jsonschema:"titles of the sections around it, the outermost first"`
	URL         string       `json:"url"`
	Citation    string       `json:"citation,omitempty" jsonschema:"GB/T 7714"`
}

type searchOutput struct {
	ReadAs   string       `json:"read_as" jsonschema:"how the query was understood"`
	Notes    []string     `json:"notes,omitempty"`
	Match    search.Match `json:"match" jsonschema:"the best tier that answered"`
	Total    totals       `json:"total" jsonschema:"of the exact tier, complete"`
	Hits     []passage    `json:"hits"`
	Hints    []string     `json:"hints,omitempty"`
	Complete bool         `json:"complete" jsonschema:"false when there are more hits than these"`
	Next     string       `json:"next,omitempty" jsonschema:"the cursor to go on with"`
}

type totals struct {
	Paragraphs  int `json:"paragraphs"`
	Reports     int `json:"reports"`
	Occurrences int `json:"occurrences"`
}

// search answers with as many hits as fit.
func (l *library) search(ctx context.Context, in searchInput) (searchOutput, error) {
	at, err := parseCursor(in.Cursor)
	if err != nil {
		return searchOutput{}, err
	}
	answer, err := l.ask(ctx, in, &at)
	if err != nil {
		return searchOutput{}, err
	}
	out := searchOutput{
		ReadAs: answer.Query.ReadAs, Notes: answer.Query.Notes, Match: answer.Match, Total: totals(answer.Total), Hits: []passage{},
		Hints: answer.Hints,
	}
	budget := newBudget(in.MaxTokens)
	shown := l.fill(&out, answer.Hits[min(at.Skip, len(answer.Hits)):], budget)
	switch at.Skip += shown; {
	case at.Skip < len(answer.Hits):
		out.Next = at.String()
	case answer.Next != "":
		out.Next = cursor{Page: answer.Next, Limit: at.Limit}.String()
	}
	out.Complete = out.Next == ""
	return out, nil
}

// ask searches for the page that a cursor is in.
func (l *library) ask(ctx context.Context, in searchInput, at *cursor) (search.Answer, error) {
	filters, err := in.filters()
	if err != nil {
		return search.Answer{}, err
	}
	if in.Section != "" {
		filter, err := query.ParseFilter(query.Section, in.Section)
		if err != nil {
			return search.Answer{}, fmt.Errorf("section is %.40q, which means nothing there", in.Section)
		}
		filters = append(filters, filter)
	}
	if modes := []search.Mode{"", search.Smart, search.Exact, search.Loose}; !slices.Contains(modes, search.Mode(in.Mode)) {
		return search.Answer{}, fmt.Errorf("mode is %.40q; it must be smart, exact or loose", in.Mode)
	}
	at.Limit = min(max(cmp.Or(at.Limit, in.Limit, search.DefaultLimit), 1), search.MaxLimit)
	return l.service.Search(ctx, search.Request{
		Query: in.Query, Filters: filters, Mode: search.Mode(in.Mode), Limit: at.Limit, Cursor: at.Page, Lang: language.ZH,
	})
}

// fill adds hits while they fit, and returns how many. The first hit is truncated if it exceeds the budget, so a page always
// makes progress.
func (l *library) fill(out *searchOutput, hits []search.Hit, b *budget) int {
	for i, h := range hits {
		p := l.passage(h)
		if b.take(p) {
			out.Hits = append(out.Hits, p)
			continue
		}
		if i > 0 {
			return i
		}
		around := 0
		if len(h.Marks) > 0 {
			around = h.Marks[0][0]
		}
		p.cutTo(b, around)
		out.Hits = append(out.Hits, p)
		return 1
	}
	return len(hits)
}

// cutTo truncates the text to what is left of the budget.
func (p *passage) cutTo(b *budget, around int) {
	text := p.Text
	p.Text, p.Cut = "", true
	p.Text = cut(text, around, b.left-tokensOf(p))
	b.left = 0
}

func (l *library) passage(h search.Hit) passage {
	url := l.opt.Base + h.URL
	return passage{
		ID: h.ID, Match: h.Match, Reason: h.Reason, Occurrences: h.Occurrences, Text: h.Text, Section: h.Section, URL: url,
		Citation: cite.Write(cite.GBT, cite.Source{Report: h.Header, Paragraph: ordinalOnly(h.Ordinal), URL: url}),
	}
}
