package match

import (
	"maps"
	"slices"

	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A CandidateTree says which paragraphs may match a query, in terms of what an index knows of them: a Required, a Passing,
// an AllOf or an AnyOf. It admits every paragraph that matches, strictly or loosely, and others besides; a Matcher decides.
// A nil CandidateTree admits every paragraph.
//
// An engine translates it with one type switch, into bitmaps or a query of its own, and takes for nil whatever it has no
// index of.
type CandidateTree interface{ candidates() }

type (
	// Required admits the paragraphs that have all of the terms in a field: those that an occurrence of a text there
	// requires. There is one at least, and none comes twice.
	Required struct {
		// Field is query.Title for the title of the report, query.Section for the titles of the section path, and empty
		// for the text of the paragraph. Its terms are text.Terms of what is there, folded and loosened.
		Field query.Field
		Terms []string
	}

	// Passing admits the paragraphs that pass a filter by year, region, level, kind, report or role, and no others.
	Passing struct{ query.Filter }

	// AllOf admits what each of its nodes admits. It has two at least; none is nil or an AllOf.
	AllOf []CandidateTree

	// AnyOf admits what one of its nodes admits. None is nil.
	AnyOf []CandidateTree
)

func (Required) candidates() {}
func (Passing) candidates()  {}
func (AllOf) candidates()    {}
func (AnyOf) candidates()    {}

// Candidates returns the candidates of a query. A Not admits every paragraph, because no term tells where a text is missing, but
// what an And excludes is no alternative elsewhere in it: (a OR b) NOT a asks for b.
func Candidates(tree query.Node) CandidateTree { return candidates(tree, nil) }

// candidates returns those of a tree in paragraphs where none of the excluded trees, as they are printed, holds.
func candidates(tree query.Node, excluded map[string]bool) CandidateTree {
	switch n := tree.(type) {
	case query.Text:
		return required("", n.Value)
	case query.Filter:
		return passing(n)
	case query.Not:
		return nil
	case query.Same:
		if n.Unit == query.WholeReport {
			return Candidates(anyText(n))
		}
		excluded = nil // what the paragraph lacks, one of its sentences may have: it is a paragraph of its own
	case query.And:
		excluded = excluding(n, excluded)
	case query.Or:
		nodes := n.Nodes
		if len(excluded) > 0 {
			nodes = slices.DeleteFunc(slices.Clone(nodes), func(n query.Node) bool { return excluded[query.Print(n)] })
		}
		switch len(nodes) {
		case 0: // it never holds, which no candidates say
			nodes = n.Nodes
		case 1:
			return candidates(nodes[0], excluded)
		}
		return anyOf(nodes, func(n query.Node) CandidateTree { return candidates(n, excluded) })
	}
	return allOf(query.Children(tree), excluded) // whatever else there is asks for all that is below it
}

// excluding returns what is excluded below an And: what is above it, and the trees that none of its Nots admits.
func excluding(and query.And, above map[string]bool) map[string]bool {
	isNot := func(n query.Node) bool { _, ok := n.(query.Not); return ok }
	if !slices.ContainsFunc(and.Nodes, isNot) || !slices.ContainsFunc(and.Nodes, func(n query.Node) bool { return !isNot(n) }) {
		return above
	}
	excluded := map[string]bool{}
	maps.Copy(excluded, above)
	for _, n := range and.Nodes {
		not, ok := n.(query.Not)
		if !ok {
			continue
		}
		alternatives := []query.Node{not.Node}
		if or, ok := not.Node.(query.Or); ok {
			alternatives = or.Nodes
		}
		for _, alternative := range alternatives {
			excluded[query.Print(alternative)] = true
		}
	}
	return excluded
}

func allOf(trees []query.Node, excluded map[string]bool) CandidateTree {
	var all AllOf
	for _, t := range trees {
		switch c := candidates(t, excluded).(type) {
		case nil:
		case AllOf:
			all = append(all, c...)
		default:
			all = append(all, c)
		}
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

func anyOf[T any](parts []T, candidates func(T) CandidateTree) CandidateTree {
	alternatives := make(AnyOf, len(parts))
	for i, part := range parts {
		if alternatives[i] = candidates(part); alternatives[i] == nil {
			return nil
		}
	}
	return alternatives
}

// passing returns the candidates of a filter. One by title or section asks for an occurrence of one of its values.
func passing(f query.Filter) CandidateTree {
	if f.Field != query.Title && f.Field != query.Section {
		return Passing{f}
	}
	return anyOf(f.Values, func(value string) CandidateTree { return required(f.Field, value) })
}

// required returns the candidates of a text. One of nothing but separators may occur anywhere.
func required(field query.Field, value string) CandidateTree {
	terms := text.NewPattern(value).RequiredTerms()
	if len(terms) == 0 {
		return nil
	}
	return Required{field, terms}
}
