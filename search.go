package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/command/option"
	"gongbao/search"
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

// asked reads the flags of a command, and its query from the arguments; empty names what is said where there is none.
func (t *tool) asked(flags *option.Set, args []string, empty string) (search.Request, error) {
	q := strings.Join(args, " ")
	if strings.TrimSpace(q) == "" {
		return search.Request{}, usage(empty)
	}
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
			return err
		}
		return print(answer)
	})
}

func (t *tool) runSearch(ctx context.Context, r search.Request, asJSON bool) error {
	if !asJSON {
		r.Offsets = search.CodePoints // by which marked colours
	}
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
