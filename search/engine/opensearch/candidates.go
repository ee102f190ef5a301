package opensearch

import (
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
	"gongbao/search/query"
)

// clauses is the maximum number of terms in a query; OpenSearch accepts 1,024 clauses in all. More terms would hardly
// exclude further candidates.
const clauses = 512

// candidates translates a candidate tree into filters, all of which must match; none for nil.
func candidates(tree match.CandidateTree) []object {
	return filters(tree, max(1, clauses/max(1, texts(tree))))
}

// filters translates a tree with at most that many terms per text.
func filters(tree match.CandidateTree, most int) []object {
	switch n := tree.(type) {
	case match.Required:
		return required(n, most)
	case match.Passing:
		return []object{passing(n.Filter)}
	case match.AllOf:
		var every []object
		for _, child := range n {
			every = append(every, filters(child, most)...)
		}
		return every
	case match.AnyOf:
		one := make([]object, len(n))
		for i, child := range n {
			one[i] = all(filters(child, most)...)
		}
		return []object{{"bool": object{"should": one, "minimum_should_match": 1}}}
	}
	return nil
}

// termFields are the document fields that hold terms.
var termFields = map[query.Field]string{"": "grams", query.Title: "label_grams", query.Section: "section_grams"}

// required returns filters for the terms of a text, or for an evenly spaced sample of very many.
func required(r match.Required, most int) []object {
	every := make([]object, min(len(r.Terms), most))
	for i := range every {
		every[i] = object{"term": object{termFields[r.Field]: encoded.Term(r.Terms[i*len(r.Terms)/len(every)])}}
	}
	return every
}

func passing(f query.Filter) object {
	if f.Field == query.Year {
		return object{"range": object{"year": years(f.Years)}}
	}
	return object{"terms": object{string(f.Field): f.Values}}
}

// texts returns the number of texts in a candidate tree.
func texts(tree match.CandidateTree) int {
	n := 0
	var children []match.CandidateTree
	switch t := tree.(type) {
	case match.Required:
		n = 1
	case match.AllOf:
		children = t
	case match.AnyOf:
		children = t
	}
	for _, child := range children {
		n += texts(child)
	}
	return n
}

// years returns the bounds of a range, clamped to the range of the field.
func years(y query.Years) object {
	from, to := yearBounds(y)
	return object{"gte": from, "lte": to}
}

// yearBounds returns the first and the last year of a range. Reports without a year have 0 and are in no range.
func yearBounds(y query.Years) (from, to int) {
	if to = y.To; to == 0 {
		to = unknownAge
	}
	return min(max(y.From, 1), unknownAge), min(to, unknownAge)
}

// remainder returns the part of a tree that the script must check in candidates: all but the filters that candidates
// decide exactly.
func remainder(tree query.Node) query.Node {
	if isExact(tree) {
		return query.And{}
	}
	and, ok := tree.(query.And)
	if !ok {
		return tree
	}
	var rest []query.Node
	for _, n := range and.Nodes {
		if !isExact(n) {
			rest = append(rest, n)
		}
	}
	if len(rest) == 1 {
		return rest[0]
	}
	return query.And{Nodes: rest}
}

func isExact(n query.Node) bool {
	f, ok := n.(query.Filter)
	return ok && f.Field != query.Title && f.Field != query.Section
}
