package command

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/trend"
	"gongbao/terminal"
)

// A form says how figures are printed.
type form struct {
	json, csv bool
	style     sheet.Style // of CSV
	xlsx      string      // file to write
}

// addForm adds the flags of a form to a command.
func (t *tool) addForm(c *cobra.Command) *form {
	f := new(form)
	c.Flags().BoolVar(&f.csv, "csv", false, "")
	c.Flags().BoolVar(&f.json, "json", false, "")
	c.Flags().StringVar(&f.xlsx, "xlsx", "", "")
	t.addStyle(c, &f.style.BOM, &f.style.Words)
	c.MarkFlagsMutuallyExclusive("csv", "json", "xlsx")
	c.PreRunE = func(*cobra.Command, []string) error {
		if !f.csv && (f.style.BOM || f.style.Words) {
			return usage("command.flag.csv")
		}
		return nil
	}
	return f
}

// addStyle adds the flags of CSV for people to a command.
func (t *tool) addStyle(c *cobra.Command, bom, words *bool) {
	c.Flags().BoolVar(bom, "bom", false, t.say("flag.bom"))
	c.Flags().BoolVar(words, "labels", false, t.say("flag.labels"))
}

// printSheet prints an answer as the form says, for people by print.
func (t *tool) printSheet(f *form, answer any, table func(time string, address func(string) string) sheet.Sheet, print func()) (err error) {
	made := func() sheet.Sheet {
		return table(time.Now().UTC().Format(time.RFC3339), func(path string) string { return path })
	}
	switch {
	case f.json:
		return t.printJSON(answer)
	case f.csv:
		return made().CSV(t.out, f.style)
	case f.xlsx == "":
		print()
		return nil
	}
	return t.writeBook(f.xlsx, made().XLSX)
}

// writeBook writes a workbook to a file.
func (t *tool) writeBook(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return language.New("sheet.file", shown(path), err)
	}
	if err = write(file); err == nil {
		err = file.Close()
	} else {
		file.Close()
	}
	if err != nil {
		return language.New("sheet.file", shown(path), err)
	}
	t.print("sheet.written", path)
	return nil
}

// trend is the command that counts queries by year, region, level or role. Each argument is a query.
func (t *tool) trend() *cobra.Command {
	var flags *option.Set
	var form *form
	c := &cobra.Command{
		Use:  "trend",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.reads(flags, "")
			if err != nil {
				return err
			}
			asked := trend.Request{Request: request, Queries: given(args)}
			if len(asked.Queries) == 0 {
				return usage("trend.empty")
			}
			ask := func(e *search.Edition) (trend.Answer, error) {
				answer, err := trend.New(c.Context(), e, asked)
				return answer, option.WrongIf(err, trend.Problem)
			}
			return answered(c.Context(), t, ask, func(answer trend.Answer) error {
				table := func(time string, address func(string) string) sheet.Sheet { return answer.Sheet(asked, time, address) }
				return t.printSheet(form, answer, table, func() { t.printTrends(answer) })
			})
		},
	}
	flags = option.New(c, t.lang, trend.Parameters().Without(search.LangName, search.QueryName))
	form = t.addForm(c)
	return c
}

// given returns the arguments that have a text.
func given(args []string) []string {
	return slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return strings.TrimSpace(arg) == "" })
}

// longestBar is the length of the longest bar, in columns.
const longestBar = 24

// printTrends prints series for people: a line for each cell, with a bar as long as its rate, and last what they stand on.
func (t *tool) printTrends(a trend.Answer) {
	most := 0.0
	for _, s := range a.Series {
		for _, p := range s.Points {
			if p.Known() {
				most = max(most, *p.Rate)
			}
		}
	}
	for _, s := range a.Series {
		for _, note := range s.Query.Notes {
			fmt.Fprintln(t.err, t.say("answer.note", note))
		}
		if s.Problem != "" {
			fmt.Fprintln(t.err, t.say("answer.note", fmt.Sprintf("%s: %s", language.Printable(s.Query.Input), s.Problem)))
			continue
		}
		name := s.Query.Input
		if s.Value != "" {
			name = t.say("page.trends.of", name, t.valueNames([]query.Field{a.Apart}, []string{s.Value})[0])
		}
		t.print("trend.series.total", name, s.Total.Occurrences, s.Total.Reports, s.Of.Reports, rate(s.Rate))
		if len(a.By) == 1 && a.By[0] == query.Year {
			fmt.Fprintln(t.out, terminal.Sparkline(ratesOf(s.Points)))
		}
		t.printPoints(a.By, s.Points, most)
		t.printFirst("trend.first", s.First)
		t.printFirst("trend.first.loose", s.FirstLoose)
		if s.Coverage != nil {
			fmt.Fprintln(t.out, t.faint(s.Coverage.Text))
		}
		fmt.Fprintln(t.out)
	}
	fmt.Fprintln(t.out, t.faint(a.Coverage.Text))
}

