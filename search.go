package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/search"
)

// search is the command that searches the index.
func (t *tool) search() *cobra.Command {
	var flags *searchFlags
	var asJSON bool
	c := &cobra.Command{
		Use:  "search",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			q := strings.Join(args, " ")
			if strings.TrimSpace(q) == "" {
				return usage("search.empty")
			}
			request, err := flags.request(q)
			if err != nil {
				return err
			}
			request.Lang = t.lang
			return t.runSearch(c.Context(), request, asJSON)
		},
	}
	flags = t.newSearchFlags(c, search.SearchParameters().Without(search.LangName))
	c.Flags().BoolVar(&asJSON, "json", false, "")
	return c
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
