package panel

import "gongbao/search/sheet"

// Sheet returns the panel of a request as a table: a row for each row, a column for each word, with counts, or with rates for each
// 10,000 letters. address makes a URL of a path.
func (p *Panel) Sheet(r Request, rates bool, time string, address func(path string) string) sheet.Sheet {
	s := sheet.Sheet{About: sheet.About{Filters: r.Filters, Coverage: p.Coverage.Text, Definition: p.Definition, Version: p.Version, Time: time, Lang: r.Lang}}
	for _, field := range p.By {
		s.Header = append(s.Header, string(field))
	}
	s.Header = append(s.Header, "reports", "letters")
	s.Asked = sheet.Columns{From: len(s.Header), To: len(s.Header) + len(p.Columns)}
	for _, c := range p.Columns {
		s.Header, s.About.Queries = append(s.Header, c.Word), append(s.About.Queries, c.Word)
	}
	s.Header = append(s.Header, "total", "per_10000", "url")
	for _, row := range p.Rows {
		var cells []any
		for _, value := range row.Values {
			cells = append(cells, value)
		}
		cells = append(cells, row.Reports, row.Letters)
		if row.Total == nil {
			s.Rows = append(s.Rows, append(cells, make([]any, len(p.Columns)+3)...))
			continue
		}
		for i := range p.Columns {
			if rates {
				cells = append(cells, row.Rates[i])
			} else {
				cells = append(cells, row.Counts[i])
			}
		}
		url := ""
		if row.URL != "" {
			url = address(row.URL)
		}
		s.Rows = append(s.Rows, append(cells, *row.Total, *row.Rate, url))
	}
	return s
}
