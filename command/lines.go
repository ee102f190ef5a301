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
	"gongbao/search/concordance"
	"gongbao/search/sheet"
	"gongbao/terminal"
)

// lines is the command that shows each occurrence of a query in a line, or counts what stands beside it.
func (t *tool) lines() *cobra.Command {
	var flags *option.Set
	var form *form
	var following, preceding int
	c := &cobra.Command{
		Use:  "lines",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.asked(flags, args, "search.empty")
			if err != nil {
				return err
			}
			switch n := max(following, preceding); {
			case min(following, preceding) < 0 || n > search.MaxContinued:
				return usage("lines.continue", search.MaxContinued)
			case following > 0:
				request.Lines.Beside, request.Lines.Continued = search.RightSide, following
			case preceding > 0:
				request.Lines.Beside, request.Lines.Continued = search.LeftSide, preceding
			}
			return t.withService(c.Context(), func(service *search.Service) error { return t.runLines(c.Context(), service, request, form) })
		},
	}
	flags = option.New(c, t.lang, search.LineParameters().Without(search.LangName, search.ContinuationsName, search.ContinuedName))
	c.Flags().IntVar(&following, "continue", 0, "")
	c.Flags().IntVar(&preceding, "continue-left", 0, "")
	form = t.addForm(c)
	c.MarkFlagsMutuallyExclusive("continue", "continue-left")
	return c
}

func (t *tool) runLines(ctx context.Context, service *search.Service, r search.Request, form *form) error {
	path := func(path string) string { return path }
	if form.csv && r.Lines.Beside == "" {
		return service.Read(ctx, func(e *search.Edition) error { return t.printLineTable(ctx, e, r, form.style) })
	}
	if form.csv || form.xlsx != "" {
		return service.Read(ctx, func(e *search.Edition) error {
			s, err := concordance.Sheet(ctx, e, r, time.Now().UTC().Format(time.RFC3339), path)
			if errors.Is(err, concordance.ErrTexts) {
				return usage("search.query", language.Sentence("concordance.texts"))
			}
			if err != nil {
				return err
			}
			if form.csv {
				return s.CSV(t.out, form.style)
			}
			return t.writeBook(form.xlsx, s.XLSX)
		})
	}
	var found concordance.Concordance
	err := service.Read(ctx, func(e *search.Edition) (err error) {
		found, err = concordance.Find(ctx, e, r)
		return err
	})
	switch {
	case err != nil:
		return err
	case form.json:
		return t.printJSON(found)
	case found.NoContinuations != "":
		return usage("search.query", language.Sentence("concordance.texts"))
	}
	for _, note := range found.Query.Notes {
		fmt.Fprintln(t.err, t.say("answer.note", note))
	}
	if r.Lines.Beside != "" {
		t.printContinuations(found)
	} else {
		t.printLines(found)
	}
	return nil
}

// printLineTable prints all lines for a spreadsheet.
func (t *tool) printLineTable(ctx context.Context, e *search.Edition, r search.Request, style sheet.Style) error {
	rows, err := concordance.NewCSV(t.out, style, r.Lang)
	if err != nil {
		return err
	}
	for l, err := range concordance.All(ctx, e, r) {
		if err != nil {
			return err
		}
		if err := rows.Row(l.Row(func(path string) string { return path })); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// printLines prints lines for people, with the places below each other, and last what they stand on.
func (t *tool) printLines(c concordance.Concordance) {
	sources, left := 0, 0
	for _, l := range c.Lines {
		sources, left = max(sources, terminal.Width(t.lineSource(l))), max(left, terminal.Width(language.Passage(l.Left)))
	}
	for _, l := range c.Lines {
		from, before := t.lineSource(l), language.Passage(l.Left)
		marked := t.marked(search.Marked{Text: l.Place, Marks: []search.Span{{0, len([]rune(l.Place))}}})
		fmt.Fprintf(t.out, "%s%s  %s%s%s%s\n", t.faint(from), strings.Repeat(" ", sources-terminal.Width(from)),
			strings.Repeat(" ", left-terminal.Width(before)), before, marked, language.Passage(l.Right))
	}
	if len(c.Lines) > 0 {
		fmt.Fprintln(t.out)
	}
	t.print("answer.total", t.say("answer.paragraphs", c.Total.Paragraphs), t.say("answer.reports", c.Total.Reports), t.say("answer.occurrences", c.Total.Occurrences))
	if c.Sample != nil {
		t.print("lines.sample", c.Sample.Lines, strconv.Itoa(c.Sample.Seed))
	}
	if c.Next != "" {
		t.print("lines.more", len(c.Lines), c.Of, c.Next)
	}
	fmt.Fprintln(t.out, t.faint(c.Coverage.Text))
}

// lineSource names the report of a line, short: 2021 辽宁.
func (t *tool) lineSource(l concordance.Line) string {
	year, region := t.say("page.unknown"), language.Printable(l.Report.Region)
	if l.Report.Year > 0 {
		year = strconv.Itoa(l.Report.Year)
	}
	return strings.TrimSpace(year + " " + region)
}

// printContinuations prints what stands beside the places, with counts.
func (t *tool) printContinuations(c concordance.Concordance) {
	var rows [][]string
	for _, of := range c.Continuations {
		text := language.Passage(of.Text)
		if of.URL == "" {
			text += t.say("lines.end")
		}
		rows = append(rows, []string{text, strconv.Itoa(of.Count)})
	}
	if len(rows) > 0 {
		for _, line := range terminal.Table(rows, 1) {
			fmt.Fprintln(t.out, line)
		}
		fmt.Fprintln(t.out)
	}
	t.print("answer.total", t.say("answer.paragraphs", c.Total.Paragraphs), t.say("answer.reports", c.Total.Reports), t.say("answer.occurrences", c.Total.Occurrences))
	fmt.Fprintln(t.out, t.faint(c.Coverage.Text))
}
