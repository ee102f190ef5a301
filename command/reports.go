package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/search"
	"gongbao/search/coverage"
	"gongbao/search/engine"
)

// reports is the command that lists the indexed reports.
func (t *tool) reports() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:  "reports",
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return t.runReports(c.Context(), asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

func (t *tool) runReports(ctx context.Context, asJSON bool) (err error) {
	e, err := engines.Open(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	list, err := search.New(e, nil).Reports(ctx)
	if err != nil {
		return err
	}
	summaries := make([]engine.Summary, len(list))
	for i, r := range list {
		summaries[i] = engine.Summary{Header: r.Header(), Paragraphs: r.Paragraphs, Characters: r.Characters}
	}
	covered := coverage.Of(summaries, t.lang)
	if asJSON {
		return t.printJSON(struct {
			Reports  []search.ReportInfo `json:"reports"`
			Coverage coverage.Coverage   `json:"coverage"`
		}{list, covered})
	}
	paragraphs, characters := 0, 0
	for _, s := range summaries {
		paragraphs, characters = paragraphs+s.Paragraphs, characters+s.Characters
	}
	t.printMatrix(covered)
	t.print("answer.total", t.say("answer.reports", len(summaries)), t.say("answer.paragraphs", paragraphs), t.say("answer.characters", characters))
	for _, f := range covered.Findings {
		fmt.Fprintf(t.out, "- %s\n", t.finding(f))
	}
	return nil
}

func (t *tool) finding(f coverage.Finding) string {
	if len(f.IDs) == 0 {
		return f.Text
	}
	return t.say("reports.finding", f.Text, strings.Join(f.IDs, " "))
}

// decade is the number of years side by side in a long matrix, so that it fits a terminal.
const decade = 10

// printMatrix prints a matrix of regions and years. A point is a missing year.
func (t *tool) printMatrix(c coverage.Coverage) {
	first, last := c.Span()
	if last-first < decade {
		t.printYears(c.Regions, first, last)
		return
	}
	for from := first - first%decade; from <= last; from += decade {
		t.printYears(c.Regions, max(from, first), min(from+decade-1, last))
	}
}

func (t *tool) printYears(regions []coverage.Region, from, to int) {
	var rows []string
	for _, r := range regions {
		row, any := nameColumn(r.Region), false
		for year := from; year <= to; year++ {
			cell := "·"
			if n := r.Count(year); n > 0 {
				cell, any = fmt.Sprint(n), true
			}
			row += fmt.Sprintf("%6s", cell)
		}
		if any {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return
	}
	head := nameColumn("")
	for year := from; year <= to; year++ {
		head += fmt.Sprintf("%6d", year)
	}
	fmt.Fprintf(t.out, "%s\n%s\n\n", t.faint(head), strings.Join(rows, "\n"))
}

// nameColumn pads the name of a region to six characters, each twice as wide as a digit.
func nameColumn(name string) string {
	return name + strings.Repeat("  ", max(0, 6-len([]rune(name))))
}
