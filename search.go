package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// A searchFlags is what stands beside the query.
type searchFlags struct {
	year, region, level, kind, section string
	sort, mode, cursor                 string
	limit                              int
	json                               bool
}

// search is the command that asks the index.
func (t *tool) search() *cobra.Command {
	var flags searchFlags
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
			request, err := flags.request(strings.Join(args, " "))
			if err != nil {
				return err
			}
			return t.runSearch(c.Context(), request, flags.json)
		},
	}
	f := c.Flags()
	f.StringVar(&flags.year, "year", "", "years: 2021, 2020..2024, 2020.. or ..2024")
	f.StringVar(&flags.region, "region", "", "regions, by short or full name: 辽宁,吉林省")
	f.StringVar(&flags.level, "level", "", "national, province, city or county")
	f.StringVar(&flags.kind, "kind", "", "report, resolution or other")
	f.StringVar(&flags.section, "section", "", "words of the section's title: 能源")
	f.StringVar(&flags.sort, "sort", "relevance", "relevance, newest or oldest")
	f.StringVar(&flags.mode, "mode", "smart", "exact, loose (punctuation is ignored), or smart: exact, and what comes near where that finds little")
	f.IntVar(&flags.limit, "limit", search.DefaultLimit, fmt.Sprintf("paragraphs to show, at most %d", search.MaxLimit))
	f.StringVar(&flags.cursor, "cursor", "", "go on where an answer ended: its next")
	f.BoolVar(&flags.json, "json", false, "print the answer as the API gives it")
	return c
}

// request reads the command line as a question.
func (f searchFlags) request(q string) (search.Request, error) {
	if strings.TrimSpace(q) == "" {
		return search.Request{}, usagef("the query is empty; say what to look for, as in: gongbao search 碳排放达峰")
	}
	r := search.Request{Query: q, Limit: f.limit, Cursor: f.cursor, Mode: search.Mode(f.mode)}
	switch r.Mode {
	case search.Smart, search.Exact, search.Loose:
	default:
		return r, usagef("--mode %s: there is smart, exact and loose", f.mode)
	}
	orders := map[string]engine.Order{"relevance": engine.Relevance, "newest": engine.Newest, "oldest": engine.Oldest}
	var ok bool
	if r.Order, ok = orders[f.sort]; !ok {
		return r, usagef("--sort %s: there is relevance, newest and oldest", f.sort)
	}
	if f.limit < 1 || f.limit > search.MaxLimit {
		return r, usagef("--limit %d: it goes from 1 to %d; --cursor shows what follows", f.limit, search.MaxLimit)
	}
	var err error
	r.Filters, err = f.filters()
	return r, err
}

func (f searchFlags) filters() ([]query.Filter, error) {
	var filters []query.Filter
	for _, given := range []struct {
		field query.Field
		value string
	}{{query.Year, f.year}, {query.Region, f.region}, {query.Level, f.level}, {query.Kind, f.kind}, {query.Section, f.section}} {
		if given.value == "" {
			continue
		}
		filter, err := query.ParseFilter(given.field, given.value)
		if err != nil {
			return nil, usagef("--%s %s: %w; see: gongbao search --help", given.field, given.value, err)
		}
		filters = append(filters, filter)
	}
	return filters, nil
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
