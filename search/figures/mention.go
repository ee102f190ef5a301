package figures

import (
	"context"
	"strconv"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// A Mention is a figure where it stands in a report.
type Mention struct {
	Span search.Span // of the number, in the paragraph
	Name string      // that its indicator is shown under
	Path string      // of the page of figures with its row, and the name of the row there
}

// mostPeers is up to how many reports the rows of a figure's peers are shown with its own.
const mostPeers = 60

// Mentions returns the figures of a report by the ordinals of their paragraphs, in reading order. all are the reports of the edition.
// The row that a figure leads to stands among those of the reports of its year and level, unless these are many.
func Mentions(ctx context.Context, e *search.Edition, view *search.ReportView, all []search.ReportInfo) (map[int][]Mention, error) {
	alone := query.Filter{Field: query.Report, Values: []string{view.ID}}
	peers := 0
	for i := range all {
		if all[i].Year == view.Year && all[i].Level == view.Level && all[i].Kind == corpus.Work {
			peers++
		}
	}
	where := []query.Node{alone}
	if view.Kind == corpus.Work && view.Year > 0 && view.Level != "" && peers <= mostPeers {
		where = []query.Node{search.Having(query.Year, strconv.Itoa(view.Year)), search.Having(query.Level, string(view.Level))}
	}
	mentions := map[int][]Mention{}
	asked := Request{Request: search.Request{Filters: where}}
	name := asked.namer()
	for f, err := range e.Figures(ctx, engine.FigureRequest{Filter: alone}) {
		if err != nil {
			return nil, err
		}
		if f.Paragraph < 1 || f.Paragraph > len(view.Paragraphs) {
			continue
		}
		at := utf8.RuneCountInString(view.Paragraphs[f.Paragraph-1].Text[:f.Span.From])
		asked.Name, asked.Kind = name(&f.Figure), string(f.Kind)
		row := Row{Report: view.ID, Paragraph: f.Paragraph, Span: search.Span{at, at + utf8.RuneCountInString(f.Number)}}
		mentions[f.Paragraph] = append(mentions[f.Paragraph], Mention{row.Span, asked.Name, asked.Path() + "#" + row.Anchor()})
	}
	return mentions, nil
}

// Anchor is the name of the row on the page of figures.
func (r *Row) Anchor() string {
	return "f-" + r.Report + "-" + strconv.Itoa(r.Paragraph) + "-" + strconv.Itoa(r.Span[0])
}
