package search

import (
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

func shortNames(names []string) []string {
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = name
		if r, ok := region.Find(name); ok {
			short[i] = r.Short
		}
	}
	return short
}
