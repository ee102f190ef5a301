package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/search"
	"gongbao/search/engine"
)

// show is the command that prints a report.
func (t *tool) show() *cobra.Command {
	var flags *questionFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "show ID[#N]",
		Short: "Print a report, or one paragraph of it",
		Long: `Prints a report with the numbers of its paragraphs, or one paragraph with its place in the report. ID is what search
prints: liaoning-2021#69 for a paragraph, liaoning-2021 for its report. "gongbao reports --json" lists all ids of reports.`,
		Example: `  gongbao show liaoning-2021
  gongbao show liaoning-2021#69              paragraph 69, with its place in the report
  gongbao show liaoning-2021 --mark 碳排放达峰 | less -R`,
		Args: exactly(1, "the id of a report, as in: gongbao show liaoning-2021"),
		RunE: func(c *cobra.Command, args []string) error {
			request, err := flags.request("")
			if err != nil {
				return err
			}
			return t.runShow(c.Context(), args[0], request.Marking(), asJSON)
		},
	}
	flags = newQuestionFlags(c, search.MarkParameters().With(search.QueryName, func(p *search.Parameter) { p.Name = "mark" }))
	c.Flags().BoolVar(&asJSON, "json", false, "print the report as the API gives it, or the paragraph")
	return c
}

func (t *tool) runShow(ctx context.Context, place string, marking search.Marking, asJSON bool) (err error) {
	id, number, one := strings.Cut(place, "#")
	ordinal, bad := strconv.Atoi(strings.TrimPrefix(number, "p"))
	if one && bad != nil {
		return usagef("%s: %q is no number of a paragraph; write it as liaoning-2021#69", place, number)
	}
	e, err := engines.Open(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	report, err := search.New(e, nil).Report(ctx, id, marking)
	if errors.Is(err, engine.ErrNotFound) {
		return fmt.Errorf("%w: %s; gongbao reports lists what there is", engine.ErrNotFound, id)
	}
	if err != nil {
		return err
	}
	if one {
		return t.showParagraph(report, ordinal, asJSON)
	}
	if asJSON {
		return t.printJSON(report)
	}
	t.printReport(report)
	return nil
}

func (t *tool) showParagraph(r search.ReportView, ordinal int, asJSON bool) error {
	if ordinal < 1 || ordinal > len(r.Paragraphs) {
		return fmt.Errorf("%s has paragraphs 1 to %d, and no %d", r.ID, len(r.Paragraphs), ordinal)
	}
	p := r.Paragraphs[ordinal-1]
	if asJSON {
		return t.printJSON(p)
	}
	t.printHead(r)
	if len(p.Section) > 0 {
		fmt.Fprintln(t.out, t.faint(strings.Join(p.Section, " › ")))
	}
	fmt.Fprintf(t.out, "\n%s\n", t.marked(search.Marked{Text: p.Text, Marks: p.Marks}))
	return nil
}

func (t *tool) printReport(r search.ReportView) {
	t.printHead(r)
	for _, p := range r.Paragraphs {
		if p.Heading {
			fmt.Fprintln(t.out)
		}
		fmt.Fprintf(t.out, "%s %s\n", t.faint(fmt.Sprintf("%4d", p.Ordinal)), t.marked(search.Marked{Text: p.Text, Marks: p.Marks}))
	}
}

// printHead prints what is known of a report.
func (t *tool) printHead(r search.ReportView) {
	fmt.Fprintf(t.out, "%s  %s\n", t.faint(r.ID), source(search.Source{Title: r.Title, Region: r.Region, Year: r.Year}))
	for _, line := range []string{strings.TrimSpace(r.Date + "  " + r.Meeting), r.Speaker, r.SourceURL} {
		if line != "" {
			fmt.Fprintln(t.out, line)
		}
	}
}
