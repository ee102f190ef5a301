package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/sheet"
	"gongbao/search/wording"
	"gongbao/terminal"
)

// wording is the command that tells which words are new in a report, or gone.
func (t *tool) wording() *cobra.Command {
	var gone, previous bool
	var form *form
	var limit int
	c := &cobra.Command{
		Use:  "wording",
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			if limit < 1 || limit > wording.MostUnits {
				return usage("wording.limit", wording.MostUnits)
			}
			r := wording.Request{Report: args[0], Limit: limit, Lang: t.lang}
			if gone {
				r.Side = wording.SideGone
			}
			if previous {
				r.Against = wording.AgainstPrevious
			}
			return t.runWording(c.Context(), r, form)
		},
	}
	c.Flags().BoolVar(&gone, "gone", false, "")
	c.Flags().BoolVar(&previous, "previous", false, "")
	c.Flags().IntVar(&limit, "limit", 50, "")
	form = t.addForm(c)
	return c
}

func (t *tool) runWording(ctx context.Context, r wording.Request, form *form) error {
	ask := func(e *search.Edition) (wording.Wording, error) {
		return wording.Of(ctx, e, r)
	}
	return answered(ctx, t, ask, func(w wording.Wording) error {
		table := func(time string, address func(string) string) sheet.Sheet { return w.Sheet(r, time, address) }
		return t.printSheet(form, w, table, func() { t.printWording(w) })
	})
}

// printWording prints a wording for people: a line a phrase, then the single passages, and last what they are compared with.
func (t *tool) printWording(w wording.Wording) {
	if w.Problem != "" {
		fmt.Fprintln(t.out, w.Problem)
		return
	}
	rows := [][]string{{t.say("wording.column.text"), t.say("wording.column.first"), t.say("wording.column.count"), t.say("wording.column.elsewhere")}}
	for _, u := range w.Units {
		first := ""
		if f := u.Elsewhere.First; f != nil {
			first = strings.TrimSpace(fmt.Sprintf("%d %s", f.Year, language.Printable(f.Region)))
		}
		rows = append(rows, []string{language.Passage(u.Text), first, strconv.Itoa(u.Count), strconv.Itoa(u.Elsewhere.Reports)})
	}
	for i, line := range terminal.Table(rows, 2) {
		if i == 0 {
			line = t.faint(line)
		}
		fmt.Fprintln(t.out, line)
	}
	if len(w.Single) > 0 {
		var texts []string
		for _, s := range w.Single {
			texts = append(texts, language.Passage(s.Text))
		}
		fmt.Fprintf(t.out, "\n%s\n%s\n", t.faint(t.say("wording.single")), strings.Join(texts, t.say("wording.comma")))
	}
	fmt.Fprintln(t.out)
	if w.AllUnits > len(w.Units) || w.AllSingle > len(w.Single) {
		t.print("wording.more", len(w.Units), w.AllUnits, len(w.Single), w.AllSingle)
	}
	fmt.Fprintln(t.out, t.faint(t.say("wording.against", w.Coverage.Text)))
}
