// Package workbook takes all hits of a search home in one file: a sheet with the hits, counts of them by region and by year, and what
// they are hits of.
package workbook

import (
	"context"
	"io"
	"slices"
	"time"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/table"
	"gongbao/search/trend"
)

// ErrMost is the error of a search with more hits than a workbook takes. Test for it with errors.Is.
var ErrMost = language.New("export.most", sheet.MostHits)

// A Workbook takes the hits of a search one by one, and is written then.
type Workbook struct {
	hits   *sheet.Hits
	counts search.Counts
	about  sheet.About
}

// New begins the workbook of a request, in the words of its language, and counts its hits. The citations in it are of the day now. The
// caller closes it.
func New(ctx context.Context, e *search.Edition, r search.Request, now time.Time) (*Workbook, error) {
	counts, err := e.Count(ctx, r)
	if err != nil {
		return nil, err
	}
	if counts.Total.Paragraphs > sheet.MostHits {
		return nil, ErrMost
	}
	material, err := trend.MaterialOf(ctx, e, append(slices.Clip(r.Filters), query.Conditions(query.Parse(r.Query).Root)...), r.Lang)
	if err != nil {
		return nil, err
	}
	head := table.HeadOf(r, e, now)
	about := sheet.About{
		Queries: []string{r.Query}, Filters: r.Filters, ReadAs: counts.Query.ReadAs, Coverage: material.Coverage().Text,
		Total: r.Lang.Say("export.total", counts.Total.Paragraphs, counts.Total.Reports, counts.Total.Occurrences), Version: head.Version, Time: head.Time, Lang: r.Lang,
	}
	hits, err := sheet.NewHits(r.Lang, now)
	if err != nil {
		return nil, err
	}
	return &Workbook{hits, counts, about}, nil
}

// Add adds a hit, whose marks are in code points.
func (w *Workbook) Add(h search.Hit) error { return w.hits.Add(h) }

// Write writes the workbook. address makes a URL of a path.
func (w *Workbook) Write(to io.Writer, address func(path string) string) error {
	return w.hits.Write(to, w.counts, w.about, address)
}

// Close gives up what the workbook holds.
func (w *Workbook) Close() error { return w.hits.Close() }
