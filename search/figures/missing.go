package figures

import (
	"context"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/query"
)

// A Missing is a report in which no figure of an indicator was read: it does not name it, names it without a number, or has the number in
// words that the program does not read.
type Missing struct {
	Report search.Source `json:"report"`
	// Total is how many paragraphs name the indicator, under one of its names, and how often. URL is the path of the search that has it.
	Total search.Total `json:"total"`
	URL   string       `json:"url"`
	// Passages are the first of the sentences that do, at most MostPassages: of targets those of the plan first. Beyond MostLookedUp
	// reports of a table there are none; the search has them.
	Passages []Passage `json:"passages"`
}

// Verdict says whether the report names the indicator.
func (m *Missing) Verdict() Verdict {
	if m.Total.Occurrences == 0 {
		return NotStated
	}
	return Unchecked
}

// MostPassages is how many passages a Missing has, and MostLookedUp how many reports of a table that name the indicator have any: one of
// its names may stand in every other paragraph.
const (
	MostPassages = 3
	MostLookedUp = 20
)

// A Passage is a sentence that names an indicator.
type Passage struct {
	ID   string `json:"id"` // of the paragraph
	Role string `json:"role"`
	Text string `json:"text"`
	URL  string `json:"url"` // path of the paragraph
}

// naming returns the query for the paragraphs that have one of some names.
func naming(names []string) string {
	var nodes []query.Node
	for _, name := range names {
		nodes = append(nodes, query.Text{Value: name})
	}
	return query.Print(query.Either(nodes))
}

// keptUnchecked is unchecked for all figures of the request, kept for who asks again.
func (r *Request) keptUnchecked(ctx context.Context, e *search.Edition, list []found) ([]Missing, error) {
	kept, err := search.Kept(e, r.keptName(), func() ([]Missing, int, error) {
		missing, err := r.unchecked(ctx, e, list)
		bytes := 0
		for i := range missing {
			bytes += bytesOfMissing
			for _, p := range missing[i].Passages {
				bytes += len(p.ID) + len(p.Role) + len(p.Text) + len(p.URL)
			}
		}
		return missing, bytes, err
	})
	missing := slices.Clone(kept)
	for i := range missing { // the caller may change them
		missing[i].Passages = slices.Clone(missing[i].Passages)
	}
	return missing, err
}

// bytesOfMissing is about what a Missing without passages takes in memory.
const bytesOfMissing = 500

// unchecked returns the reports of the request that have none of the figures found, each with what its text says.
func (r *Request) unchecked(ctx context.Context, e *search.Edition, list []found) ([]Missing, error) {
	all, err := e.Reports(ctx, r.Filters...)
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for i := range list {
		has[list[i].Report.ID] = true
	}
	missing := []Missing{}
	var each []*Missing
	for i := range all {
		if !has[all[i].ID] {
			missing = append(missing, Missing{Report: all[i].Source(), Passages: []Passage{}})
		}
	}
	slices.SortStableFunc(missing, func(a, b Missing) int {
		return search.CompareValues(query.Region, a.Report.Region, b.Report.Region)
	})
	for i := range missing {
		each = append(each, &missing[i])
	}
	return missing, r.lookUp(ctx, e, r.Name, each, MostLookedUp)
}

// lookUp counts the paragraphs of reports that have one of the names of an indicator, and reads the first of them in so many reports
// that have some. Where a target is missing, those of the plan come first.
func (r *Request) lookUp(ctx context.Context, e *search.Edition, name string, missing []*Missing, most int) error {
	if len(missing) == 0 {
		return nil
	}
	asked := search.Request{Query: naming(r.names().Group(name)), Mode: search.Exact}
	at := map[string]*Missing{}
	var ids []string
	for _, m := range missing {
		at[m.Report.ID] = m
		ids = append(ids, m.Report.ID)
		m.URL = asked.Path(query.Filter{Field: query.Report, Values: []string{m.Report.ID}})
	}
	asked.Filters = []query.Node{query.Filter{Field: query.Report, Values: ids}}
	counts, err := e.Count(ctx, asked)
	if err != nil {
		return err
	}
	ids = nil
	for _, g := range counts.Groups() {
		if g.Paragraphs == 0 {
			continue
		}
		at[g.Report.ID].Total = search.Total{Paragraphs: g.Paragraphs, Reports: 1, Occurrences: g.Occurrences}
		if len(ids) < most {
			ids = append(ids, g.Report.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	asked.Filters = []query.Node{query.Filter{Field: query.Report, Values: ids}}
	for h, err := range e.Matches(ctx, asked) {
		if err != nil {
			return err
		}
		m := at[h.Report.ID]
		m.Passages = append(m.Passages, Passage{
			search.ParagraphID(h.Report.ID, h.Paragraph.Ordinal), string(h.Paragraph.Role), sentenceAt(h.Paragraph.Text, h.Marks), search.PagePath(h.Report.ID, h.Paragraph.Ordinal),
		})
	}
	for _, m := range missing {
		if r.Kind == string(figure.Target) {
			slices.SortStableFunc(m.Passages, func(a, b Passage) int { return planned(b) - planned(a) })
		}
		m.Passages = m.Passages[:min(len(m.Passages), MostPassages)]
	}
	return nil
}

// planned is 1 for what stands where a report looks ahead.
func planned(p Passage) int {
	if p.Role == string(corpus.RolePlan) {
		return 1
	}
	return 0
}

// sentenceAt returns the sentence that the first mark of a paragraph begins in.
func sentenceAt(paragraph string, marks []text.Span) string {
	if len(marks) == 0 {
		return paragraph
	}
	end := 0
	for s := range text.Sentences(paragraph) {
		if end += len(s); marks[0].From < end {
			return strings.TrimSpace(s)
		}
	}
	return paragraph
}
