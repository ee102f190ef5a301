// Package table puts the counts of queries together as tables, for programs and for spreadsheets.
package table

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongbao/search"
	"gongbao/search/query"
)

// A Table counts one query.
type Table struct {
	Version string         `json:"index_version"`
	Query   search.Reading `json:"query"`
	Match   search.Match   `json:"match"` // the tier counted: exact or loose
	By      []query.Field  `json:"by"`
	Total   search.Total   `json:"total"` // of that tier
	Of      search.Size    `json:"of"`    // of all that the filters admit
	Rows    []search.Row   `json:"rows"`
	// Problem says why the query could not be counted; the counts are none then.
	Problem string `json:"problem,omitempty"`
}

// A List counts several queries in one edition of the index.
type List struct {
	Version string  `json:"index_version"`
	Tables  []Table `json:"tables"` // one for each query, in their order
}

// New counts a request, by its By. A query that costs too much makes a table with a Problem.
func New(ctx context.Context, e *search.Edition, r search.Request) (Table, error) {
	counts, err := e.Count(ctx, r)
	t := Table{Version: e.Version(), Query: counts.Query, Match: counts.Match, By: r.By, Total: counts.Total, Of: counts.Of, Rows: []search.Row{}}
	switch {
	case errors.Is(err, search.ErrDear):
		t.Query, t.Problem = search.Reading{Input: r.Query, Notes: []string{}}, r.Lang.Err(search.ErrDear)
	case err != nil:
		return Table{}, err
	default:
		t.Rows = counts.Rows(r.By, r.Rows)
	}
	if t.By == nil {
		t.By = []query.Field{}
	}
	return t, nil
}

// Queries returns the queries in a text with one on each line. Blank lines are none.
func Queries(text string) []string {
	var queries []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.TrimSpace(line); line != "" {
			queries = append(queries, line)
		}
	}
	return queries
}

// Records returns tables by the same fields as one table for a spreadsheet, its header first. address makes a URL of the path
// of a row.
func Records(by []query.Field, tables []Table, address func(path string) string) [][]string {
	header := []string{"query"}
	for _, field := range by {
		header = append(header, string(field))
	}
	byReport := slices.Contains(by, query.Report)
	if byReport {
		header = append(header, "title", "region", "level", "kind", "year", "date")
	}
	records := [][]string{append(header, "paragraphs", "reports", "occurrences", "of_reports", "of_characters", "per_10000", "url", "note")}
	for _, t := range tables {
		input, _ := Cell(t.Query.Input)
		for _, row := range t.Rows {
			record := []string{input}
			for _, value := range row.Values {
				written, _ := Cell(value)
				record = append(record, written)
			}
			if byReport {
				record = append(record, source(row.Report)...)
			}
			record = append(record, counted(row)...)
			records = append(records, append(record, absolute(row.URL, address), strings.Join(t.Query.Notes, " ")))
		}
		if t.Problem != "" {
			record := make([]string, len(records[0]))
			record[0], record[len(record)-1] = input, t.Problem
			records = append(records, record)
		}
	}
	return records
}

func source(s *search.Source) []string {
	title, _ := Cell(s.Title)
	region, _ := Cell(s.Region)
	year := ""
	if s.Year > 0 {
		year = strconv.Itoa(s.Year)
	}
	return []string{title, region, s.Level, s.Kind, year, s.Date}
}

func counted(r search.Row) []string {
	return []string{
		strconv.Itoa(r.Paragraphs), strconv.Itoa(r.Reports), strconv.Itoa(r.Occurrences), strconv.Itoa(r.Of.Reports), strconv.Itoa(r.Of.Characters),
		strconv.FormatFloat(r.Rate, 'f', 2, 64),
	}
}

func absolute(path string, address func(string) string) string {
	if path == "" {
		return ""
	}
	return address(path)
}

// formulas are the characters that begin a formula in some spreadsheet: those of ASCII, their full-width and small forms,
// and the white space that one may stand behind.
const formulas = "=+-@＝＋－＠﹦﹢﹣﹫\t\r\n"

// Cell quotes a text that a spreadsheet would run as a formula, and reports whether it does.
func Cell(s string) (written string, guarded bool) {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune(formulas, first) {
		return "'" + s, true
	}
	return s, false
}
