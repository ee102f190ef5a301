package search

import (
	"gongbao/corpus/region"
	"gongbao/search/query"
)

// normalRegions brings the names in region filters into the short form that reports have; what is no region's name stays.
func normalRegions(n query.Node) query.Node {
	switch n := n.(type) {
	case query.And:
		return query.And{Nodes: normalAll(n.Nodes)}
	case query.Or:
		return query.Or{Nodes: normalAll(n.Nodes)}
	case query.Not:
		return query.Not{Node: normalRegions(n.Node)}
	case query.Filter:
		if n.Field == query.Region {
			n.Values = shortNames(n.Values)
		}
		return n
	}
	return n
}

func normalAll(nodes []query.Node) []query.Node {
	normal := make([]query.Node, len(nodes))
	for i, n := range nodes {
		normal[i] = normalRegions(n)
	}
	return normal
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
