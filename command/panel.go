package command

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/corpus/extract/charset"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/table"
	"gongbao/terminal"
)

// panel is the command that counts a list of words by region and year.
func (t *tool) panel() *cobra.Command {
	var flags, own *option.Set
	var form *form
	var words string
	c := &cobra.Command{
		Use:  "panel",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.reads(flags, "")
			if err != nil {
				return err
			}
			asked := panel.Request{Request: request, Words: given(args)}
			if words != "" {
				content, err := readAll(words, c.InOrStdin())
				if err != nil {
					return err
				}
				text, _ := charset.Decode(content, "")
				asked.Words = append(asked.Words, table.Queries(text)...)
			}
			nested, err := own.Value(panel.NestedName)
			if err != nil {
				return err
			}
			per, err := own.Value(panel.PerName)
			if err != nil {
				return err
			}
			asked.Nested = panel.Nested(nested)
			ask := func(e *search.Edition) (panel.Panel, error) {
				answer, err := panel.New(c.Context(), e, asked)
				return answer, option.WrongIf(err, panel.Problem)
			}
			return answered(c.Context(), t, ask, func(answer panel.Panel) error {
				rates := per != "1"
				table := func(time string, address func(string) string) sheet.Sheet {
					return answer.Sheet(asked, rates, time, address)
				}
				return t.printSheet(form, answer, table, func() { t.printPanel(answer, rates) })
			})
		},
	}
	flags = option.New(c, t.lang, panel.Parameters().Without(search.LangName))
	own = option.New(c, t.lang, panel.OwnParameters())
	c.Flags().StringVarP(&words, "words", "f", "", "")
	form = t.addForm(c)
	return c
}

// printPanel prints a panel for people, and last what it stands on.
func (t *tool) printPanel(p panel.Panel, rates bool) {
	var head []string
	for _, field := range p.By {
		head = append(head, t.say("page.field."+string(field)))
	}
	head = append(head, t.say("count.of"))
	for _, c := range p.Columns {
		head = append(head, language.Printable(c.Word))
	}
	rows := [][]string{append(head, t.say("panel.total"), t.say("count.rate"))}
	for _, r := range p.Rows {
		row := append(t.valueNames(p.By, r.Values), strconv.Itoa(r.Reports))
		if r.Total == nil {
			for range len(p.Columns) + 2 {
				row = append(row, "-")
			}
			rows = append(rows, row)
			continue
		}
		for i, n := range r.Counts {
			if rates {
				row = append(row, rate(r.Rates[i]))
			} else {
				row = append(row, strconv.Itoa(n))
			}
		}
		rows = append(rows, append(row, strconv.Itoa(*r.Total), rate(*r.Rate)))
	}
	for i, line := range terminal.Table(rows, len(p.Columns)+3) {
		if i == 0 {
			line = t.faint(line)
		}
		fmt.Fprintln(t.out, line)
	}
	fmt.Fprintln(t.out, t.faint(p.Coverage.Text))
}

// valueNames returns the names of values of fields.
func (t *tool) valueNames(by []query.Field, values []string) []string {
	var names []string
	for i, value := range values {
		switch key := "page.value." + string(by[i]) + "." + value; {
		case value == "":
			value = t.say("page.unknown")
		case language.Has(key):
			value = t.say(key)
		}
		names = append(names, language.Printable(strings.TrimSpace(value)))
	}
	return names
}
