package query

import (
	"slices"
	"strings"
)

// A Lang is a language that Explain and notes speak.
type Lang string

const (
	LangZH Lang = "zh"
	LangEN Lang = "en"
)

// Explain says in a sentence, without a full stop, what a tree asks for: 同时包含“高质量发展”和“乡村振兴”，年份 2020—2024. Long
// texts are shortened in the middle. Any Lang but LangEN speaks Chinese.
func Explain(n Node, lang Lang) string {
	v := &chinese
	if lang == LangEN {
		v = &english
	}
	if n == nil {
		return v.nothing
	}
	return v.sentence(n)
}

// sentence says a whole tree: what it asks for, then what it rules out, then the filters.
func (v *voice) sentence(n Node) string {
	if or, ok := n.(Or); ok && v.plain(or.Nodes) == nil && yearList(or) == "" {
		return v.alternatives(or)
	}
	positive, negative, filters := v.clauses(conjuncts(n), v.either)
	said := strings.Join(positive, v.andAlso)
	if said == "" {
		said = v.everything
	}
	return strings.Join(slices.Concat([]string{said}, negative, filters), v.comma)
}

// clauses says the nodes of an And one by one, its texts together. How it says an Or depends on what stands beside it.
func (v *voice) clauses(nodes []Node, or func(Or) string) (positive, negative, filters []string) {
	if texts := v.texts(nodes); len(texts) > 0 {
		positive = append(positive, v.containsAll(texts))
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case Text:
		case Not:
			negative = append(negative, v.without(n.Node))
		case Filter:
			filters = append(filters, v.filter(n))
		case Or:
			if yearList(n) != "" {
				filters = append(filters, v.either(n))
			} else {
				positive = append(positive, or(n))
			}
		default:
			positive = append(positive, v.clause(n))
		}
	}
	return positive, negative, filters
}

// clause says a node as part of a sentence, in such a way that the sentence has one reading.
func (v *voice) clause(n Node) string {
	switch n := n.(type) {
	case Text:
		return v.contains + v.quote(n.Value)
	case And:
		positive, negative, filters := v.clauses(n.Nodes, v.oneOf)
		return strings.Join(slices.Concat(positive, negative, filters), v.and)
	case Or:
		return v.either(n)
	case Not:
		return v.without(n.Node)
	case Same:
		return v.same(n)
	case Near:
		return v.near(n)
	case Filter:
		return v.filter(n)
	}
	return ""
}

// texts gives the quoted values of those nodes that are texts.
func (v *voice) texts(nodes []Node) []string {
	var said []string
	for _, n := range nodes {
		if text, ok := n.(Text); ok {
			said = append(said, v.quote(text.Value))
		}
	}
	return said
}

// plain gives the quoted values of nodes that are all texts, or nil.
func (v *voice) plain(nodes []Node) []string {
	if texts := v.texts(nodes); len(texts) == len(nodes) {
		return texts
	}
	return nil
}
