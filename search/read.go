package search

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/equal"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/related"
)

// A ReportInfo is an entry of the list of reports.
type ReportInfo struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Region     string       `json:"region"`
	Level      corpus.Level `json:"level"`
	Kind       corpus.Kind  `json:"kind"`
	Year       int          `json:"year"`
	Date       string       `json:"date"`
	Meeting    string       `json:"meeting"`
	Speaker    string       `json:"speaker"`
	SourceURL  string       `json:"source_url"`
	Indexed    string       `json:"indexed,omitempty"` // when its text entered the index, in UTC
	Paragraphs int          `json:"paragraphs"`
	Characters int          `json:"characters"`
	Ambiguous  []string     `json:"ambiguous,omitempty"`  // names of fields that may mean several things
	Supplied   []string     `json:"supplied,omitempty"`   // names of fields from the program's table of sessions
	Recognised int          `json:"recognised,omitempty"` // pages whose text was recognised in pictures (OCR), and may be wrong
}

func newReportInfo(s engine.Summary) ReportInfo {
	return ReportInfo{
		s.ID, s.Title, s.Region, s.Level, s.Kind, s.Year, s.Date, s.Meeting, s.Speaker, s.SourceURL, s.Indexed, s.Paragraphs, s.Characters, s.Ambiguous, s.Supplied, s.Recognised,
	}
}

// Source returns the source that the report is.
func (r ReportInfo) Source() Source {
	h := r.Header()
	return SourceOf(&h)
}

// FullName returns the title of the report, preceded by its region and year if it lacks them.
func (r ReportInfo) FullName() string { return r.Source().FullName() }

// FullName returns the title of the report, preceded by its region and year if it lacks them.
func (s Source) FullName() string {
	name := s.Title
	if name == "" {
		name = "政府工作报告"
	}
	if year := strconv.Itoa(s.Year); s.Year > 0 && !strings.Contains(name, year) {
		name = year + "年" + name
	}
	if s.Region != "" && s.Level != string(corpus.National) && !strings.Contains(name, s.Region) {
		name = s.Region + name
	}
	return name
}

// Arrival returns when the report's text entered the index. Old indexes do not record that; it is then the day of delivery.
func (r ReportInfo) Arrival() time.Time {
	if at, err := time.Parse(time.RFC3339, r.Indexed); err == nil {
		return at
	}
	if day, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return day
	}
	return time.Date(max(1, r.Year), 1, 1, 0, 0, 0, 0, time.UTC)
}

// LatestArrival returns when the latest report arrived, as RFC 3339 in UTC; empty without reports.
func (e *Edition) LatestArrival(ctx context.Context) (string, error) {
	return Kept(e, "latest arrival", func() (string, int, error) {
		reports, err := e.Reports(ctx)
		if err != nil || len(reports) == 0 {
			return "", 0, err
		}
		latest := slices.MaxFunc(reports, func(a, b ReportInfo) int { return a.Arrival().Compare(b.Arrival()) })
		at := latest.Arrival().UTC().Format(time.RFC3339)
		return at, len(at), nil
	})
}

// Summaries returns what an engine knows of reports, for what is worked out from it.
func Summaries(reports []ReportInfo) []engine.Summary {
	summaries := make([]engine.Summary, len(reports))
	for i, r := range reports {
		summaries[i] = engine.Summary{Header: r.Header(), Paragraphs: r.Paragraphs, Characters: r.Characters}
	}
	return summaries
}

// Reports returns the indexed reports that pass all filters, by id. Section filters admit every report.
func (e *Edition) Reports(ctx context.Context, filters ...query.Node) ([]ReportInfo, error) {
	summaries, err := e.snapshot.Reports(ctx)
	if err != nil {
		return nil, err
	}
	admits := Admitting(filters...)
	infos := make([]ReportInfo, 0, len(summaries))
	for _, summary := range summaries {
		if admits(&summary.Header) {
			infos = append(infos, newReportInfo(summary))
		}
	}
	return infos, nil
}

// Admitting returns a function that reports whether a report passes all filters. Section and role filters admit every report.
func Admitting(filters ...query.Node) func(*corpus.Header) bool {
	if len(filters) == 0 {
		return func(*corpus.Header) bool { return true }
	}
	return match.Compile(normalRegions(query.And{Nodes: filters}), false).Reports
}

