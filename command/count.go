package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/corpus/extract/charset"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/sheet"
	"gongbao/search/table"
	"gongbao/terminal"
)

// count is the command that counts one query, or each of a file of queries.
func (t *tool) count() *cobra.Command {
	var flags *option.Set
	var file string
	var form *form
	c := &cobra.Command{
		Use:  "count",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			queries, err := queriesOf(strings.Join(args, " "), file, c.InOrStdin())
			if err != nil {
				return err
			}
			request, err := t.reads(flags, "")
			if err != nil {
				return err
			}
			return t.runCount(c.Context(), request, queries, file != "", form)
		},
	}
	flags = option.New(c, t.lang, search.CountParameters().Without(search.LangName).With(search.QueryName, func(p *search.Parameter) { p.Required = false }))
	c.Flags().StringVarP(&file, "file", "f", "", "")
	form = t.addForm(c)
	return c
}

// queriesOf returns the query of the command line, or those in a file, one on each line; - is the standard input.
func queriesOf(arg, file string, stdin io.Reader) ([]string, error) {
	switch {
	case strings.TrimSpace(arg) != "" && file != "":
		return nil, usage("count.both")
	case file == "" && strings.TrimSpace(arg) == "":
		return nil, usage("count.empty")
	case file == "":
		return []string{arg}, nil
	}
	content, err := readAll(file, stdin)
	if err != nil {
		return nil, err
	}
	text, _ := charset.Decode(content, "")
	queries := table.Queries(text)
	if len(queries) == 0 {
		return nil, language.New("count.none", shown(file))
	}
	return queries, nil
}

func readAll(file string, stdin io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(file)
}

func (t *tool) runCount(ctx context.Context, r search.Request, queries []string, inFile bool, form *form) error {
	return t.withService(ctx, func(service *search.Service) error {
		var list table.List
		err := service.Read(ctx, func(e *search.Edition) error {
			list = table.List{Version: e.Version()}
			for _, q := range queries {
				r.Query = q
				counted, err := table.New(ctx, e, r)
				if err != nil {
					return err
				}
				list.Tables = append(list.Tables, counted)
			}
			return nil
		})
		if err != nil {
			return err
		}
		var answer any = list
		if !inFile {
			answer = list.Tables[0]
		}
		made := func(time string, address func(string) string) sheet.Sheet {
			s := sheet.Sheet{About: sheet.About{Queries: queries, Filters: r.Filters, Version: list.Version, Time: time, Lang: r.Lang}}
			s.Header, s.Rows = table.Rows(r.By, list.Tables, address)
			return s
		}
		var failed error
		err = t.printSheet(form, answer, made, func() { failed = t.printTables(r.By, list.Tables) })
		return errors.Join(err, failed)
	})
}

// printTables prints tables for people, as one: a line for each row.
func (t *tool) printTables(by []query.Field, tables []table.Table) error {
	rows := [][]string{t.columnNames(by, len(tables) > 1)}
	for _, counted := range tables {
		for _, note := range counted.Query.Notes {
			fmt.Fprintln(t.err, t.say("answer.note", note))
		}
		if counted.Problem != "" {
			fmt.Fprintln(t.err, t.say("answer.note", fmt.Sprintf("%s: %s", language.Printable(counted.Query.Input), counted.Problem)))
		}
		for _, row := range counted.Rows {
			var cells []string
			if len(tables) > 1 {
				cells = append(cells, language.Printable(counted.Query.Input))
			}
			cells = append(cells, t.valuesOf(by, row)...)
			rows = append(rows, append(cells, strconv.Itoa(row.Occurrences), strconv.Itoa(row.Paragraphs), strconv.Itoa(row.Reports),
				strconv.Itoa(row.Of.Reports), strconv.FormatFloat(row.Rate, 'f', 2, 64)))
		}
	}
	const figures = 5 // the last columns
	for i, line := range terminal.Table(rows, figures) {
		if i == 0 {
			line = t.faint(line)
		}
		if _, err := fmt.Fprintln(t.out, line); err != nil {
			return err
		}
	}
	return nil
}

func (t *tool) columnNames(by []query.Field, several bool) []string {
	var names []string
	if several {
		names = append(names, t.say("count.query"))
	}
	for _, field := range by {
		names = append(names, t.say("page.field."+string(field)))
	}
	for _, name := range []string{"occurrences", "paragraphs", "reports", "of", "rate"} {
		names = append(names, t.say("count."+name))
	}
	return names
}

// valuesOf returns the values of a row; of a report its source.
func (t *tool) valuesOf(by []query.Field, row search.Row) []string {
	var cells []string
	for i, value := range row.Values {
		switch {
		case by[i] == query.Report:
			value += "  " + source(*row.Report)
		case value == "":
			value = t.say("page.unknown")
		case language.Has("page.value." + string(by[i]) + "." + value):
			value = t.say("page.value." + string(by[i]) + "." + value)
		}
		cells = append(cells, language.Printable(value))
	}
	return cells
}
