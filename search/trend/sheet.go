package trend

import (
	"strings"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/sheet"
)

// Sheet returns the answer to a request as a table: a row for each cell of each series. address makes a URL of a path.
func (a Answer) Sheet(r Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{Header: []string{"query"}, About: about(r.Request, a.Coverage, a.Definition, a.Version, time)}
	s.About.Queries = r.Queries
	if a.Apart != "" {
		s.Header = append(s.Header, string(a.Apart))
	}
	for _, field := range a.By {
		s.Header = append(s.Header, string(field))
	}
	s.Header = append(s.Header, "occurrences", "paragraphs", "reports_with", "reports", "letters", "per_10000", "url", "note")
	for _, series := range a.Series {
		for _, p := range series.Points {
			row := series.names(a.Apart)
			for _, value := range p.Values {
				row = append(row, value)
			}
			if p.Known() {
				row = append(row, *p.Occurrences, *p.Paragraphs, *p.ReportsWith, p.Reports, p.Letters, *p.Rate, address(p.URL), "")
			} else {
				row = append(row, nil, nil, nil, p.Reports, p.Letters, nil, nil, "")
			}
			s.Rows = append(s.Rows, row)
		}
		if series.Problem != "" {
			row := append(series.names(a.Apart), make([]any, len(s.Header))...)[:len(s.Header)]
			row[len(row)-1] = series.Problem
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// names returns the cells that say which series a row is of.
func (s Series) names(apart query.Field) []any {
	if apart == "" {
		return []any{s.Query.Input}
	}
	return []any{s.Query.Input, s.Value}
}

// Sheet returns the answer to a request as a table: a row for each region. address makes a URL of a path.
func (a Absence) Sheet(r search.Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{"state", "region", "level", "occurrences", "paragraphs", "reports", "letters", "per_10000", "url"},
		About:  about(r, a.Coverage, a.Definition, a.Version, time),
	}
	s.About.Queries = []string{r.Query}
	for _, part := range []struct {
		state  string
		places []Place
	}{{"said", a.Said}, {"unsaid", a.Unsaid}, {"uncollected", a.Uncollected}} {
		for _, p := range part.places {
			row := []any{part.state, p.Region, p.Level, nil, nil, strings.Join(p.Reports, " "), nil, nil, nil}
			if len(p.Reports) > 0 {
				row[3], row[4], row[6], row[7], row[8] = p.Occurrences, p.Paragraphs, p.Letters, p.Rate, address(p.URL)
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func about(r search.Request, c Coverage, definition, version, time string) sheet.About {
	return sheet.About{Filters: append([]query.Node{}, r.Filters...), Coverage: c.Text, Definition: definition, Version: version, Time: time, Lang: r.Lang}
}
