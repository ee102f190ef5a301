package search

import (
	"context"
	"slices"
	"strings"

	"gongbao/corpus/region"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// normalRegions replaces names in region filters by the short names that reports use. Unknown names stay.
func normalRegions(tree query.Node) query.Node {
	return query.Map(tree, func(n query.Node) query.Node {
		f, ok := n.(query.Filter)
		if !ok || f.Field != query.Region {
			return n
		}
		f.Values = shortNames(f.Values)
		return f
	})
}

// DistinctValues returns the values of a filter without those that mean the same as one before them: other names of a region.
func DistinctValues(f query.Filter) []string {
	var values []string
	var meant [][]string
	for _, value := range f.Values {
		means := []string{value}
		if f.Field == query.Region {
			means = shortNames(means)
		}
		if !slices.ContainsFunc(meant, func(other []string) bool { return slices.Equal(means, other) }) {
			values, meant = append(values, value), append(meant, means)
		}
	}
	return values
}

// shortNames returns the short names of the regions that a name may mean, and the name itself where it means several:
// reports have it where nothing tells which.
func shortNames(names []string) []string {
	var short []string
	for _, name := range names {
		of, inside := strings.CutSuffix(name, query.Inside)
		found := region.Named(of)
		if len(found) != 1 {
			short = append(short, name)
		}
		for _, r := range found {
			if inside {
				r.Short += query.Inside
			}
			short = append(short, r.Short)
		}
	}
	return short
}

// offerSuccessors offers a query with region filters together with the names that its divisions had before, and have today: reports
// stand under the name of their time. It offers only what finds more.
func (e *Edition) offerSuccessors(ctx context.Context, a *Answer, asked query.Query, r Request) error {
	if r.Cursor != "" || r.Limit == NoHits {
		return nil
	}
	added := false
	tree := query.Map(query.WithFilters(asked.Root, r.Filters...), func(n query.Node) query.Node {
		f, ok := n.(query.Filter)
		if !ok || f.Field != query.Region {
			return n
		}
		wide := withSuccessors(f.Values)
		added = added || len(wide) > len(f.Values)
		f.Values = wide
		return f
	})
	if !added {
		return nil
	}
	more := func(total engine.Total) bool { return total.Paragraphs > a.Total.Paragraphs }
	_, err := e.suggest(ctx, a, Suggestion{Kind: BySuccessor, Query: typedForm(tree)}, more, func(total engine.Total) string {
		if total.Occurrences == 0 {
			return r.Lang.Say("search.suggest.successor.paragraphs", told(tree, r.Lang), total.Paragraphs)
		}
		return r.Lang.Say("search.suggest.successor", told(tree, r.Lang), total.Occurrences)
	})
	return err
}

// withSuccessors returns names of regions with those of the divisions before and after each that means one.
func withSuccessors(names []string) []string {
	wide := slices.Clone(names)
	for _, name := range names {
		if found := region.Named(name); len(found) == 1 {
			for _, short := range region.Line(found[0]) {
				if !slices.Contains(shortNames(wide), short) {
					wide = append(wide, short)
				}
			}
		}
	}
	return wide
}
