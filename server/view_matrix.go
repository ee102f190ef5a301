package server

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gongbao/search"
)

// A matrix shows of which region and year there are reports.
type matrix struct {
	Years []int // latest first
	Rows  []matrixRow
}

// A matrixRow is a region.
type matrixRow struct {
	Region, Level string
	Reports       int
	From, To      int
	Cells         []matrixCell // one for each of the matrix's years
	key           string
}

// A matrixCell is a region's year. One report is linked to itself, several to their list.
type matrixCell struct {
	Year, Reports int
	Title, Link   string
}

func newMatrix(f frame, reports []search.ReportInfo) matrix {
	years := map[int]bool{}
	of := map[string][]search.ReportInfo{}
	for _, r := range reports {
		if r.Year > 0 && r.Region != "" {
			years[r.Year] = true
			of[r.Region] = append(of[r.Region], r)
		}
	}
	m := matrix{Years: slices.Sorted(maps.Keys(years))}
	slices.Reverse(m.Years)
	for region, list := range of {
		m.Rows = append(m.Rows, newMatrixRow(f, region, list, m.Years))
	}
	slices.SortFunc(m.Rows, func(a, b matrixRow) int {
		return cmp.Or(levelRank(a.Level)-levelRank(b.Level), strings.Compare(a.key, b.key))
	})
	return m
}

func newMatrixRow(f frame, region string, list []search.ReportInfo, years []int) matrixRow {
	row := matrixRow{Region: region, Level: string(list[0].Level), Reports: len(list), From: list[0].Year, key: regionKey(list[0].ID)}
	byYear := map[int][]search.ReportInfo{}
	for _, r := range list {
		byYear[r.Year] = append(byYear[r.Year], r)
		row.From, row.To = min(row.From, r.Year), max(row.To, r.Year)
	}
	for _, year := range years {
		cell := matrixCell{Year: year, Reports: len(byYear[year])}
		switch cell.Reports {
		case 0:
		case 1:
			cell.Title, cell.Link = byYear[year][0].Title, f.Link("/reports/"+byYear[year][0].ID)
		default:
			cell.Link = f.Link("/reports", "region", region, "year", yearText(year))
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// levelRank orders levels from the top; what is unknown comes last.
func levelRank(level string) int {
	i := slices.Index([]string{"national", "province", "city", "county"}, level)
	if i < 0 {
		return 4
	}
	return i
}

// regionKey orders regions as people do who read their names in Latin letters, with which ids begin.
func regionKey(id string) string {
	return strings.TrimRight(id, "-0123456789")
}
