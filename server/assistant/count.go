package assistant

import (
	"context"

	"gongbao/search"
)

type countOutput struct {
	ReadAs string         `json:"read_as" jsonschema:"how the query was understood"`
	Notes  []string       `json:"notes,omitempty"`
	Total  totals         `json:"total" jsonschema:"of exact occurrences, complete"`
	Loose  *search.Tier   `json:"loose,omitempty" jsonschema:"what is there when punctuation is passed over, the exact tier included, where that is something else"`
	Counts []search.Count `json:"counts,omitempty" jsonschema:"by the values of what was asked for; of sections the ten with the most"`

	Means []other `json:"did_you_mean,omitempty" jsonschema:"other searches that find something, when there are no exact occurrences"`

	Version string `json:"index_version"`
}

// count counts exact occurrences.
func (l *library) count(ctx context.Context, args arguments) (countOutput, error) {
	request, err := countInput.request(args)
	if err != nil {
		return countOutput{}, err
	}
	request.Mode, request.Limit = search.Exact, 1
	answer, err := l.edition.Search(ctx, request)
	if err != nil {
		return countOutput{}, err
	}
	out := countOutput{ReadAs: answer.Query.ReadAs, Notes: answer.Query.Notes, Total: totals(answer.Total), Loose: answer.Loose, Means: othersOf(answer), Version: answer.Version}
	switch by := args.text("by"); by {
	case "":
	case "year":
		out.Counts = answer.Facets.Year
	case "region":
		out.Counts = answer.Facets.Region
	case "level":
		out.Counts = answer.Facets.Level
	case "role":
		out.Counts = answer.Facets.Role
	case "section":
		out.Counts = answer.Facets.Section
	default:
		return countOutput{}, notOneOf("by", by, []string{"year", "region", "level", "role", "section"})
	}
	return out, nil
}
