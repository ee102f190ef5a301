package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/comparison"
	"gongbao/search/sheet"
)

// compare is the command that says what has changed between two reports: a report and an older one, which is the one of its region before
// it unless a second argument names it.
func (t *tool) compare() *cobra.Command {
	var only []string
	var form *form
	c := &cobra.Command{
		Use: "compare",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 1 || len(args) == 2 {
				return nil
			}
			return usage("command.arguments", c.Name(), language.Sentence("command.arguments."+c.Name()), c.Name())
		},
		RunE: func(c *cobra.Command, args []string) error {
			states, err := comparison.ReadStates(only)
			if err != nil {
				return option.Wrong(err)
			}
			r := comparison.Request{New: args[0], Only: states, Lang: t.lang}
			if len(args) > 1 {
				r.Old = args[1]
			}
			return t.runCompare(c.Context(), r, form)
		},
	}
	c.Flags().StringSliceVar(&only, "only", nil, "")
	var states []string
	for _, state := range comparison.States() {
		states = append(states, string(state))
	}
	option.Offer(c, "only", states...)
	form = t.addForm(c)
	return c
}

func (t *tool) runCompare(ctx context.Context, r comparison.Request, form *form) error {
	ask := func(e *search.Edition) (comparison.Comparison, error) {
		return comparison.Of(ctx, e, r)
	}
	return answered(ctx, t, ask, func(found comparison.Comparison) error {
		table := func(time string, address func(string) string) sheet.Sheet { return found.Sheet(r, time, address) }
		return t.printSheet(form, found, table, func() { t.printComparison(found) })
	})
}

// printComparison prints a comparison for people: the paragraphs under the titles of their sections, with what has changed in them, and
// last how many there are of each state.
func (t *tool) printComparison(c comparison.Comparison) {
	fmt.Fprintln(t.out, t.say("comparison.heading", source(c.New), source(c.Old)))
	for _, note := range c.Notes {
		fmt.Fprintln(t.out, t.faint(note))
	}
	section := ""
	for _, p := range c.Pairs {
		of := p.New
		if len(of) == 0 {
			of = p.Old
		}
		if title := strings.Join(of[0].Section, " › "); title != section {
			fmt.Fprintf(t.out, "\n%s\n", language.Printable(title))
			section = title
		}
		state := t.say("comparison.state." + string(p.State))
		if p.SameSubject {
			state += t.say("comparison.comma") + t.say("comparison.same-subject")
		}
		fmt.Fprintf(t.out, "\n%s\n", t.faint(fmt.Sprintf("%s  %s", state, places(p))))
		for _, s := range p.Sentences {
			fmt.Fprintln(t.out, "  "+t.changed(s))
		}
	}
	fmt.Fprintln(t.out)
	for _, of := range []struct {
		name   string
		counts map[compare.State]int
	}{{"comparison.paragraphs", c.Summary.Pairs}, {"comparison.sentences", c.Summary.Sentences}} {
		var said []string
		states, numbers := comparison.Counted(of.counts)
		for i, state := range states {
			said = append(said, fmt.Sprintf("%s %d", t.say("comparison.state."+string(state)), numbers[i]))
		}
		fmt.Fprintln(t.out, t.faint(t.say(of.name, t.lang.Join(said))))
	}
}

// places returns where the paragraphs of a pair stand: #5 ← #9.
func places(p comparison.Pair) string {
	var sides []string
	for _, side := range [][]comparison.Paragraph{p.New, p.Old} {
		var ordinals []string
		for _, one := range side {
			ordinals = append(ordinals, fmt.Sprintf("#%d", one.Ordinal))
		}
		sides = append(sides, strings.Join(ordinals, " "))
	}
	if len(p.Old) == 0 {
		return sides[0]
	}
	return strings.TrimSpace(strings.Join(sides, " ← "))
}

const (
	deleted  = "\x1b[31m"
	inserted = "\x1b[32m"
)

// changed returns a sentence as git diff --word-diff shows it: [-what has gone-]{+what is new+}, in colours where there are any.
func (t *tool) changed(s comparison.Sentence) string {
	switch {
	case s.New == nil:
		return t.gone(s.Old.Text)
	case s.State == compare.New:
		return t.new(s.New.Text)
	}
	runes := []rune(s.New.Text)
	var b strings.Builder
	at := 0
	for _, c := range s.Changes {
		b.WriteString(language.Passage(string(runes[at:c.From])) + t.gone(c.Old) + t.new(string(runes[c.From:c.To])))
		at = c.To
	}
	b.WriteString(language.Passage(string(runes[at:])))
	if s.State == compare.Moved {
		b.WriteString(t.faint(fmt.Sprintf("  ← #%d", s.Old.Ordinal)))
	}
	return b.String()
}

func (t *tool) gone(s string) string { return t.worded("[-", s, "-]", deleted) }

func (t *tool) new(s string) string { return t.worded("{+", s, "+}", inserted) }

func (t *tool) worded(before, s, behind, colour string) string {
	if s == "" {
		return ""
	}
	s = before + language.Passage(s) + behind
	if t.colour {
		s = colour + s + plain
	}
	return s
}
