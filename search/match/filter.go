package match

import (
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Filter is a compiled query.Filter. Its verdict depends on a paragraph's section path alone if it is BySection, and on
// the report alone if not, so an engine needs to ask only once for each.
type Filter struct {
	query.Filter
	patterns []text.Pattern // what Title and Section look for
}

// NewFilter compiles f.
func NewFilter(f query.Filter) Filter {
	compiled := Filter{Filter: f}
	for _, v := range f.Values {
		compiled.patterns = append(compiled.patterns, text.NewPattern(v))
	}
	return compiled
}

// BySection reports whether f looks at the section path, and not at the report.
func (f Filter) BySection() bool { return f.Field == query.Section }

// Admits reports whether a paragraph passes that belongs to a report with the header h and has the section titles that
// FoldTitles wrote. A filter BySection does not look at h, and any other does not look at titles.
func (f Filter) Admits(h *corpus.Header, titles string) bool {
	switch f.Field {
	case query.Year:
		return h.Year != 0 && f.Years.From <= h.Year && (f.Years.To == 0 || h.Year <= f.Years.To)
	case query.Region:
		return f.has(h.Region)
	case query.Level:
		return f.has(string(h.Level))
	case query.Kind:
		return f.has(string(h.Kind))
	case query.Report:
		return f.has(h.ID)
	case query.Title:
		return f.occursIn(text.Fold(h.Title))
	case query.Section:
		return f.occursIn(titles)
	}
	return false
}

func (f Filter) has(value string) bool { return slices.Contains(f.Values, value) }

// occursIn reports whether one of the values has an occurrence in a folded text.
func (f Filter) occursIn(folded string) bool {
	return slices.ContainsFunc(f.patterns, func(p text.Pattern) bool {
		_, ok := p.Next(folded, 0)
		return ok
	})
}

// A Condition is a compiled node of query.Conditions: a filter, or several of which one has to pass.
type Condition []Filter

// NewCondition compiles a node of query.Conditions.
func NewCondition(n query.Node) Condition {
	if f, ok := n.(query.Filter); ok {
		return Condition{NewFilter(f)}
	}
	var c Condition
	for _, child := range query.Children(n) {
		c = append(c, NewCondition(child)...)
	}
	return c
}

// BySection reports whether the verdict depends on the section path, beside the report.
func (c Condition) BySection() bool { return slices.ContainsFunc(c, Filter.BySection) }

// Admits reports whether a paragraph passes, as Filter.Admits does.
func (c Condition) Admits(h *corpus.Header, titles string) bool {
	return slices.ContainsFunc(c, func(f Filter) bool { return f.Admits(h, titles) })
}

// FoldTitles returns the search form of a section path: each title folded, with a line feed behind it. A folded text has
// no line feeds, so no occurrence runs from one title into the next.
func FoldTitles(path []string) []byte {
	var folded []byte
	for _, title := range path {
		folded = append(text.AppendFold(folded, title), '\n')
	}
	return folded
}
