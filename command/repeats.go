package command

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/repeat"
	"gongbao/search/sheet"
	"gongbao/terminal"
)

// repeats is the command that tells where else a paragraph or a text stands, nearly word for word.
func (t *tool) repeats() *cobra.Command {
	var flags *option.Set
	var form *form
	c := &cobra.Command{
		Use:  "repeats",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.reads(flags, "")
			if err != nil {
				return err
			}
			asked := repeat.Request{Request: request}
			switch text := strings.TrimSpace(strings.Join(args, " ")); {
			case text == "":
				return usage("repeats.empty")
			case paragraph.MatchString(text):
				asked.Paragraph = text
			default:
				asked.Text = text
			}
			ask := func(e *search.Edition) (repeat.Answer, error) { return askRepeats(c.Context(), e, asked) }
			return answered(c.Context(), t, ask, func(a repeat.Answer) error {
				table := func(time string, address func(string) string) sheet.Sheet { return a.Sheet(asked, time, address) }
				return t.printSheet(form, a, table, func() { t.printRepeats(a) })
			})
		},
	}
	flags = option.New(c, t.lang, repeat.Parameters().Without(search.LangName))
	form = t.addForm(c)
	return c
}

// paragraph matches the id of a paragraph: national-2024#79.
var paragraph = regexp.MustCompile(`^[^\s#]+#p?[0-9a-f]+$`)

func askRepeats(ctx context.Context, e *search.Edition, r repeat.Request) (repeat.Answer, error) {
	a, err := repeat.Find(ctx, e, r)
	return a, option.WrongIf(err, repeat.Problem)
}

// printRepeats prints passages for people, each with a line for each place, and last what they stand on.
func (t *tool) printRepeats(a repeat.Answer) {
	for _, p := range a.Passages {
		fmt.Fprintln(t.out, language.Passage(p.Text))
		alone := p.Total.Paragraphs == 0 || p.Total.Paragraphs == 1 && p.Years[0].Places[0].ID == a.ID
		if alone {
			fmt.Fprintf(t.out, "%s\n\n", t.faint(t.say("repeats.alone")))
			continue
		}
		fmt.Fprintln(t.out, t.faint(t.say("repeats.total", t.say("answer.paragraphs", p.Total.Paragraphs), t.say("answer.reports", p.Total.Reports), p.Most)))
		var rows [][]string
		for _, year := range p.Years {
			for _, place := range year.Places {
				rows = append(rows, []string{t.yearOf(place), language.Printable(place.Report.Region), language.Printable(place.ID), language.Passage(place.Text), t.edited(place.Edits)})
			}
		}
		for _, line := range terminal.Table(rows, 0) {
			fmt.Fprintln(t.out, line)
		}
		if p.Cut > 0 {
			t.print("repeats.cut", p.Cut)
		}
		if len(p.Regions) > 1 {
			var firsts []string
			for _, place := range p.Regions {
				firsts = append(firsts, strings.TrimSpace(language.Printable(place.Report.Region)+" "+t.dayOf(place)))
			}
			t.print("repeats.regions", strings.Join(firsts, t.say("wording.comma")))
		}
		fmt.Fprintln(t.out)
	}
	fmt.Fprintln(t.out, t.faint(a.Coverage.Text))
}

// edited says how many edits a place has.
func (t *tool) edited(edits int) string {
	if edits == 0 {
		return ""
	}
	return t.say("repeats.edited", edits)
}

// yearOf returns the year of a place.
func (t *tool) yearOf(p repeat.Place) string {
	if p.Report.Year == 0 {
		return t.say("page.unknown")
	}
	return strconv.Itoa(p.Report.Year)
}

// dayOf returns the date of a place, or its year where that is all that is known.
func (t *tool) dayOf(p repeat.Place) string {
	if p.Report.Date != "" {
		return p.Report.Date
	}
	return t.yearOf(p)
}
