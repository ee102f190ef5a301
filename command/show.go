package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/cite"
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

// cite is the command that prints the citation of a report or a paragraph.
func (t *tool) cite() *cobra.Command {
	var own *option.Set
	c := &cobra.Command{
		Use:  "cite",
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			form, err := own.Value("format")
			if err != nil {
				return err
			}
			return t.withPlace(c.Context(), args[0], search.Marking{}, func(report search.ReportView, ordinal int) error {
				source := cite.Source{Report: report.Header(), Read: time.Now()}
				if ordinal > 0 {
					source.Paragraph = report.Paragraphs[ordinal-1].Paragraph
				}
				for line := range strings.SplitSeq(strings.TrimRight(cite.Write(cite.Format(form), source), "\r\n"), "\n") {
					fmt.Fprintln(t.out, language.Printable(strings.TrimRight(line, "\r")))
				}
				return nil
			})
		},
	}
	var forms []string
	for _, f := range cite.Formats() {
		forms = append(forms, string(f))
	}
	own = option.New(c, t.lang, search.Parameters{{
		Name: "format", Kind: search.ChoiceValue, About: language.Sentence("flag.cite.format"), Values: forms, Default: forms[0],
	}})
	return c
}

// withPlace calls do with the report of a place, liaoning-2021 or liaoning-2021#69, and the number of its paragraph, 0 for all of it.
func (t *tool) withPlace(ctx context.Context, place string, marking search.Marking, do func(report search.ReportView, ordinal int) error) (err error) {
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
	if err != nil {
		return listed(err)
	}
	if one && (ordinal < 1 || ordinal > len(report.Paragraphs)) {
		return language.New("show.range", report.ID, len(report.Paragraphs), ordinal)
	}
	return do(report, ordinal)
}

// listed adds to the error of an id that no report has how to list those there are.
func listed(err error) error {
	if none := (*search.NoReport)(nil); errors.As(err, &none) {
		return language.New("show.missing", none)
	}
	return err
}

func (t *tool) runShow(ctx context.Context, place string, marking search.Marking, asJSON bool) error {
	return t.withPlace(ctx, place, marking, func(report search.ReportView, ordinal int) error {
		switch {
		case ordinal > 0:
			return t.showParagraph(report, ordinal, asJSON)
		case asJSON:
			return t.printJSON(report)
		}
		t.printReport(report)
		return nil
	})
}

func (t *tool) showParagraph(r search.ReportView, ordinal int, asJSON bool) error {
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
