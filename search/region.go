package search

import (
	"strings"

	"gongbao/corpus/region"
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