// A ReportView is a report for reading, with marks on the matches of a query.
type ReportView struct {
	ReportInfo
	Version    string           `json:"index_version"`
	Outline    []corpus.Section `json:"outline"`
	Paragraphs []ParagraphView  `json:"text"`
}

// A ParagraphView is a paragraph for reading. It has no marks without a query.
type ParagraphView struct {
	corpus.Paragraph
	Marks []Span `json:"marks"`
}

// A Marking selects what to mark in a report. The zero Marking marks nothing.
type Marking struct {
	Query string
	// Mode Loose ignores separators, and Equal marks the values of the query in all wordings; every other mode marks what Ctrl+F would
	// find.
	Mode Mode
	// Near, if not 0, is the ordinal of a paragraph of the related tier. Report marks only that paragraph, with its
	// parts of the query.
	Near    int
	Offsets Offsets // of marks; CodePoints if empty
}

// Report returns the marked report with an id. It returns a [NoReport] if there is none.
func (e *Edition) Report(ctx context.Context, id string, m Marking) (ReportView, error) {
	r, err := e.snapshot.Report(ctx, id)
	if errors.Is(err, ErrNotFound) {
		all, err := e.snapshot.Reports(ctx)
		if err != nil {
			return ReportView{}, err
		}
		return ReportView{}, NotAmong(all, id)
	}
	if err != nil {
		return ReportView{}, err
	}
	view := ReportView{Version: e.version, Outline: list(r.Outline)}
	marks, err := e.marker(ctx, &r.Header, m)
	if err != nil {
		return ReportView{}, err
	}
	characters := 0
	for _, p := range r.Paragraphs {
		view.Paragraphs = append(view.Paragraphs, ParagraphView{Paragraph: p, Marks: m.Offsets.In(p.Text, codePoints(p.Text, marks(&p)))})
		characters += len([]rune(p.Text))
	}
	view.ReportInfo = newReportInfo(engine.Summary{Header: r.Header, Paragraphs: len(r.Paragraphs), Characters: characters})
	return view, nil
}

// NoParagraph returns the error of a paragraph that the report does not have, an ErrNotFound.
func (r ReportView) NoParagraph(name string) error {
	return language.Wrap(ErrNotFound, "search.no-paragraph", r.ID, query.Shorten(name), len(r.Paragraphs))
}

// marker returns a function that finds the marks of a paragraph.
func (e *Edition) marker(ctx context.Context, h *corpus.Header, m Marking) (func(*corpus.Paragraph) []text.Span, error) {
	tree := normalRegions(query.Parse(m.Query).Root)
	if m.Near != 0 {
		q := related.New(textsOf(tree), e.thesaurus, nil)
		return func(p *corpus.Paragraph) []text.Span {
			if p.Ordinal != m.Near {
				return nil
			}
			return q.Marks(p.Text)
		}, nil
	}
	tree, err := e.snapshot.Worded(ctx, tree)
	if err != nil {
		return nil, err
	}
	if wider, _ := equal.Tree(tree); wider != nil && m.Mode == Equal {
		tree = wider
	}
	matcher := match.Compile(tree, m.Mode == Loose)
	return func(p *corpus.Paragraph) []text.Span {
		if !matcher.MatchesIn(h, p) {
			return nil
		}
		return matcher.Marks(p.Text)
	}, nil
}

// Figures yields the figures of the edition that a request asks for, by id of the report, then in reading order. It ends with the
// first error.
func (e *Edition) Figures(ctx context.Context, r engine.FigureRequest) iter.Seq2[engine.Figure, error] {
	if r.Filter != nil {
		r.Filter = normalRegions(r.Filter)
	}
	return e.snapshot.Figures(ctx, r)
}

// Paragraphs reads the paragraphs at some places, in the order of these. It returns ErrNotFound when there is none at one.
func (e *Edition) Paragraphs(ctx context.Context, places []engine.Place) ([]corpus.Paragraph, error) {
	return e.snapshot.Paragraphs(ctx, places)
}
