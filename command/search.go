package command

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/table"
	"gongbao/search/workbook"
)

// search is the command that searches the index.
func (t *tool) search() *cobra.Command {
	var flags *option.Set
	var asJSON bool
	c := &cobra.Command{
		Use:  "search",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.asked(flags, args, "search.empty")
			if err != nil {
				return err
			}
			return t.runSearch(c.Context(), request, asJSON)
		},
	}
	flags = option.New(c, t.lang, search.SearchParameters().Without(search.LangName))
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
}

// export is the command that writes all hits of one tier: it prints them, or makes a workbook of them.
func (t *tool) export() *cobra.Command {
	var flags, own *option.Set
	var bom, labels bool
	var xlsx string
	c := &cobra.Command{
		Use:  "export",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			request, err := t.asked(flags, args, "search.empty")
			if err != nil {
				return err
			}
			form, err := own.Value("format")
			if err != nil {
				return err
			}
			if form != "csv" && (bom || labels) {
				return usage("command.flag.csv")
			}
			if form == "csv" {
				request.Offsets = search.CodePoints // by which a table cuts the text beside a place
			}
			if xlsx != "" {
				return t.exportBook(c.Context(), request, xlsx)
			}
			style := table.Style{BOM: bom, Words: labels, Lang: t.lang, Read: time.Now()}
			return t.runExport(c.Context(), request, func(head table.Head) table.HitFile {
				if form == "csv" {
					return table.CSV(t.out, style, head)
				}
				return table.JSONLines(t.out)
			})
		},
	}
	flags = option.New(c, t.lang, search.ExportParameters().Without(search.LangName))
	own = option.New(c, t.lang, search.Parameters{{
		Name: "format", Kind: search.ChoiceValue, About: language.Sentence("flag.export.format"), Values: []string{"csv", "jsonl"}, Default: "csv",
	}})
	t.addStyle(c, &bom, &labels)
	c.Flags().StringVar(&xlsx, "xlsx", "", "")
	for _, other := range []string{"format", "bom", "labels"} {
		c.MarkFlagsMutuallyExclusive("xlsx", other)
	}
	return c
}

func (t *tool) runExport(ctx context.Context, r search.Request, begin func(table.Head) table.HitFile) error {
	return t.withService(ctx, func(service *search.Service) error {
		return service.Read(ctx, func(e *search.Edition) error {
			file := begin(table.HeadOf(r, e, time.Now()))
			if err := addHits(ctx, e, r, file.Hit); err != nil {
				return err
			}
			return file.Flush()
		})
	})
}

// exportBook writes all hits as a workbook to a file.
func (t *tool) exportBook(ctx context.Context, r search.Request, path string) error {
	return t.withService(ctx, func(service *search.Service) error {
		return service.Read(ctx, func(e *search.Edition) (err error) {
			book, err := workbook.New(ctx, e, r, time.Now())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, book.Close()) }()
			if err := addHits(ctx, e, r, book.Add); err != nil {
				return err
			}
			return t.writeBook(path, func(w io.Writer) error {
				return book.Write(w, func(path string) string { return path })
			})
		})
	})
}

// addHits adds all hits of a request to a file.
func addHits(ctx context.Context, e *search.Edition, r search.Request, add func(search.Hit) error) error {
	for hit, err := range e.Each(ctx, r) {
		if err != nil {
			return err
		}
		hit.URL = "" // nobody serves it here
		if err := add(hit); err != nil {
			return err
		}
	}
	return nil
}

// asked reads the flags of a command, and its query from the arguments; empty names what is said where there is none.
func (t *tool) asked(flags *option.Set, args []string, empty string) (search.Request, error) {
	q := strings.Join(args, " ")
	if strings.TrimSpace(q) == "" {
		return search.Request{}, usage(empty)
	}
	return t.reads(flags, q)
}

// reads reads the flags of a command, beside a query that may be empty.
func (t *tool) reads(flags *option.Set, q string) (search.Request, error) {
	request, err := flags.Request(q)
	request.Lang = t.lang
	return request, err
}

// answered asks one edition of the index, and prints the answer while the index is open.
func answered[T any](ctx context.Context, t *tool, ask func(*search.Edition) (T, error), print func(T) error) error {
	return t.withService(ctx, func(service *search.Service) error {
		var answer T
		err := service.Read(ctx, func(e *search.Edition) (err error) {
			answer, err = ask(e)
			return err
		})
		if err != nil {
			return listed(err)
		}
		return print(answer)
	})
}

func (t *tool) runSearch(ctx context.Context, r search.Request, asJSON bool) error {
	if !asJSON {
		r.Offsets = search.CodePoints // by which marked colours
	}
	r.Measured = asJSON
	return t.withService(ctx, func(service *search.Service) error {
		answer, err := service.Search(ctx, r)
		if err != nil {
			return err
		}
		if asJSON {
			return t.printJSON(answer)
		}
		t.printAnswer(answer)
		return nil
	})
}
