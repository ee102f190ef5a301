package wording

import (
	"gongbao/search"
	"gongbao/search/sheet"
)

// Sheet returns the sentences of the answer to a request as a table. address makes a URL of a path.
func (s Sentences) Sheet(r search.Request, time string, address func(path string) string) sheet.Sheet {
	t := sheet.Sheet{
		Header: []string{"region", "year", "state", "text", "id", "url", "year_before", "text_before", "id_before", "url_before", "similarity"},
		About: sheet.About{
			Queries: []string{r.Query}, Filters: r.Filters, Coverage: s.Coverage.Text, Definition: r.Lang.Say("page.sentences.definition"), Version: s.Version, Time: time, Lang: r.Lang,
		},
	}
	for _, year := range s.Years {
		for _, one := range year.Sentences {
			row := []any{year.Region, year.Year, string(one.State), one.Text, one.ID, nil, nil, nil, nil, nil, nil}
			if one.URL != "" {
				row[5] = address(one.URL)
			}
			if year.Before > 0 {
				row[6] = year.Before
			}
			if b := one.Before; b != nil {
				row[7], row[8], row[9] = b.Text, b.ID, address(b.URL)
			}
			if one.Similarity > 0 {
				row[10] = one.Similarity
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// Sheet returns the units and the single passages of the answer to a request as a table. address makes a URL of a path.
func (w Wording) Sheet(r Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{"list", "text", "count", "reports_elsewhere", "first_year", "first_region", "first_report", "score", "url"},
		About:  sheet.About{Queries: []string{r.Report}, Coverage: w.Coverage.Text, Definition: w.Definition, Version: w.Version, Time: time, Lang: r.Lang},
	}
	for _, u := range w.Units {
		row := []any{"unit", u.Text, u.Count, u.Elsewhere.Reports, nil, nil, nil, u.Score, address(u.URL)}
		if first := u.Elsewhere.First; first != nil {
			row[4], row[5], row[6] = first.Year, first.Region, first.ID
		}
		s.Rows = append(s.Rows, row)
	}
	for _, single := range w.Single {
		s.Rows = append(s.Rows, []any{"single", single.Text, single.Count, nil, nil, nil, nil, nil, address(single.URL)})
	}
	return s
}
