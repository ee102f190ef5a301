package concordance

import (
	"strconv"
	"strings"

	"gongbao/search/table"
)

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
