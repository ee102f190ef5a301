package wording

import (
	"strconv"

	"gongbao/search/table"
)

// Records returns the units and the single passages as rows of a spreadsheet, their header first. address makes a URL of a path.
func (w Wording) Records(address func(path string) string) [][]string {
	records := [][]string{{"list", "text", "count", "reports_elsewhere", "first_year", "first_region", "first_report", "score", "url"}}
	for _, u := range w.Units {
		shown, _ := table.Cell(u.Text)
		record := []string{"unit", shown, strconv.Itoa(u.Count), strconv.Itoa(u.Elsewhere.Reports), "", "", "", strconv.FormatFloat(u.Score, 'f', 3, 64), address(u.URL)}
		if first := u.Elsewhere.First; first != nil {
			record[4], record[5], record[6] = strconv.Itoa(first.Year), first.Region, first.ID
		}
		records = append(records, record)
	}
	for _, s := range w.Single {
		shown, _ := table.Cell(s.Text)
		records = append(records, []string{"single", shown, strconv.Itoa(s.Count), "", "", "", "", "", address(s.URL)})
	}
	return records
}
