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
	loose, err := find(ctx, Request{Query: loosely, Loose: true})
	result.Loose = loose.Total
	return result, err
}

// Whole returns a tree that matches the same paragraphs as tree, and asks nothing of whole reports: instead of each such part
// it names the reports that answer it, after a search for the part's texts. loose is that of the request.
func Whole(ctx context.Context, tree query.Node, loose bool, find Finder) (query.Node, error) {
	if !asksForWhole(tree) {
		return tree, nil
	}
	var failed error
	named := query.Map(tree, func(n query.Node) query.Node {
		same, ok := n.(query.Same)
		if !ok || same.Unit != query.WholeReport || failed != nil {
			return n
		}
		n, failed = nameReports(ctx, same, loose, find)
		return n
	})
	return named, failed
}

func asksForWhole(tree query.Node) bool {
	if same, ok := tree.(query.Same); ok && same.Unit == query.WholeReport {
		return true
	}
	return slices.ContainsFunc(query.Children(tree), asksForWhole)
}

// nameReports returns a tree for a part that asks for something of whole reports.
func nameReports(ctx context.Context, part query.Same, loose bool, find Finder) (query.Node, error) {
	texts := allTexts(part)
	var any query.Or
	for _, t := range texts {
		any.Nodes = append(any.Nodes, t)
	}
	counts := ReportCounts{Terms: texts}
	if _, err := find(ctx, Request{Query: any, Loose: loose, Collect: []Collector{&counts}}); err != nil {
		return nil, err
	}
	passes := func(occurs []int) bool {
		return answers(part.Node, func(t query.Text) bool { return occurs != nil && occurs[slices.Index(texts, t)] > 0 })
	}
	// reports without any of the texts are not counted: if they pass, those that fail are named
	rest := passes(nil)
	filter := query.Filter{Field: query.Report, Values: []string{}}
	for _, g := range counts.Reports {
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
	return query.Or{Nodes: []query.Node{all}}, nil // no condition of the query (query.Conditions), which could be left out
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
