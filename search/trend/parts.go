package trend

import (
	"slices"

	"gongbao/search"
	"gongbao/search/query"
)

// A part of a Request is what one series is of: a query, and the value that its series has of Request.Apart, if any.
type part struct{ query, value string }

// parts returns the parts of a request in the order of its series, or what is wrong with the request.
func (r Request) parts() ([]part, error) {
	if n := len(r.By); n == 0 || n > 2 || n == 2 && r.By[0] == r.By[1] || slices.ContainsFunc(r.By, func(f query.Field) bool { return !slices.Contains(Fields, f) }) {
		return nil, ErrBy
	}
	if r.Apart != "" && (!slices.Contains(Kinds, r.Apart) || slices.Contains(r.By, r.Apart)) {
		return nil, ErrApart
	}
	var parts []part
	for _, q := range r.Queries {
		if r.Apart == "" {
			parts = append(parts, part{query: q})
			continue
		}
		values := Named(r.Apart, r.Filters, q)
		if len(values) == 0 {
			return nil, ErrApart
		}
		for _, value := range values {
			parts = append(parts, part{q, value})
		}
	}
	if len(parts) == 0 || len(parts) > MostSeries {
		return nil, ErrSeries
	}
	return parts, nil
}

// Named returns the values of a field that a filter names, or where none is by the field a condition of a query; of several names of
// one region the first.
func Named(field query.Field, filters []query.Node, asked string) []string {
	for _, n := range append(slices.Clip(filters), query.Conditions(query.Parse(asked).Root)...) {
		if f, ok := n.(query.Filter); ok && f.Field == field {
			return search.DistinctValues(f)
		}
	}
	return nil
}

// filters returns filters that admit of what others do what has the value of the part.
func (p part) filters(others []query.Node, field query.Field) []query.Node {
	if p.value == "" {
		return others
	}
	filters := slices.DeleteFunc(slices.Clone(others), func(n query.Node) bool { return query.FieldOf(n) == field })
	return append(filters, query.Filter{Field: field, Values: []string{p.value}})
}
