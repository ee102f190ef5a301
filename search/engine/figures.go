package engine

import (
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A FigureRequest asks for figures. The zero FigureRequest asks for all.
type FigureRequest struct {
	Filter query.Node    // of filters only, which the figure's paragraph passes; nil admits every paragraph
	Kinds  []figure.Kind // one of these, if there are any
	// Indicators are texts of which one stands in the indicator, if there are any, whatever the width, case and script of either.
	Indicators []string
}

// A Figure is a figure in an index, whole as figure.Of gives it.
type Figure struct {
	Report *corpus.Header // not to be changed
	figure.Figure
}

// A Place is where a paragraph stands in an index.
type Place struct {
	Report  string // id
	Ordinal int    // from 1
}

// Names returns the search forms of Indicators, which are looked for in the search form of an indicator.
func (r FigureRequest) Names() []string {
	names := make([]string, len(r.Indicators))
	for i, name := range r.Indicators {
		names[i] = text.Fold(name)
	}
	return names
}

// Wants returns a function that reports whether a request asks for a figure, as far as its kind and indicator go.
func (r FigureRequest) Wants() func(*figure.Figure) bool {
	wanted := r.Names()
	return func(f *figure.Figure) bool {
		if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, f.Kind) {
			return false
		}
		if len(wanted) == 0 {
			return true
		}
		indicator := text.Fold(f.Indicator)
		return slices.ContainsFunc(wanted, func(name string) bool { return strings.Contains(indicator, name) })
	}
}
