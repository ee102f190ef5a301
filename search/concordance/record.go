package concordance

import (
	"context"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/sheet"
	"gongbao/search/table"
)

// The errors of Sheet beside those of Find. Test for them with errors.Is.
var (
	ErrTexts = language.New("concordance.texts")                // continuations of a query that has none
	ErrRows  = language.New("concordance.rows", sheet.MostRows) // more lines than a workbook takes
)

// Sheet returns every line of a request, as All does, as a table; its continuations instead if it asks for them. address makes a URL
// of a path.
func Sheet(ctx context.Context, e *search.Edition, r search.Request, time string, address func(path string) string) (sheet.Sheet, error) {
	asked := r
	if r.Lines.Beside == "" {
		asked.Limit = -1
	}
	c, err := Find(ctx, e, asked)
	if err != nil {
		return sheet.Sheet{}, err
	}
	s := sheet.Sheet{Header: Header(), About: sheet.About{
		Queries: []string{r.Query}, Filters: r.Filters, Coverage: c.Coverage.Text, Definition: r.Lang.Say("concordance.definition"), Version: c.Version, Time: time, Lang: r.Lang,
	}}
	if c.NoContinuations != "" {
		return sheet.Sheet{}, ErrTexts
	}
	if r.Lines.Beside != "" {
		s.Header = []string{"place", "text", "count", "url"}
		for _, beside := range c.Continuations {
			row := []any{beside.Place, beside.Text, beside.Count, nil}
			if beside.URL != "" {
				row[3] = address(beside.URL)
			}
			s.Rows = append(s.Rows, row)
		}
		return s, nil
	}
	if c.Of > sheet.MostRows {
		return sheet.Sheet{}, ErrRows
	}
	for l, err := range All(ctx, e, r) {
		if err != nil {
			return sheet.Sheet{}, err
		}
		row := []any{
			l.ID, l.Number, l.Left, l.Place, l.Right, l.Report.Region, l.Report.Level, l.Report.Kind, nil, l.Report.Date, l.Report.Title,
			strings.Join(l.Section, " › "), l.Role, l.Hash, address(l.URL),
		}
		if l.Report.Year > 0 {
			row[8] = l.Report.Year
		}
		s.Rows = append(s.Rows, row)
	}
	return s, nil
}

// Header names the columns of Record.
func Header() []string {
	return []string{"id", "number", "left", "place", "right", "region", "level", "kind", "year", "date", "title", "section", "role", "hash", "url"}
}

// Record returns a line as a row of a spreadsheet. address makes a URL of its path.
func (l Line) Record(address func(path string) string) []string {
	year := ""
	if l.Report.Year > 0 {
		year = strconv.Itoa(l.Report.Year)
	}
	record := []string{
		l.ID, strconv.Itoa(l.Number), l.Left, l.Place, l.Right, l.Report.Region, l.Report.Level, l.Report.Kind, year, l.Report.Date,
		l.Report.Title, strings.Join(l.Section, " › "), l.Role, l.Hash, address(l.URL),
	}
	for i, cell := range record[:len(record)-1] {
		record[i], _ = table.Cell(cell)
	}
	return record
}

// Records returns continuations as rows of a spreadsheet, their header first.
func Records(list []Continuation, address func(path string) string) [][]string {
	records := [][]string{{"place", "text", "count", "url"}}
	for _, c := range list {
		place, _ := table.Cell(c.Place)
		beside, _ := table.Cell(c.Text)
		path := ""
		if c.URL != "" {
			path = address(c.URL)
		}
		records = append(records, []string{place, beside, strconv.Itoa(c.Count), path})
	}
	return records
}
