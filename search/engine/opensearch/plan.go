package opensearch

import (
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A plan says which paragraphs may answer a query, by the grams that they must have and by their reports; nil admits every
// paragraph. It may admit too many and never too few: the script has the last word.
type plan []object

// clauses is how many grams a plan asks for at most; OpenSearch takes 1,024 in all. More would admit no less: texts that
// have so many in common are the same.
const clauses = 512

// planOf plans a tree.
func planOf(tree query.Node) plan {
	p := planner{each: max(1, clauses/max(1, texts(tree)))}
	return p.plan(tree)
}

// A planner knows how many grams it may ask for each text.
type planner struct{ each int }

// plan plans a part of a tree. Negations admit everything, for no gram tells where a text is not.
func (p planner) plan(tree query.Node) plan {
	switch n := tree.(type) {
	case query.Text:
		return p.clues("grams", n.Value)
	case query.Near:
		return append(p.plan(n.Left), p.plan(n.Right)...)
	case query.Same:
		return p.plan(n.Node)
	case query.And:
		var every plan
		for _, child := range n.Nodes {
			every = append(every, p.plan(child)...)
		}
		return every
	case query.Or:
		return anyOf(n.Nodes, p.plan)
	case query.Filter:
		return p.filter(n)
	}
	return nil
}

// anyOf admits what one of the plans of several things admits.
func anyOf[T any](things []T, planOf func(T) plan) plan {
	one := []object{}
	for _, thing := range things {
		p := planOf(thing)
		if p == nil {
			return nil
		}
		one = append(one, all(p...))
	}
	return plan{{"bool": object{"should": one, "minimum_should_match": 1}}}
}

// clues asks for the grams that every text with an occurrence of another has.
func (p planner) clues(field, of string) plan {
	clues := text.NewPattern(of).Clues()
	var every plan
	for i := range min(len(clues), p.each) {
		every = append(every, object{"term": object{field: term(clues[i*len(clues)/min(len(clues), p.each)])}})
	}
	return every
}

func (p planner) filter(f query.Filter) plan {
	switch f.Field {
	case query.Year:
		return plan{{"range": object{"year": years(f.Years)}}}
	case query.Title, query.Section:
		field := map[query.Field]string{query.Title: "label_grams", query.Section: "section_grams"}[f.Field]
		return anyOf(f.Values, func(value string) plan { return p.clues(field, value) })
	}
	return plan{{"terms": object{string(f.Field): f.Values}}}
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

// remainder is what the script has to look at of a tree whose plan holds: of the filters that must hold, none that the plan
// is exact about.
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

// texts counts the texts of a tree, filters' included.
func texts(tree query.Node) (n int) {
	switch t := tree.(type) {
	case query.Text:
		return 1
	case query.Near:
		return 2
	case query.Same:
		return texts(t.Node)
	case query.Not:
		return 0
	case query.And:
		for _, child := range t.Nodes {
			n += texts(child)
		}
	case query.Or:
		for _, child := range t.Nodes {
			n += texts(child)
		}
	case query.Filter:
		return len(t.Values)
	}
	return n
}
