package concordance

import (
	"context"
	"io"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/sheet"
)

// The errors of Sheet beside those of Find. Test for them with errors.Is.
var (
	ErrTexts = language.New("concordance.texts")                // continuations of a query that has none
	ErrRows  = language.New("concordance.rows", sheet.MostRows) // more lines than a workbook takes
)

// Sheet returns every line of a request, as All does, as a table; its continuations instead if it asks for them. address makes a URL
// of a path.
func Sheet(ctx context.Context, e *search.Edition, r search.Request, time string, address func(path string) string) (sheet.Sheet, error) {
	s := sheet.Sheet{Header: header(), About: sheet.About{
		Queries: []string{r.Query}, Filters: r.Filters, Definition: r.Lang.Say("concordance.definition"), Version: e.Version(), Time: time, Lang: r.Lang,
	}}
	if r.Lines.Beside != "" {
		c, err := Find(ctx, e, r)
		if err == nil && c.NoContinuations != "" {
			err = ErrTexts
		}
		s.Header, s.Rows, s.About.Coverage = []string{"place", "text", "count", "url"}, besideRows(c.Continuations, address), c.Coverage.Text
		return s, err
	}
	for l, err := range All(ctx, e, r) {
		if err == nil && len(s.Rows) == sheet.MostRows {
			err = ErrRows
		}
		if err != nil {
			return sheet.Sheet{}, err
		}
		s.Rows = append(s.Rows, l.Row(address))
	}
	of, err := coverage(ctx, e, ofWorkReports(r))
	s.About.Coverage = of.Text
	return s, err
}

// NewCSV begins a table of lines with its header. Its rows are those of Line.Row.
func NewCSV(w io.Writer, style sheet.Style, lang language.Lang) (*sheet.CSV, error) {
	return sheet.NewCSV(w, style, lang, header(), sheet.Columns{})
}

// header names the columns of Row.
func header() []string {
	return []string{"id", "number", "left", "place", "right", "region", "level", "kind", "year", "date", "title", "section", "role", "hash", "url"}
}

// Row returns a line as a row of a table. address makes a URL of its path.
func (l Line) Row(address func(path string) string) []any {
	row := []any{
		l.ID, l.Number, l.Left, l.Place, l.Right, l.Report.Region, l.Report.Level, l.Report.Kind, nil, l.Report.Date, l.Report.Title,
		strings.Join(l.Section, " › "), l.Role, l.Hash, address(l.URL),
	}
	if l.Report.Year > 0 {
		row[8] = l.Report.Year
	}
	return row
}

func besideRows(list []Continuation, address func(path string) string) (rows [][]any) {
	for _, c := range list {
		row := []any{c.Place, c.Text, c.Count, nil}
		if c.URL != "" {
			row[3] = address(c.URL)
		}
		rows = append(rows, row)
	}
	return rows
}
