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
	asked, countLoosely := r.Query, r.CountLoosely
	r.CountLoosely = false
	var err error
	if r.Query, err = Whole(ctx, asked, r.Loose, find); err != nil {
		return Result{}, err
	}
	result, err := find(ctx, r)
	if err != nil || !countLoosely {
		return result, err
	}
	loosely, err := Whole(ctx, asked, true, find) // other reports may have the texts when separators are ignored
	if err != nil {
		return Result{}, err
	}
	loose, err := find(ctx, r.Loosely(loosely))
	result.Loose = loose.Total
	return result, err
}

// Whole returns a tree that matches the same paragraphs as tree, and asks nothing of whole reports: instead of each such part
// it names the reports that answer it, after one search for the texts of all parts. loose is that of the request.
func Whole(ctx context.Context, tree query.Node, loose bool, find Finder) (query.Node, error) {
	if !asksForWhole(tree) {
		return tree, nil
	}
	var any query.Or
	at := map[query.Text]int{} // where each text stands in counts.Terms
	var counts ReportCounts
	eachWhole(tree, func(part query.Same) query.Node {
		for _, t := range allTexts(part) {
			if _, known := at[t]; !known {
				at[t] = len(counts.Terms)
				counts.Terms = append(counts.Terms, query.Outside{Text: t})
				any.Nodes = append(any.Nodes, t)
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
func nameReports(part query.Same, at map[query.Text]int, reports []Group) query.Node {
	passes := func(occurs []int) bool {
		return answers(part.Node, func(t query.Text) bool { return occurs != nil && occurs[at[t]] > 0 })
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
	if shown := query.Texts(part); len(shown) > 0 {
		var one query.Or
		for _, t := range shown {
			one.Nodes = append(one.Nodes, t)
		}
		all.Nodes = append(all.Nodes, one)
	}
	if rest {
		all.Nodes = append(all.Nodes, query.Not{Node: filter})
	} else {
		all.Nodes = append(all.Nodes, filter)
	}
	return query.Or{Nodes: []query.Node{all}} // no condition of the query (query.Conditions), which could be left out
}

// allTexts returns the texts of a tree, each once, those below a Not too.
func allTexts(tree query.Node) (texts []query.Text) {
	if t, ok := tree.(query.Text); ok {
		return []query.Text{t}
	}
	for _, child := range query.Children(tree) {
		for _, t := range allTexts(child) {
			if !slices.Contains(texts, t) {
				texts = append(texts, t)
			}
		}
	}
	return texts
}

// answers reports whether a tree of texts holds for a text of which occurs says what it has.
func answers(tree query.Node, occurs func(query.Text) bool) bool {
	switch n := tree.(type) {
	case query.Text:
		return occurs(n)
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return !answers(child, occurs) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(child query.Node) bool { return answers(child, occurs) })
	case query.Not:
		return !answers(n.Node, occurs)
	}
	return false
}
