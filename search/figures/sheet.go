package figures

import (
	"encoding/json"

	"gongbao/search/sheet"
)

// Sheet returns rows of the table of a request as a table for spreadsheets. address makes a URL of a path.
func (t *Answer) Sheet(r Request, rows []Row, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{
			"name", "region", "year", "kind", "printed", "value", "high", "unit", "measure", "sign", "comparator", "from", "to", "subject", "indicator", "number",
			"report", "paragraph", "sentence", "url",
		},
		About: sheet.About{Queries: r.about(), Filters: r.Filters, Coverage: t.Coverage.Text, Definition: t.Definition, Version: t.Version, Time: time, Lang: r.Lang},
	}
	for i := range rows {
		row := &rows[i]
		s.Rows = append(s.Rows, []any{
			row.Name, row.Region, year(row.Year), row.Kind, row.Printed, figureOf(row.Value), figureOf(row.High), row.Unit, row.Measure, row.Sign,
			row.Comparator, year(row.From), year(row.To), row.Subject, row.Indicator, row.Number, row.Report, row.Paragraph, row.Sentence, address(row.URL),
		})
	}
	for _, m := range t.Unchecked { // what was looked for and not found is a row without a value
		row := make([]any, len(s.Header))
		row[0], row[1], row[2], row[3], row[16], row[19] = t.Name, m.Report.Region, year(m.Report.Year), string(m.Verdict()), m.Report.ID, address(m.URL)
		if len(m.Passages) > 0 {
			row[18] = m.Passages[0].Text
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// Sheet returns the links of a request as a table. address makes a URL of a path.
func (l *Links) Sheet(r Request, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{
		Header: []string{
			"name", "region", "year", "target", "target_value", "target_unit", "comparator", "from", "to", "verdict", "result", "result_value", "result_unit", "result_year",
			"target_sentence", "result_sentence", "target_url", "result_url",
		},
		About: sheet.About{Queries: r.about(), Filters: r.Filters, Coverage: l.Coverage.Text, Definition: l.Definition, Version: l.Version, Time: time, Lang: r.Lang},
	}
	for i := range l.Links {
		link := &l.Links[i]
		t := &link.Target
		row := []any{
			t.Name, t.Region, year(t.Year), t.Printed, figureOf(t.Value), t.Unit, t.Comparator, year(t.From), year(t.To), string(link.Verdict), nil, nil, nil, year(link.Year),
			t.Sentence, nil, address(t.URL), nil,
		}
		switch {
		case link.Result != nil:
			row[10], row[11], row[12] = link.Result.Printed, figureOf(link.Result.Value), link.Result.Unit
			row[15], row[17] = link.Result.Sentence, address(link.Result.URL)
		case len(link.Passages) > 0:
			row[15], row[17] = link.Passages[0].Text, address(link.Passages[0].URL)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// about says in a workbook what the table is about.
func (r *Request) about() []string {
	var list []string
	for _, value := range []string{r.Name, r.Indicator} {
		if value != "" {
			list = append(list, value)
		}
	}
	return list
}

// year is a cell for a year; none when it is unknown.
func year(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// figureOf is a cell for a number; none when it is empty.
func figureOf(n json.Number) any {
	if n == "" {
		return nil
	}
	return n
}
