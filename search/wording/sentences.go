// Package wording says which words are new in a report and which have gone, and how the sentences about something change from year
// to year.
package wording

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// Sentences are the sentences in which a query occurs, by region and year, each beside the one of the year before that it is like.
type Sentences struct {
	Version string         `json:"index_version"`
	Query   search.Reading `json:"query"`
	Match   search.Match   `json:"match"` // the tier whose occurrences count: exact or loose
	Total   search.Total   `json:"total"` // of that tier
	URL     string         `json:"url"`   // path of the search that has this total
	Years   []Year         `json:"years"` // by region, in the official order, and then by year, earliest first
	Cut     int            `json:"cut,omitempty"`
	// Coverage is that of the reports that the filters admit.
	Coverage trend.Coverage `json:"coverage"`
}

// MostYears is how many years of regions an answer has at most, and DefaultYears how many if the request does not say it.
// Sentences.Cut counts those behind them: filters lead there.
const (
	MostYears    = 500
	DefaultYears = 100
)

// A Year is what the reports of a region for a year say, against those of the nearest year before that has any.
type Year struct {
	Region  string          `json:"region"`
	Level   corpus.Level    `json:"level"`
	Kind    corpus.Kind     `json:"kind"`
	Year    int             `json:"year"`
	Before  int             `json:"before,omitempty"` // the year compared with; 0 if the index has none
	Reports []search.Source `json:"reports"`
	// Occurrences is the total of the search at URL.
	Occurrences int    `json:"occurrences"`
	URL         string `json:"url"`
	// Counts has the number of sentences of each state.
	Counts map[compare.State]int `json:"counts"`
	// Sentences are those in which the query occurs, as they stand in the reports, and then those that are gone.
	Sentences []Sentence `json:"sentences"`
}

// A Sentence is one in which the query occurs, or occurred the year before.
type Sentence struct {
	// State is Kept, Edited or New. It is Gone for one of the year before that no sentence of the year is like, or only one in
	// which the query does not occur. It is empty where there is no year before to compare with.
	State compare.State `json:"state,omitempty"`
	Text  string        `json:"text,omitempty"` // empty where a sentence is gone without one that is like it
	Marks []search.Span `json:"marks"`          // in Text, code points
	ID    string        `json:"id,omitempty"`   // of the paragraph
	URL   string        `json:"url,omitempty"`
	// Before is the sentence of the year before; nil for New, and where there is no year before.
	Before     *Before          `json:"before,omitempty"`
	Similarity float64          `json:"similarity,omitempty"` // of the two
	Changes    []compare.Change `json:"changes,omitempty"`    // from Before to Text
}

// A Before is a sentence of the year before. The query need not occur in it.
type Before struct {
	Text  string        `json:"text"`
	Marks []search.Span `json:"marks"`
	ID    string        `json:"id"`
	URL   string        `json:"url"`
}

// YearByYear returns the sentences in which the query of a request occurs. The answer has as many years as the request's Limit. A
// query that says no kind of report, and names none by its id, is about work reports. Years are left out in which the query does not
// occur and did not the year before, and so are reports without a year.
func YearByYear(ctx context.Context, e *search.Edition, r search.Request) (Sentences, error) {
	r.Filters = search.WorkReports(r.Filters, query.Parse(r.Query).Root)
	reading, tree := r.Read()
	s := Sentences{Version: e.Version(), Query: reading, Match: search.MatchExact, URL: r.Path(), Years: []Year{}, Coverage: trend.NoCoverage()}
	if r.Mode == search.Loose {
		s.Match = search.MatchLoose
	}
	reports, err := e.Reports(ctx)
	if err != nil || tree == nil {
		return s, err
	}
	conditions := query.Conditions(tree)
	material, err := trend.MaterialOf(ctx, e, conditions, r.Lang)
	if err != nil {
		return s, err
	}
	s.Coverage = material.Coverage()
	t := timelines{edition: e, request: r, admits: search.Admitting(conditions...)}
	if err := t.find(ctx, tree); err != nil {
		return Sentences{}, err
	}
	s.Total = t.total
	years := t.years(reports)
	limit := r.Limit
	if limit <= 0 {
		limit = DefaultYears
	}
	limit = min(limit, MostYears, len(years))
	s.Cut = len(years) - limit
	for _, y := range years[:limit] {
		year, err := t.compare(ctx, y)
		if err != nil {
			return Sentences{}, err
		}
		s.Years = append(s.Years, year)
	}
	return s, nil
}