func rate(r float64) string { return strconv.FormatFloat(r, 'f', 2, 64) }

// ratesOf returns the rates of cells; what is not known is negative.
func ratesOf(points []trend.Point) []float64 {
	rates := make([]float64, len(points))
	for i, p := range points {
		if rates[i] = -1; p.Known() {
			rates[i] = *p.Rate
		}
	}
	return rates
}

func (t *tool) printPoints(by []query.Field, points []trend.Point, most float64) {
	var head []string
	for _, field := range by {
		head = append(head, t.say("page.field."+string(field)))
	}
	rows := [][]string{append(head, t.say("count.occurrences"), t.say("count.reports"), t.say("count.of"), t.say("count.rate"))}
	bars := []string{""}
	for _, p := range points {
		row := t.valueNames(by, p.Values)
		if !p.Known() {
			rows, bars = append(rows, append(row, "-", "-", "0", "-")), append(bars, "")
			continue
		}
		rows = append(rows, append(row, strconv.Itoa(*p.Occurrences), strconv.Itoa(*p.ReportsWith), strconv.Itoa(p.Reports), rate(*p.Rate)))
		bars = append(bars, terminal.Bar(*p.Rate/max(most, .01), longestBar))
	}
	const figures = 4
	for i, line := range terminal.Table(rows, figures) {
		if i == 0 {
			line = t.faint(line)
		}
		fmt.Fprintln(t.out, strings.TrimRight(line+"  "+bars[i], " "))
	}
}

// printFirst prints a first appearance; nil is none.
func (t *tool) printFirst(name string, f *trend.First) {
	if f == nil {
		return
	}
	where := source(f.Report)
	if f.OrEarlier {
		where = t.say("trend.first.earlier", where)
	}
	t.print(name, f.ID, where, strings.TrimSpace(f.Text))
}

// absence is the command that tells who does not say something, and who is not in the index.
func (t *tool) absence() *cobra.Command {
	var flags *option.Set
	var form *form
	c := &cobra.Command{
		Use:  "absence",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.asked(flags, args, "trend.empty")
			if err != nil {
				return err
			}
			ask := func(e *search.Edition) (trend.Absence, error) { return trend.NewAbsence(c.Context(), e, request) }
			return answered(c.Context(), t, ask, func(answer trend.Absence) error {
				table := func(time string, address func(string) string) sheet.Sheet {
					return answer.Sheet(request, time, address)
				}
				return t.printSheet(form, answer, table, func() { t.printAbsence(answer) })
			})
		},
	}
	flags = option.New(c, t.lang, search.SelectionParameters().Without(search.LangName, search.OffsetsName))
	form = t.addForm(c)
	return c
}

func (t *tool) printAbsence(a trend.Absence) {
	for _, note := range a.Query.Notes {
		fmt.Fprintln(t.err, t.say("answer.note", note))
	}
	for _, part := range []struct {
		name   string
		places []trend.Place
	}{{"said", a.Said}, {"unsaid", a.Unsaid}, {"uncollected", a.Uncollected}} {
		var names []string
		for _, p := range part.places {
			name := p.Region
			if name == "" {
				name = t.say("page.unknown")
			}
			if part.name == "said" {
				name += " " + strconv.Itoa(p.Occurrences)
			}
			names = append(names, language.Printable(name))
		}
		t.print("absence."+part.name, len(part.places), strings.Join(names, t.say("absence.and")))
	}
	fmt.Fprintln(t.out, t.faint(a.Coverage.Text))
}
