// Package match decides whether a paragraph answers a query, and where.
//
// It is the one place that gives a query's tree its meaning: engines call it to check candidates, the pages call it to
// mark what they show. [Compile] folds a tree's texts once; a [Matcher] is then asked about one [Paragraph] after
// another.
package match

import (
	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// A Paragraph is what a Matcher looks at. Admits says whether the report and section that it stands in pass a filter;
// [Admits] does so for a header and a path of section titles.
type Paragraph struct {
	Folded string // search form of the text, by text.Fold
	Admits func(query.Filter) bool
}

// A Matcher is a compiled query. It may be used by several goroutines, each with a Scratch of its own.
type Matcher struct {
	root    node
	terms   []term
	apart   bool // no two terms can overlap, so their occurrences add up
	loose   bool
	Filters []query.Filter
}