// timelines hold the occurrences of a query, report by report, and the texts of the reports that are compared at the moment.
type timelines struct {
	edition *search.Edition
	request search.Request
	admits  func(*corpus.Header) bool
	total   search.Total
	found   map[string]map[int][]text.Span // marks of each paragraph of a report, of all years
	texts   map[*reportYear]*said
}

// find finds the occurrences, those of the reports that conditions by time and report leave out too, because the first year that
// they admit is compared with the one before.
func (t *timelines) find(ctx context.Context, tree query.Node) error {
	everyYear := t.request
	everyYear.Filters = nil
	everyYear.Query = query.Print(query.Without(tree, query.Year, query.Date, query.Month, query.Report))
	t.found = map[string]map[int][]text.Span{}
	for h, err := range t.edition.Matches(ctx, everyYear) {
		if err != nil {
			return err
		}
		admitted := t.admits(&h.Report)
		if t.found[h.Report.ID] == nil {
			t.found[h.Report.ID] = map[int][]text.Span{}
			if admitted {
				t.total.Reports++
			}
		}
		t.found[h.Report.ID][h.Paragraph.Ordinal] = h.Marks
		if admitted {
			t.total.Paragraphs++
			t.total.Occurrences += h.Occurrences
		}
	}
	return nil
}

// A reportYear is the reports of one region, level, kind and year, and those of the year before.
type reportYear struct {
	reports []search.ReportInfo
	before  *reportYear
}

