package engine

import (
	"context"
	"slices"

	"gongbao/search/query"
)

// A Finder answers requests of one state of an index, as Reader.Search does.
type Finder func(context.Context, Request) (Result, error)

// SearchWhole answers a request by find, which need not know of query.WholeReport: what a query asks of whole reports it
// finds out first, see [Whole]. Engines search through it.
func SearchWhole(ctx context.Context, r Request, find Finder) (Result, error) {
	if !asksForWhole(r.Query) {
		return find(ctx, r)
	}
	asked, countOther := r.Query, r.CountOther
	r.CountOther = false
	var err error
	if r.Query, err = Whole(ctx, asked, r.Loose, find); err != nil {
		return Result{}, err
	}
	result, err := find(ctx, r)
	if err != nil || !countOther {
		return result, err
	}
	tree, err := Whole(ctx, asked, !r.Loose, find) // more reports may have the texts when separators are ignored
	if err != nil {
		return Result{}, err
	}
	other, err := find(ctx, r.Other(tree))
	result.Other = other.Total
	return result, err
}

// Whole returns a tree that matches the same paragraphs as tree, and asks nothing of whole reports: instead of each such part
// it names the reports that answer it, after one search for the texts of all parts. loose is that of the request.
func Whole(ctx context.Context, tree query.Node, loose bool, find Finder) (query.Node, error) {
	if !asksForWhole(tree) {
		return tree, nil
	}
	var any query.Or
	at := map[string]int{} // where each text stands in counts.Terms, by its key
	var counts ReportCounts
	eachWhole(tree, func(part query.Same) query.Node {
		for _, n := range query.Sought(part) {
			term := query.AsOutside(n)
			if _, known := at[term.Key()]; !known {
				at[term.Key()] = len(counts.Terms)
				counts.Terms = append(counts.Terms, term)
				any.Nodes = append(any.Nodes, n)
			}
		}
		return part
	})
	if _, err := find(ctx, Request{Query: any, Loose: loose, Collect: []Collector{&counts}}); err != nil {
		return nil, err
	}
	return eachWhole(tree, func(part query.Same) query.Node { return nameReports(part, at, counts.Reports) }), nil
}

// eachWhole returns a tree with other nodes for its parts that ask for something of whole reports.
func eachWhole(tree query.Node, other func(query.Same) query.Node) query.Node {
	return query.Map(tree, func(n query.Node) query.Node {
		if same, ok := n.(query.Same); ok && same.Unit == query.WholeReport {
			return other(same)
		}
		return n
	})
}

func asksForWhole(tree query.Node) bool {
	if same, ok := tree.(query.Same); ok && same.Unit == query.WholeReport {
		return true
	}
	return slices.ContainsFunc(query.Children(tree), asksForWhole)
}

// nameReports returns a tree for a part that asks for something of whole reports, which have the texts so often.
func nameReports(part query.Same, at map[string]int, reports []Group) query.Node {
	passes := func(occurs []int) bool {
		return answers(part.Node, func(term query.Outside) bool { return occurs != nil && occurs[at[term.Key()]] > 0 })
	}
	// reports without any of the texts are not counted: if they pass, those that fail are named
	rest := passes(nil)
	filter := query.Filter{Field: query.Report, Values: []string{}}
	for _, g := range reports {
		if passes(g.Terms) != rest {
			filter.Values = append(filter.Values, g.Report.ID)
		}
	}
	var all query.And
	if shown := query.Shown(part); len(shown) > 0 {
		all.Nodes = append(all.Nodes, query.Or{Nodes: shown})
	}
	if rest {
		all.Nodes = append(all.Nodes, query.Not{Node: filter})
	} else {
		all.Nodes = append(all.Nodes, filter)
	}
	return query.Or{Nodes: []query.Node{all}} // no condition of the query (query.Conditions), which could be left out
}

// answers reports whether a tree of texts holds for a text of which occurs says what it has.
func answers(tree query.Node, occurs func(query.Outside) bool) bool {
	switch n := tree.(type) {
	case query.Text, query.Outside:
		return occurs(query.AsOutside(n))
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return !answers(child, occurs) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return answers(child, occurs) })
	case query.Not:
		return !answers(n.Node, occurs)
	}
	return false
}
