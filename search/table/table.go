// Package table puts the counts of queries together as tables, for programs and for spreadsheets.
package table

import (
	"context"
	"errors"
	"slices"
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

// Rows returns tables by the same fields as one table for package sheet. address makes a URL of the path of a row.
func Rows(by []query.Field, tables []Table, address func(path string) string) (header []string, rows [][]any) {
	header = []string{"query"}
	for _, field := range by {
		header = append(header, string(field))
	}
	byReport := slices.Contains(by, query.Report)
	if byReport {
		header = append(header, "title", "region", "level", "kind", "year", "date")
	}
	header = append(header, "paragraphs", "reports", "occurrences", "of_reports", "of_characters", "per_10000", "url", "note")
	for _, t := range tables {
		for _, r := range t.Rows {
			row := []any{t.Query.Input}
			for _, value := range r.Values {
				row = append(row, value)
			}
			if byReport {
				row = append(row, source(r.Report)...)
			}
			row = append(row, r.Paragraphs, r.Reports, r.Occurrences, r.Of.Reports, r.Of.Characters, r.Rate)
			rows = append(rows, append(row, absolute(r.URL, address), strings.Join(t.Query.Notes, " ")))
		}
		if t.Problem != "" {
			row := make([]any, len(header))
			row[0], row[len(row)-1] = t.Query.Input, t.Problem
			rows = append(rows, row)
		}
	}
	return header, rows
}

func source(s *search.Source) []any {
	source := []any{s.Title, s.Region, s.Level, s.Kind, nil, s.Date}
	if s.Year > 0 {
		source[4] = s.Year
	}
	return source
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
