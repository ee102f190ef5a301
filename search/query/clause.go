package query

import (
	"strconv"
	"strings"
)

func (v *voice) containsAll(texts []string) string {
	if len(texts) == 1 {
		return v.contains + texts[0]
	}
	return v.containsBoth + v.list(texts, v.lastAnd)
}

// alternatives says an Or that nothing else stands beside.
func (v *voice) alternatives(or Or) string {
	said := make([]string, len(or.Nodes))
	for i, n := range or.Nodes {
		said[i] = v.clause(n)
	}
	return strings.Join(said, v.orElse)
}

// either says an Or as a clause.
func (v *voice) either(or Or) string {
	if texts := v.plain(or.Nodes); texts != nil {
		return v.contains + v.list(texts, v.lastOr)
	}
	if yearList(or) == "" {
		return v.open + v.alternatives(or) + v.close
	}
	years := make([]string, len(or.Nodes))
	for i, n := range or.Nodes {
		years[i] = v.years(n.(Filter).Years)
	}
	return v.field[Year] + v.list(years, v.valueOr)
}

// oneOf says an Or among clauses that a mere "and" joins.
func (v *voice) oneOf(or Or) string {
	if texts := v.plain(or.Nodes); texts != nil {
		return v.containsOne + v.list(texts, v.listComma) + v.ofThem
	}
	return v.either(or)
}

// without says what a Not of n asks for.
func (v *voice) without(n Node) string {
	switch n := n.(type) {
	case Text:
		return v.lacks + v.quote(n.Value)
	case Filter:
		return v.excluding + v.filter(n)
	case Or:
		if texts := v.plain(n.Nodes); texts != nil {
			return v.lacksAll + v.list(texts, v.listComma) + v.anyOfThem
		}
		if yearList(n) != "" {
			return v.excluding + v.either(n)
		}
	case And:
		if texts := v.plain(n.Nodes); texts != nil {
			return v.lacksBoth + v.list(texts, v.lastAnd)
		}
		return v.excludingThose + v.open + v.clause(n) + v.close + v.those
	}
	return v.excludingThose + v.clause(n) + v.those
}

func (v *voice) same(same Same) string {
	if and, ok := same.Node.(And); ok {
		if texts := v.plain(and.Nodes); texts != nil {
			return v.within[same.Unit] + v.contains + v.list(texts, v.lastAnd)
		}
	}
	return v.within[same.Unit] + v.clause(same.Node)
}

func (v *voice) near(near Near) string {
	form := v.apart
	if near.Distance == 0 {
		form = v.adjacent
	}
	left, right := v.quote(near.Left.Value), v.quote(near.Right.Value)
	return strings.NewReplacer("{a}", left, "{b}", right, "{n}", strconv.Itoa(near.Distance)).Replace(form)
}
