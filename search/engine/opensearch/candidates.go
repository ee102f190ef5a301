package opensearch

import (
	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
	"gongbao/search/query"
)

// clauses is how many terms a query asks for at most; OpenSearch takes 1,024 in all. More would admit no less: texts that
// have so many in common are the same.
const clauses = 512

// candidates translates a candidate tree into filters that all have to pass; none for nil.
func candidates(tree match.CandidateTree) []object {
	return filters(tree, max(1, clauses/max(1, texts(tree))))
}

// filters asks for so many terms of each text at most.
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

// termFields are the fields of a document that terms are looked up in.
var termFields = map[query.Field]string{"": "grams", query.Title: "label_grams", query.Section: "section_grams"}

// required asks for the terms of a text; of very many, for some that lie evenly in it.
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

// texts counts the texts that a candidate tree asks terms of.
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

// years gives the bounds of a range, within what the field can hold.
func years(y query.Years) object {
	from, to := yearBounds(y)
	return object{"gte": from, "lte": to}
}

// yearBounds are the first and the last year of a range; reports without a year, which have 0, are in none.
func yearBounds(y query.Years) (from, to int) {
	if to = y.To; to == 0 {
		to = unknownAge
	}
	return min(max(y.From, 1), unknownAge), min(to, unknownAge)
}

// remainder returns what of a tree the script has to look at in its candidates: the filters that they are exact about are left
// out.
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
