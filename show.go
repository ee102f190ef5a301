package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

// show is the command that prints a report.
func (t *tool) show() *cobra.Command {
	var flags *option.Set
	var asJSON bool
	c := &cobra.Command{
		Use:  "show",
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			request, err := flags.Request("")
			if err != nil {
				return err
			}
			if !asJSON {
				request.Offsets = search.CodePoints // by which marked colours
			}
			return t.runShow(c.Context(), args[0], request.Marking(), asJSON)
		},
	}
	flags = option.New(c, t.lang, search.MarkParameters().With(search.QueryName, func(p *search.Parameter) { p.Name = "mark" }))
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

func (t *tool) runShow(ctx context.Context, place string, marking search.Marking, asJSON bool) (err error) {
	id, number, one := strings.Cut(place, "#")
	ordinal, bad := strconv.Atoi(strings.TrimPrefix(number, "p"))
	if one && bad != nil {
		return usage("show.number", place, number)
	}
	e, err := engines.Open(ctx, t.location)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	report, err := search.New(e, nil).Report(ctx, id, marking)
	if errors.Is(err, engine.ErrNotFound) {
		return language.New("show.missing", engine.ErrNotFound, id)
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
		return language.New("show.range", r.ID, len(r.Paragraphs), ordinal)
	}
	p := r.Paragraphs[ordinal-1]
	if asJSON {
		return t.printJSON(p)
	}
	t.printHead(r)
	if len(p.Section) > 0 {
		fmt.Fprintln(t.out, t.faint(t.trail(string(p.Role), p.Section)))
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

// printHead prints the header of a report.
func (t *tool) printHead(r search.ReportView) {
	fmt.Fprintf(t.out, "%s  %s\n", t.faint(r.ID), source(search.Source{Title: r.Title, Region: r.Region, Year: r.Year})+t.faint(t.recognised(r.Recognised)))
	for _, line := range []string{strings.TrimSpace(r.Date + "  " + r.Meeting), r.Speaker, r.SourceURL} {
		if line != "" {
			fmt.Fprintln(t.out, language.Printable(line))
		}
	}
}
