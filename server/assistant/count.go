package assistant

import (
	"context"
	"fmt"

	"gongbao/language"
	"gongbao/search"
)

type countInput struct {
	Query string `json:"query" jsonschema:"what to count, as in search"`
	scope
	By string `json:"by,omitempty" jsonschema:"year, region, level or section: how to divide the counts"`
}

type countOutput struct {
	ReadAs string         `json:"read_as" jsonschema:"how the query was understood"`
	Notes  []string       `json:"notes,omitempty"`
	Total  totals         `json:"total" jsonschema:"of exact occurrences, complete"`
	Counts []search.Count `json:"counts,omitempty" jsonschema:"by the values of what was asked for; of sections the ten with the most"`
}

// count counts exact occurrences.
func (l *library) count(ctx context.Context, in countInput) (countOutput, error) {
	filters, err := in.filters()
	if err != nil {
		return countOutput{}, err
	}
	answer, err := l.service.Search(ctx, search.Request{Query: in.Query, Filters: filters, Mode: search.Exact, Limit: 1, Lang: language.ZH})
	if err != nil {
		return countOutput{}, err
	}
	out := countOutput{ReadAs: answer.Query.ReadAs, Notes: answer.Query.Notes, Total: totals(answer.Total)}
	switch in.By {
	case "":
	case "year":
		out.Counts = answer.Facets.Year
	case "region":
		out.Counts = answer.Facets.Region
	case "level":
		out.Counts = answer.Facets.Level
	case "section":
		out.Counts = answer.Facets.Section
	default:
		return countOutput{}, fmt.Errorf("by is %.40q; it must be year, region, level or section", in.By)
	}
	return out, nil
}
