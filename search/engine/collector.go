package engine

import "gongbao/corpus"

// A Collector counts an answer in the pass that finds its hits. What it counts is its own affair: engines know what it
// needs, and nothing else of it, so that a new count is a new Collector and no change of an engine.
type Collector interface {
	// Needs says what an engine has to count. It says the same whenever it is asked.
	Needs() Needs
	// Collect takes a group of the answer. An engine calls it when the pass is over and nothing can fail any more, for
	// one group after another: by id of the report, then by title of the section, strings by their bytes.
	Collect(Group)
}

// Needs are what a Collector wants of an engine. The zero Needs ask for the paragraphs and occurrences of each report.
type Needs struct {
	By   Grouping
	Most int // BySection: the groups that come first by MostFirst, so many, are enough; all are wanted when 0
}

// A Grouping says which paragraphs of an answer are counted together.
type Grouping int

const (
	ByReport  Grouping = iota
	BySection          // the outermost title of the section path, over all reports; paragraphs under none are left out
)

// A Group is what an answer has of one report or section: a paragraph or more.
type Group struct {
	Report      *corpus.Header // nil when grouped BySection; not to be changed
	Section     string         // the title when grouped by section
	Paragraphs  int
	Occurrences int
}
