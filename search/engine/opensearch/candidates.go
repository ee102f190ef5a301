package opensearch

import (
	"slices"

	"gongbao/search/engine/opensearch/encoded"
	"gongbao/search/match"
	"gongbao/search/query"
)

// clauses is the maximum number of terms in a query; OpenSearch accepts 1,024 clauses in all. More terms would hardly
// exclude further candidates.
const clauses = 512

// candidates translates a candidate tree into filters, all of which must match; none for nil.
func candidates(tree match.CandidateTree) []object {
	most := clauses / max(1, texts(tree))
	every, ok := tree.(match.AllOf)
	if most > 0 || !ok {
		return filters(tree, most)
	}
	var some []object
	for _, child := range every[:min(len(every), clauses)] {
		some = append(some, filters(child, most)...)
	}
	return some
}

// filters translates a tree with at most that many terms per text. There are so many texts that an alternative has only one
// where most is 0.
func filters(tree match.CandidateTree, most int) []object {
	switch n := tree.(type) {
	case match.Required:
		return required(n, most)
	case match.Passing:
		return []object{passing(n.Filter)}
	case match.AllOf:
		var every []object
		for _, child := range n {
			if every = append(every, filters(child, most)...); most == 0 {
				break
			}
		}
		return every
	case match.AnyOf:
		return []object{oneOf(alternatives(n, most)...)}
	}
	return nil
}

// alternatives translates the nodes of an AnyOf. Where there are many, those of one term each become one
// clause for each field.
func alternatives(n match.AnyOf, most int) (one []object) {
	listed := map[query.Field][]string{}
	for _, child := range n {
		if all, ok := child.(match.AllOf); ok && most == 0 {
			child = all[0]
		}
		if r, ok := child.(match.Required); ok && most <= 1 {
			listed[r.Field] = append(listed[r.Field], encoded.Term(r.Terms[0]))
			continue
		}
		one = append(one, all(filters(child, most)...))
	}
	for _, field := range []query.Field{"", query.Title, query.Section} {
		if list := listed[field]; len(list) > 0 {
			one = append(one, terms(termFields[field], list))
		}
	}
	return one
}

// termFields are the document fields that hold terms.
var termFields = map[query.Field]string{"": "grams", query.Title: "label_grams", query.Section: "section_grams"}

// required returns filters for the terms of a text, or for an evenly spaced sample of very many.
func required(r match.Required, most int) []object {
	every := make([]object, min(len(r.Terms), max(most, 1)))
	for i := range every {
		every[i] = object{"term": object{termFields[r.Field]: encoded.Term(r.Terms[i*len(r.Terms)/len(every)])}}
	}
	return every
}

func passing(f query.Filter) object {
	if f.Field == query.Year {
		return object{"range": object{"year": years(f.Years)}}
	}
	return terms(documentField(f.Field), f.Values)
}

// mostValues is the number of values that OpenSearch accepts in one query by terms.
const mostValues = 65_536

// terms returns a filter for the documents that have one of the values in a field.
func terms(field string, values []string) object {
	if len(values) <= mostValues {
		return object{"terms": object{field: append([]string{}, values...)}}
	}
	var some []object
	for part := range slices.Chunk(values, mostValues) {
		some = append(some, terms(field, part))
	}
	return oneOf(some...)
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
