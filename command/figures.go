package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/figures"
	"gongbao/search/sheet"
	"gongbao/terminal"
)

// figures is the command that lists the targets and results of reports, or what became of targets: those of files, or those in the
// index.
func (t *tool) figures() *cobra.Command {
	var flags, own *option.Set
	var form *form
	var links bool
	var names string
	c := &cobra.Command{
		Use:  "figures",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, files []string) error {
			request, err := t.figuresAsked(flags, own, names)
			if err != nil {
				return err
			}
			ctx := c.Context()
			if links {
				ask := func(e *search.Edition) (figures.Links, error) {
					answer, err := figures.NewLinks(ctx, e, request)
					return answer, option.WrongIf(err, figures.Problem)
				}
				return answeredFor(ctx, t, files, ask, func(a figures.Links) error {
					table := func(time string, address func(string) string) sheet.Sheet { return a.Sheet(request, time, address) }
					return t.printSheet(form, a, table, func() { t.printLinks(a) })
				})
			}
			whole := form.csv || form.xlsx != ""
			ask := func(e *search.Edition) (figuresFound, error) { return findFigures(ctx, e, request, whole) }
			return answeredFor(ctx, t, files, ask, func(a figuresFound) error {
				table := func(time string, address func(string) string) sheet.Sheet {
					return a.Sheet(request, a.all, time, address)
				}
				return t.printSheet(form, a.Answer, table, func() { t.printFigures(a.Answer) })
			})
		},
	}
	flags = option.New(c, t.lang, figures.Parameters().Without(search.LangName))
	own = option.New(c, t.lang, figures.OwnParameters())
	c.Flags().BoolVar(&links, "links", false, "")
	c.Flags().StringVar(&names, "names", "", "")
	form = t.addForm(c)
	return c
}

// figuresAsked returns the request of a command line. names is a file with the user's own list of names, or empty.
func (t *tool) figuresAsked(flags, own *option.Set, names string) (r figures.Request, err error) {
	if r.Request, err = t.reads(flags, ""); err != nil {
		return r, err
	}
	values := map[string]string{}
	for _, p := range figures.OwnParameters() {
		if values[p.Name], err = own.Value(p.Name); err != nil {
			return r, err
		}
	}
	if problem := r.Read(func(name string) string { return values[name] }); problem != nil {
		return r, option.Wrong(language.New("search.flag", problem.Parameter.Name, problem.Value, problem.Must, "figures"))
	}
	r.Names, err = t.names(names)
	return r, err
}

// names returns the list of names that mean one indicator, with that of a file if there is one.
func (t *tool) names(file string) (*figures.Names, error) {
	if file == "" {
		return figures.DefaultNames(), nil
	}
	content, err := readAll(file, nil)
	if err != nil {
		return nil, language.New("figures.names.file", shown(file), err)
	}
	own, err := figures.ReadNames(strings.NewReader(string(content)))
	if err != nil {
		return nil, language.New("figures.names.file", shown(file), err)
	}
	return figures.DefaultNames().With(own), nil
}

// A figuresFound is a table, with all of its rows where they are wanted.
type figuresFound struct {
	figures.Answer
	all []figures.Row
}

func findFigures(ctx context.Context, e *search.Edition, r figures.Request, whole bool) (f figuresFound, err error) {
	if f.Answer, err = figures.New(ctx, e, r); err == nil && whole {
		f.all, err = figures.All(ctx, e, r)
	}
	return f, option.WrongIf(err, figures.Problem)
}

