package match

import (
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Filter is a compiled query.Filter. Whether a paragraph passes depends on its report alone, or for query.Section on
// its section alone, so that an engine may ask once for each.
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

// Admits says whether a paragraph passes that stands in a report with the header h, under the section titles of path.
func (f Filter) Admits(h *corpus.Header, path []string) bool {
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
		return f.stands(h.Title)
	case query.Section:
		return slices.ContainsFunc(path, f.stands)
	}
	return false
}

func (f Filter) has(value string) bool { return slices.Contains(f.Values, value) }

// stands says whether one of the values has an occurrence in title.
func (f Filter) stands(title string) bool {
	folded := text.Fold(title)
	return slices.ContainsFunc(f.patterns, func(p text.Pattern) bool {
		_, ok := p.Next(folded, 0)
		return ok
	})
}
