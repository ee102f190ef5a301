package query

// both gives the normal form of an And of the nodes, of which some may be nil.
func both(nodes []Node) Node {
	flat := flatten(nodes, func(n Node) []Node {
		if and, ok := n.(And); ok {
			return and.Nodes
		}
		return []Node{n}
	})
	if len(flat) > 1 {
		return And{flat}
	}
	return only(flat)
}

// either gives the normal form of an Or of the nodes, of which some may be nil.
func either(nodes []Node) Node {
	flat := flatten(nodes, func(n Node) []Node {
		if or, ok := n.(Or); ok {
			return or.Nodes
		}
		return []Node{n}
	})
	if len(flat) > 1 {
		return Or{flat}
	}
	return only(flat)
}

// flatten puts the parts of the nodes in a row and leaves out those that stand there already: two nodes are the same
// when they print the same.
func flatten(nodes []Node, parts func(Node) []Node) []Node {
	var flat []Node
	seen := map[string]bool{"": true} // nil prints so
	for _, n := range nodes {
		for _, part := range parts(n) {
			if printed := Print(part); !seen[printed] {
				seen[printed] = true
				flat = append(flat, part)
			}
		}
	}
	return flat
}

// only gives the one node there is, or nil.
func only(nodes []Node) Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[0]
}

// negation gives the normal form of a Not.
func negation(n Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case Not:
		return n.Node
	}
	return Not{n}
}

// WithFilters restricts a tree in normal form to what the filters admit too, as if they had been typed behind it. A nil
// tree stays nil: filters alone are a search only when they are typed.
func WithFilters(n Node, filters ...Filter) Node {
	if n == nil {
		return nil
	}
	nodes := []Node{n}
	for _, f := range filters {
		nodes = append(nodes, f)
	}
	return both(nodes)
}

// Filters gives the filters that hold for every match: the tree itself, or those that stand in its topmost And.
func Filters(n Node) []Filter {
	var filters []Filter
	for _, part := range conjuncts(n) {
		if f, ok := part.(Filter); ok {
			filters = append(filters, f)
		}
	}
	return filters
}

// conjuncts gives the nodes that all have to match.
func conjuncts(n Node) []Node {
	switch n := n.(type) {
	case nil:
		return nil
	case And:
		return n.Nodes
	}
	return []Node{n}
}

// Texts gives the texts that a match may show, each once, in the order in which they were typed: all but those below
// a Not.
func Texts(n Node) []Text {
	var texts []Text
	seen := map[Text]bool{}
	var walk func(nodes ...Node)
	walk = func(nodes ...Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case Text:
				if !seen[n] {
					seen[n] = true
					texts = append(texts, n)
				}
			case And:
				walk(n.Nodes...)
			case Or:
				walk(n.Nodes...)
			case Same:
				walk(n.Node)
			case Near:
				walk(n.Left, n.Right)
			}
		}
	}
	walk(n)
	return texts
}
