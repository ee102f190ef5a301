package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
	"gongbao/search/query"
	"gongbao/terminal"
)

// figures is the command that lists the targets and results of reports: those of files, or those in the index.
func (t *tool) figures() *cobra.Command {
	var request figures.Request
	var asJSON, asCSV bool
	filters := map[query.Field]*string{query.Year: nil, query.Region: nil, query.Level: nil}
	c := &cobra.Command{
		Use:  "figures",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, files []string) error {
			if request.Kind != "" && !slices.Contains(figures.Kinds, request.Kind) {
				return usage("figures.kind", request.Kind, strings.Join(figures.Kinds, ", "))
			}
			for field, value := range filters {
				if *value == "" {
					continue
				}
				filter, err := query.ParseFilter(field, *value)
				if err != nil {
					return usage("figures.filter", *value, string(field))
				}
				request.Reports = append(request.Reports, filter)
			}
			return t.runFigures(c.Context(), files, request, asJSON, asCSV)
		},
	}
	for field := range filters {
		filters[field] = c.Flags().String(string(field), "", "")
	}
	c.Flags().StringVar(&request.Kind, "kind", "", "")
	c.Flags().StringVar(&request.Indicator, "indicator", "", "")
	c.Flags().BoolVar(&asCSV, "csv", false, "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.MarkFlagsMutuallyExclusive("csv", "json")
	return c
}

func (t *tool) runFigures(ctx context.Context, files []string, r figures.Request, asJSON, asCSV bool) error {
	var list figures.Table
	read := func(service *search.Service) error {
		return service.Read(ctx, func(e *search.Edition) (err error) {
			list, err = figures.New(ctx, e, r)
			return err
		})
	}
	failed := false
	var err error
	if len(files) > 0 {
		failed, err = t.withFiles(ctx, files, read)
	} else {
		err = t.withService(ctx, read)
	}
	switch {
	case err != nil:
	case asJSON:
		err = t.printJSON(list)
	case asCSV:
		err = t.printCSV(list.Records())
	default:
		t.printFigures(list)
	}
	if err == nil && failed {
		err = errReported
	}
	return err
}

// withFiles reads files into an index in memory and calls do. failed says that some could not be read; why has been printed then.
func (t *tool) withFiles(ctx context.Context, files []string, do func(*search.Service) error) (failed bool, err error) {
	e := newIndex()
	defer func() { err = errors.Join(err, e.Close()) }()
	run, err := indexer.Run(ctx, e, indexer.Options{Paths: files, Lang: t.lang, Skip: engines.IsIndex})
	if err != nil {
		return false, err
	}
	for _, row := range run.Files {
		if row.State == outcome.Failed {
			failed = true
			fmt.Fprintf(t.err, "gongbao: %s: %s\n", language.Printable(row.Path()), row.Reason)
		}
	}
	return failed, do(search.New(e, nil))
}

// printFigures prints a table for people: a line for each figure, and what it stands on.
func (t *tool) printFigures(list figures.Table) {
	var rows [][]string
	head := []string{}
	for _, name := range []string{"report", "indicator", "number", "kind.name", "period", "sentence"} {
		head = append(head, t.say("figures."+name))
	}
	rows = append(rows, head)
	for _, r := range list.Rows {
		cells := []string{r.Report, r.Indicator, arrows[r.Sign] + r.Printed, t.say("figures.kind." + r.Kind), r.Period(), shorten(r.Sentence)}
		for i := range cells {
			cells[i] = language.Printable(cells[i])
		}
		rows = append(rows, cells)
	}
	for i, line := range terminal.Table(rows, 0) {
		if i == 0 {
			line = t.faint(line)
		}
		fmt.Fprintln(t.out, line)
	}
	t.print("figures.total", len(list.Rows), list.Reports)
}

// arrows stand before a number that is an increase or a decrease.
var arrows = map[string]string{"up": "↑", "down": "↓"}

// shorten cuts a sentence for a line of a table.
func shorten(sentence string) string {
	const most = 40
	if runes := []rune(sentence); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return sentence
}
