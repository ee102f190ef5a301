package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/search"
)

// search is the command that asks the index.
func (t *tool) search() *cobra.Command {
	var flags *questionFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find paragraphs",
		Long: `Finds the paragraphs that say what the query says, the best first, with their place in the report. White space asks for
all of the words, | for one of them, - for none; quotation marks keep a phrase together; year: region: level: kind: section:
title: filter. What it finds is what Ctrl+F finds, whatever the width of the characters, the script, and the quotation marks.
Where nothing says it word for word, or little does, --mode smart shows related paragraphs below, which the totals do not count.`,
		Example: `  gongbao search 碳排放达峰
  gongbao search 绿色 发展 --year 2020..2024 --region 辽宁,吉林 --sort newest
  gongbao search '(风电|光伏) -核电 section:能源' --limit 3
  gongbao search 碳排放达峰 --json | jq .total`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			q := strings.Join(args, " ")
			if strings.TrimSpace(q) == "" {
				return usagef("the query is empty; say what to look for, as in: gongbao search 碳排放达峰")
			}
			request, err := flags.request(q)
			if err != nil {
				return err
			}
			return t.runSearch(c.Context(), request, asJSON)
		},
	}
	flags = newQuestionFlags(c, search.SearchParameters())
	c.Flags().BoolVar(&asJSON, "json", false, "print the answer as the API gives it")
	return c
}

func (t *tool) runSearch(ctx context.Context, r search.Request, asJSON bool) error {
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
