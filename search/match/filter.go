package match

import (
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/region"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Filter is a compiled tree of filters and nothing else: it looks at no text. Its verdict depends on a paragraph's report
// and, if it is BySection, on its Place, so an engine needs to ask only once for each.
type Filter struct {
	// Field is the one that all of its filters are of, empty if they are of several.
	Field query.Field

	root     filterTree
	sections []text.Pattern // what its filters by section look for
	set      *text.Set      // of these, when there are many
	byRole   bool           // it has filters by role
}

// A Place says where in its report a paragraph stands.
type Place struct {
	Titles string // of its section path, by FoldTitles
	Role   corpus.Role
}

// PlaceOf returns the place of a paragraph.
func PlaceOf(p *corpus.Paragraph) Place { return Place{string(FoldTitles(p.Section)), p.Role} }

// A filterTree is a node of a Filter.
type filterTree struct {
	kind     filterKind
	children []filterTree

	// of a leaf
	query.Filter
	values   map[string]bool // of many
	dates    []query.Dates
	patterns []text.Pattern // what Title and Section look for
	first    int32          // index in Filter.sections of the first of them
}

type filterKind int

const (
	aFilter filterKind = iota
	allFilters
	anyFilter
	noFilter
)

// NewFilter compiles a tree that has only filters: a query.Filter, or a node of query.Conditions.
func NewFilter(tree query.Node) Filter {
	f := Filter{Field: query.FieldOf(tree)}
	f.root = f.compile(tree)
	if len(f.sections) >= manyTexts {
		f.set = text.NewSet(f.sections)
	}
	return f
}

// onlyFilters reports whether a tree has filters and no texts.
func onlyFilters(tree query.Node) bool {
	switch n := tree.(type) {
	case query.Filter:
		return true
	case query.And, query.Or, query.Not:
		children := query.Children(n)
		return len(children) > 0 && !slices.ContainsFunc(children, func(n query.Node) bool { return !onlyFilters(n) })
	}
	return false
}

func (f *Filter) compile(tree query.Node) filterTree {
	switch n := tree.(type) {
	case query.Filter:
		n = Expand(n)
		leaf := filterTree{Filter: n, first: int32(len(f.sections))}
		switch {
		case n.Field == query.Date:
			for _, v := range n.Values {
				leaf.dates = append(leaf.dates, query.ParseDates(v))
			}
		case n.Field == query.Title, n.Field == query.Section, n.Field == query.Meeting:
			for _, v := range n.Values {
				leaf.patterns = append(leaf.patterns, text.NewPattern(v))
			}
		case len(n.Values) >= manyValues:
			leaf.values = map[string]bool{}
			for _, v := range n.Values {
				leaf.values[v] = true
			}
		}
		if n.Field == query.Section {
			f.sections = append(f.sections, leaf.patterns...)
		}
		f.byRole = f.byRole || n.Field == query.Role
		return leaf
	case query.And:
		return filterTree{kind: allFilters, children: f.compileAll(n.Nodes)}
	case query.Or:
		return filterTree{kind: anyFilter, children: f.compileAll(n.Nodes)}
	}
	return filterTree{kind: noFilter, children: f.compileAll(query.Children(tree))}
}

func (f *Filter) compileAll(trees []query.Node) (nodes []filterTree) {
	for _, t := range ByCost(trees) {
		nodes = append(nodes, f.compile(t))
	}
	return nodes
}

// BySection reports whether f looks at the Place of a paragraph, beside the report.
func (f Filter) BySection() bool { return f.byRole || len(f.sections) > 0 }

// Admits reports whether a paragraph passes that belongs to a report with the header h and stands at a place in it. A filter that
// is not BySection does not look at the place.
func (f Filter) Admits(h *corpus.Header, at Place) bool {
	v := filterView{header: h, Place: at}
	if f.set != nil {
		v.hits, _ = f.set.AppendAll(nil, at.Titles, nil)
		v.sought = true
	}
	return f.root.admits(&v)
}

// A filterView is what a Filter looks at.
type filterView struct {
	Place
	header  *corpus.Header
	sought  bool       // hits has all sections that occur in Titles
	hits    []text.Hit // by their index in Filter.sections
	pass    bool       // filters by section count as passed
	anyRole bool       // and so do filters by role
}

func (n *filterTree) admits(v *filterView) bool {
	switch n.kind {
	case allFilters:
		for i := range n.children {
			if !n.children[i].admits(v) {
				return false
			}
		}
		return true
	case anyFilter:
		for i := range n.children {
			if n.children[i].admits(v) {
				return true
			}
		}
		return false
	case noFilter:
		return !n.children[0].admits(v)
	}
	switch n.Field {
	case query.Year:
		return v.header.Year != 0 && n.Years.From <= v.header.Year && (n.Years.To == 0 || v.header.Year <= n.Years.To)
	case query.Region:
		return n.has(v.header.Region)
	case query.Level:
		return n.has(string(v.header.Level))
	case query.Kind:
		return n.has(string(v.header.Kind))
	case query.Report:
		return n.has(v.header.ID)
	case query.Title:
		return n.occursIn(text.Fold(v.header.Title))
	case query.Date:
		return slices.ContainsFunc(n.dates, func(d query.Dates) bool { return d.Admit(v.header.Date) })
	case query.Month:
		return n.has(monthOf(v.header.Date))
	case query.Speaker:
		return v.header.Speaker != "" && n.has(text.Fold(v.header.Speaker))
	case query.Meeting:
		return n.occursIn(text.Fold(v.header.Meeting))
	case query.Missing:
		return slices.ContainsFunc(n.Values, func(field string) bool { return lacks(v.header, field) })
	case query.Section:
		return v.pass || n.inSection(v)
	case query.Role:
		return v.anyRole || n.has(string(v.Role))
	}
	return false
}

// Expand returns a filter whose values are those that headers have: the regions that lie in one, and folded speakers.
func Expand(f query.Filter) query.Filter {
	switch f.Field {
	case query.Region:
		if !slices.ContainsFunc(f.Values, func(v string) bool { return strings.HasSuffix(v, query.Inside) }) {
			return f
		}
		var names []string
		for _, v := range f.Values {
			of, inside := strings.CutSuffix(v, query.Inside)
			names = append(names, of)
			if r, ok := region.Find(of); ok && inside {
				names = append(names, region.Inside(r)...)
			}
		}
		f.Values = names
	case query.Speaker:
		folded := make([]string, len(f.Values))
		for i, v := range f.Values {
			folded[i] = text.Fold(v)
		}
		f.Values = folded
	}
	return f
}

// monthOf returns the month of a day such as 2021-01-28, as 1; empty if it is unknown.
func monthOf(day string) string {
	if len(day) < len("2021-01") {
		return ""
	}
	return strings.TrimPrefix(day[len("2021-"):len("2021-01")], "0")
}

// lacks reports whether a report has no value in a field.
func lacks(h *corpus.Header, field string) bool {
	switch field {
	case "title":
		return h.Title == ""
	case "region":
		return h.Region == ""
	case "level":
		return h.Level == ""
	case "year":
		return h.Year == 0
	case "date":
		return h.Date == ""
	case "meeting":
		return h.Meeting == ""
	case "speaker":
		return h.Speaker == ""
	}
	return false
}

// manyValues is the number of values from which a map is faster than a list.
const manyValues = 16

func (n *filterTree) has(value string) bool {
	if n.values != nil {
		return n.values[value]
	}
	return slices.Contains(n.Values, value)
}

// occursIn reports whether one of the values has an occurrence in a folded text.
func (n *filterTree) occursIn(folded string) bool {
	return slices.ContainsFunc(n.patterns, func(p text.Pattern) bool {
		_, ok := p.Next(folded, 0)
		return ok
	})
}

func (n *filterTree) inSection(v *filterView) bool {
	if !v.sought {
		return n.occursIn(v.Titles)
	}
	return slices.ContainsFunc(v.hits, func(h text.Hit) bool {
		return h.Pattern >= n.first && h.Pattern < n.first+int32(len(n.patterns))
	})
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
