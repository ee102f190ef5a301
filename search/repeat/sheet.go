package repeat

import (
	"gongbao/search/query"
	"gongbao/search/sheet"
)

// Sheet returns the places of the answer to a request as a table. address makes a URL of a path.
func (a Answer) Sheet(r Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{"passage", "letters", "year", "region", "level", "date", "report", "id", "text", "edits", "when", "url"},
		About: sheet.About{
			Queries: []string{a.Text}, Filters: append([]query.Node{}, r.Filters...), Coverage: a.Coverage.Text, Definition: a.Definition, Version: a.Version,
			Time: time, Lang: r.Lang,
		},
	}
	for _, p := range a.Passages {
		for _, year := range p.Years {
			for _, place := range year.Places {
				row := []any{p.Text, p.Letters, nil, place.Report.Region, place.Report.Level, place.Report.Date, place.Report.ID, place.ID, place.Text, place.Edits, string(place.When), address(place.URL)}
				if year.Year > 0 {
					row[2] = year.Year
				}
				s.Rows = append(s.Rows, row)
			}
		}
	}
	return s
}
