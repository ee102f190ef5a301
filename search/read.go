package search

import (
	"context"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// A ReportInfo is a line of the list of reports.
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
	Indexed    string       `json:"indexed,omitempty"` // when its text came into the index, in UTC
	Paragraphs int          `json:"paragraphs"`
	Characters int          `json:"characters"`
}

func newReportInfo(s engine.Summary) ReportInfo {
	return ReportInfo{
		s.ID, s.Title, s.Region, s.Level, s.Kind, s.Year, s.Date, s.Meeting, s.Speaker, s.SourceURL, s.Indexed, s.Paragraphs, s.Characters,
	}
}

// Reports lists what is indexed, by id.
func (s *Service) Reports(ctx context.Context) ([]ReportInfo, error) {
	summaries, err := s.engine.Reports(ctx)
	if err != nil {
		return nil, err
	}
	infos := make([]ReportInfo, len(summaries))
	for i, summary := range summaries {
		infos[i] = newReportInfo(summary)
	}
	return infos, nil
}

// A ReportView is a report to read, with the places that match a query.
type ReportView struct {
	ReportInfo
	Outline    []corpus.Section `json:"outline"`
	Paragraphs []ParagraphView  `json:"text"`
}

// A ParagraphView is a paragraph to read. Marks are empty without a query.
type ParagraphView struct {
	corpus.Paragraph
	Marks []Span `json:"marks"`
}

// Report reads the report with an id, and marks in it what a query, if it is not empty, finds in the paragraphs that answer it. It
// returns engine.ErrNotFound when there is no such report.
func (s *Service) Report(ctx context.Context, id, marked string) (ReportView, error) {
	r, err := s.engine.Report(ctx, id)
	if err != nil {
		return ReportView{}, err
	}
	view := ReportView{Outline: list(r.Outline)}
	matcher := match.Compile(normalRegions(query.Parse(marked).Root), false)
	characters := 0
	for _, p := range r.Paragraphs {
		shown := ParagraphView{Paragraph: p, Marks: []Span{}}
		if matcher.MatchesIn(&r.Header, &p) {
			shown.Marks = codePoints(p.Text, matcher.Marks(p.Text))
		}
		view.Paragraphs = append(view.Paragraphs, shown)
		characters += len([]rune(p.Text))
	}
	view.ReportInfo = newReportInfo(engine.Summary{Header: r.Header, Paragraphs: len(r.Paragraphs), Characters: characters})
	return view, nil
}