// answeredFor answers as answered does, from an index of files in memory if there are any. Those that cannot be read are named; the
// rest is shown.
func answeredFor[T any](ctx context.Context, t *tool, files []string, ask func(*search.Edition) (T, error), print func(T) error) error {
	if len(files) == 0 {
		return answered(ctx, t, ask, print)
	}
	var answer T
	failed, err := t.withFiles(ctx, files, func(service *search.Service) error {
		return service.Read(ctx, func(e *search.Edition) (err error) {
			answer, err = ask(e)
			return err
		})
	})
	if err == nil {
		err = print(answer)
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

// printFigures prints a table for people: a line for each figure, what was looked for and not found, and what it stands on.
func (t *tool) printFigures(a figures.Answer) {
	if len(a.Joined) > 1 {
		t.print("figures.joined", a.Name, a.Joined)
	}
	t.printFigureRows(a.Rows)
	if len(a.National) > 0 {
		t.print("figures.national")
		t.printFigureRows(a.National)
	}
	if a.Unknown != nil {
		t.printUnknown(a.Name, a.Unknown)
	}
	if len(a.Unchecked) > 0 {
		t.print("figures.unread", len(a.Unchecked))
	}
	for _, m := range a.Unchecked {
		line := m.Report.ID
		if len(m.Passages) > 0 {
			line += "  " + m.Passages[0].ID + "  " + shorten(m.Passages[0].Text)
		} else if m.Verdict() == figures.NotStated {
			line += "  " + t.say("figures.verdict.not_stated")
		}
		fmt.Fprintln(t.out, language.Passage(line))
	}
	if a.Total.Rows > len(a.Rows) {
		t.print("figures.shown", len(a.Rows))
	}
	t.print("figures.total", a.Total.Rows, a.Of)
	fmt.Fprintln(t.out, t.faint(a.Coverage.Text))
}

// printUnknown says that what was asked for is no indicator, and what may have been meant.
func (t *tool) printUnknown(name string, u *figures.Unknown) {
	t.print("figures.unknown", name)
	var near []string
	for _, f := range u.Near {
		near = append(near, f.Value)
	}
	if len(near) > 0 {
		t.print("figures.near", near)
	}
	if u.Total.Occurrences > 0 {
		t.print("figures.said", u.Total.Occurrences)
	}
}

func (t *tool) printFigureRows(list []figures.Row) {
	rows := [][]string{t.heads("report", "indicator", "number", "kind.name", "period", "sentence")}
	for _, r := range list {
		rows = append(rows, printable(r.Report, r.Indicator, r.Arrow()+r.Printed, t.say("figures.kind."+r.Kind), r.Period(), shorten(r.Sentence)))
	}
	t.printRows(rows)
}

// printLinks prints targets with their results for people.
func (t *tool) printLinks(a figures.Links) {
	rows := [][]string{t.heads("report", "indicator", "period", "target", "verdict", "result", "sentence")}
	for _, l := range a.Links {
		result, sentence := "", ""
		switch {
		case l.Result != nil:
			result, sentence = l.Result.Arrow()+l.Result.Printed, l.Result.Sentence
		case len(l.Passages) > 0:
			sentence = l.Passages[0].Text
		}
		r := l.Target
		rows = append(rows, printable(r.Report, r.Indicator, r.Period(), r.Arrow()+r.Printed, t.say("figures.verdict."+string(l.Verdict)), result, shorten(sentence)))
	}
	t.printRows(rows)
	for _, v := range figures.Verdicts {
		if n := a.Verdicts[v]; n > 0 {
			fmt.Fprintf(t.out, "%s %d\n", t.say("figures.verdict."+string(v)), n)
		}
	}
	fmt.Fprintln(t.out, t.faint(a.Coverage.Text))
}

// heads returns the heads of the columns of figures.
func (t *tool) heads(names ...string) []string {
	heads := slices.Clone(names)
	for i, name := range names {
		heads[i] = t.say("figures." + name)
	}
	return heads
}

func printable(cells ...string) []string {
	for i := range cells {
		cells[i] = language.Passage(cells[i])
	}
	return cells
}

// printRows prints a table whose first row is its head.
func (t *tool) printRows(rows [][]string) {
	for i, line := range terminal.Table(rows, 0) {
		if i == 0 {
			line = t.faint(line)
		}
		fmt.Fprintln(t.out, line)
	}
}

// shorten cuts a sentence for a line of a table.
func shorten(sentence string) string {
	const most = 40
	if runes := []rune(sentence); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return sentence
}