// years returns the years that are compared, in their order.
func (t *timelines) years(reports []search.ReportInfo) (list []*reportYear) {
	reports = slices.DeleteFunc(slices.Clone(reports), func(r search.ReportInfo) bool { return r.Year == 0 })
	slices.SortFunc(reports, func(a, b search.ReportInfo) int {
		return cmp.Or(a.Level.Rank()-b.Level.Rank(), search.CompareValues(query.Region, a.Region, b.Region), cmp.Compare(a.Kind, b.Kind), a.Year-b.Year,
			cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	var last *reportYear
	for _, r := range reports {
		if last != nil && sameRegion(last.reports[0], r) && last.reports[0].Year == r.Year {
			last.reports = append(last.reports, r)
			continue
		}
		y := &reportYear{reports: []search.ReportInfo{r}}
		if last != nil && sameRegion(last.reports[0], r) {
			y.before = last
		}
		last = y
		list = append(list, y)
	}
	return slices.DeleteFunc(list, func(y *reportYear) bool {
		return !t.admitted(y) || !t.says(y) && (y.before == nil || !t.says(y.before))
	})
}

// sameRegion reports whether two reports are of one region, as far as their names tell. Names that several regions share tell nothing.
func sameRegion(a, b search.ReportInfo) bool {
	return a.Region == b.Region && a.Level == b.Level && a.Kind == b.Kind && a.Region != "" && len(region.Named(a.Region)) < 2
}

func (t *timelines) admitted(y *reportYear) bool {
	return slices.ContainsFunc(y.reports, func(r search.ReportInfo) bool {
		h := r.Header()
		return t.admits(&h)
	})
}

func (t *timelines) says(y *reportYear) bool {
	return slices.ContainsFunc(y.reports, func(r search.ReportInfo) bool { return t.found[r.ID] != nil })
}

// said is what the reports of a year say, sentence by sentence.
type said struct {
	sentences []sentence
	index     *compare.Index // nil until it is needed
}

// A sentence is one of a paragraph.
type sentence struct {
	text    string
	marks   []search.Span
	report  string
	ordinal int
}

func (s sentence) id() string  { return search.ParagraphID(s.report, s.ordinal) }
func (s sentence) url() string { return search.PagePath(s.report, s.ordinal) }

// read returns the sentences of a year. It keeps them, and those of the year before.
func (t *timelines) read(ctx context.Context, y *reportYear) (*said, error) {
	if s := t.texts[y]; s != nil {
		return s, nil
	}
	s := &said{}
	for _, r := range y.reports {
		report, err := t.edition.Report(ctx, r.ID, search.Marking{})
		if err != nil {
			return nil, err
		}
		for _, p := range report.Paragraphs {
			s.sentences = append(s.sentences, sentencesOf(r.ID, p.Paragraph, t.found[r.ID][p.Ordinal])...)
		}
	}
	kept := map[*reportYear]*said{y: s}
	if before := t.texts[y.before]; before != nil {
		kept[y.before] = before
	}
	t.texts = kept
	return s, nil
}

// nearest returns the sentence that is most like another.
func (s *said) nearest(of sentence) (near sentence, similarity float64, ok bool) {
	if s.index == nil {
		texts := make([]string, len(s.sentences))
		for i, one := range s.sentences {
			texts[i] = one.text
		}
		s.index = compare.NewIndex(texts)
	}
	at, similarity, ok := s.index.Nearest(of.text)
	if !ok {
		return sentence{}, 0, false
	}
	return s.sentences[at], similarity, true
}

// sentencesOf cuts a paragraph as compare.Sentences does, and gives each sentence the marks that lie in it, or the parts of them.
func sentencesOf(report string, p corpus.Paragraph, marks []text.Span) (list []sentence) {
	at := 0
	for s := range text.Sentences(p.Text) {
		from := at
		at += len(s)
		shown := strings.TrimLeftFunc(s, unicode.IsSpace)
		from += len(s) - len(shown)
		if shown = strings.TrimRightFunc(shown, unicode.IsSpace); text.Letters(shown) == 0 {
			continue
		}
		one := sentence{text: shown, report: report, ordinal: p.Ordinal, marks: []search.Span{}}
		for _, m := range marks {
			begin, end := max(m.From-from, 0), min(m.To-from, len(shown))
			if begin < end {
				points := utf8.RuneCountInString(shown[:begin])
				one.marks = append(one.marks, search.Span{points, points + utf8.RuneCountInString(shown[begin:end])})
			}
		}
		list = append(list, one)
	}
	return list
}

// compare compares a year with the one before.
func (t *timelines) compare(ctx context.Context, y *reportYear) (Year, error) {
	first := y.reports[0]
	year := Year{
		Region: first.Region, Level: first.Level, Kind: first.Kind, Year: first.Year, Reports: []search.Source{}, Counts: map[compare.State]int{},
		Sentences: []Sentence{},
	}
	own := map[string]bool{}
	for _, r := range y.reports {
		h := r.Header()
		if !t.admits(&h) {
			continue
		}
		own[r.ID] = true
		year.Reports = append(year.Reports, r.Source())
		for _, marks := range t.found[r.ID] {
			year.Occurrences += len(marks)
		}
	}
	ids := slices.Sorted(maps.Keys(own))
	year.URL = t.request.Path(query.Filter{Field: query.Report, Values: ids})
	before := &said{}
	if y.before != nil {
		year.Before = y.before.reports[0].Year
		var err error
		if before, err = t.read(ctx, y.before); err != nil {
			return Year{}, err
		}
	}
	now, err := t.read(ctx, y)
	if err != nil {
		return Year{}, err
	}
	year.Sentences = append(year.Sentences, now.against(before, y.before != nil, own)...)
	year.Sentences = append(year.Sentences, before.gone(now)...)
	for _, s := range year.Sentences {
		if s.State != "" {
			year.Counts[s.State]++
		}
	}
	return year, nil
}

// against returns the sentences of some reports that have marks, each beside the one before that is nearest. Without a year before they have no state.
func (s *said) against(before *said, compared bool, own map[string]bool) (list []Sentence) {
	for _, one := range s.sentences {
		if len(one.marks) == 0 || !own[one.report] {
			continue
		}
		shown := Sentence{Text: one.text, Marks: one.marks, ID: one.id(), URL: one.url()}
		if compared {
			near, similarity, ok := before.nearest(one)
			if shown.State = compare.StateOf(similarity); ok {
				shown.beside(near, similarity)
			}
		}
		list = append(list, shown)
	}
	return list
}

// gone returns the sentences with marks that nothing in the year behind is like, or nothing with marks.
func (s *said) gone(now *said) (list []Sentence) {
	for _, one := range s.sentences {
		if len(one.marks) == 0 {
			continue
		}
		near, similarity, ok := now.nearest(one)
		switch {
		case !ok:
			list = append(list, Sentence{State: compare.Gone, Marks: []search.Span{}, Before: one.before()})
		case len(near.marks) == 0:
			shown := Sentence{State: compare.Gone, Text: near.text, Marks: near.marks, ID: near.id(), URL: near.url()}
			shown.beside(one, similarity)
			list = append(list, shown)
		}
	}
	return list
}

// beside puts a sentence beside the one that was before it.
func (s *Sentence) beside(before sentence, similarity float64) {
	s.Before, s.Similarity = before.before(), similarity
	if similarity < 1 {
		s.Changes = compare.Changes(s.Text, before.text)
	}
}

func (s sentence) before() *Before {
	return &Before{Text: s.text, Marks: s.marks, ID: s.id(), URL: s.url()}
}
