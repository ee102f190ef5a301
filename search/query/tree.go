package query

import "slices"

// Texts returns the texts that a match may show, each once, in the order typed: all but those below a Not.
func Texts(n Node) []Text {
	if t, ok := n.(Text); ok {
		return []Text{t}
	}
	var texts []Text
	seen := map[Text]bool{}
	for _, n := range Shown(n) {
		if t := AsOutside(n).Text; !seen[t] {
			seen[t] = true
			texts = append(texts, t)
		}
	}
	return texts
}

// Shown returns the nodes, each a Text or an Outside, whose occurrences a match shows, each once, in the order typed: all but those
// below a Not.
func Shown(n Node) []Node { return sought(n, false) }

// Sought returns what Shown does, and those below a Not.
func Sought(n Node) []Node { return sought(n, true) }

func sought(n Node, negative bool) (all []Node) {
	if t, ok := n.(Text); ok {
		return []Node{t}
	}
	seen := map[string]bool{}
	var walk func(Node)
	walk = func(n Node) {
		switch n.(type) {
		case Text, Outside:
			if key := AsOutside(n).Key(); !seen[key] {
				seen[key] = true
				all = append(all, n)
			}
			return
		case Not:
			if !negative {
				return
			}
		}
		for _, child := range Children(n) {
			walk(child)
		}
	}
	walk(n)
	return all
}

// AsOutside returns a Text or an Outside as an Outside, which for a Text has no longer texts.
func AsOutside(n Node) Outside {
	if t, ok := n.(Text); ok {
		return Outside{Text: t}
	}
	return n.(Outside)
}

// Conditions returns the nodes that every match must satisfy and that depend only on the report and the section: the tree itself,
// or those in its topmost And, that are filters or Ors of filters, such as several years.
func Conditions(n Node) []Node {
	var conditions []Node
	for _, part := range Conjuncts(n) {
		if isCondition(part) {
			conditions = append(conditions, part)
		}
	}
	return conditions
}

// FieldOf returns the field of all filters of a condition, and "" if it has filters of several fields.
func FieldOf(condition Node) Field {
	if f, ok := condition.(Filter); ok {
		return f.Field
	}
	field := Field("")
	for i, child := range Children(condition) {
		of := FieldOf(child)
		if i > 0 && of != field {
			return ""
		}
		field = of
	}
	return field
}

// Without returns a tree without its conditions of certain fields alone. An And of no nodes, which matches every
// paragraph, is left of a tree that is nothing else.
func Without(n Node, fields ...Field) Node {
	var rest []Node
	for _, part := range Conjuncts(n) {
		if !isCondition(part) || !slices.Contains(fields, FieldOf(part)) {
			rest = append(rest, part)
		}
	}
	if len(rest) == 1 {
		return rest[0]
	}
	return And{rest}
}

func isCondition(n Node) bool {
	if _, ok := n.(Or); ok {
		return !slices.ContainsFunc(Children(n), func(child Node) bool { return !isCondition(child) })
	}
	_, ok := n.(Filter)
	return ok
}

// WithFilters restricts a tree in normal form by filters, as if they were typed behind it. A nil tree stays nil:
// filters alone are a search only when typed.
func WithFilters(n Node, filters ...Node) Node {
	if n == nil || len(filters) == 0 {
		return n
	}
	return both(append([]Node{n}, filters...))
}

// both returns the normal form of an And of the nodes, some of which may be nil.
func both(nodes []Node) Node {
	flat := flatten(nodes, Conjuncts)
	if len(flat) > 1 {
		return And{flat}
	}
	return only(flat)
}

// Either returns the normal form of an Or of the nodes, some of which may be nil: the node itself where there is one.
func Either(nodes []Node) Node {
	flat := flatten(nodes, disjuncts)
	if len(flat) > 1 {
		return Or{flat}
	}
	return only(flat)
}

// Conjuncts returns the nodes that must all match.
func Conjuncts(n Node) []Node {
	if and, ok := n.(And); ok {
		return and.Nodes
	}
	return alone(n)
}

// disjuncts returns the nodes at least one of which must match.
func disjuncts(n Node) []Node {
	if or, ok := n.(Or); ok {
		return or.Nodes
	}
	return alone(n)
}

// alone returns a list of the one node, and an empty list for nil.
func alone(n Node) []Node {
	if n == nil {
		return nil
	}
	return []Node{n}
}

// flatten joins the parts of the nodes into one list without repetition.
func flatten(nodes []Node, parts func(Node) []Node) []Node {
	var flat []Node
	for _, n := range nodes {
		flat = append(flat, parts(n)...)
	}
	if len(flat) < 2 {
		return flat
	}
	known := map[string]bool{}
	return slices.DeleteFunc(flat, func(part Node) bool {
		printed := Print(part)
		repeated := known[printed]
		known[printed] = true
		return repeated
	})
}

// only returns the one node there is, or nil.
func only(nodes []Node) Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[0]
}

// negation returns the normal form of a Not.
func negation(n Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case Not:
		return n.Node
	}
	return Not{n}
}
