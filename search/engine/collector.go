package engine

import (
	"slices"

	"gongbao/corpus"
	"gongbao/search/query"
)

// A Collector counts an answer in the pass that finds its hits. What it counts is its own affair: engines know what it
// needs, and nothing else of it, so that a new count is a new Collector and no change of an engine.
type Collector interface {
	// Needs says what an engine has to count. It says the same whenever it is asked.
	Needs() Needs
	// Collect takes a group of the answer. An engine calls it when the pass is over and nothing can fail any more, for
	// one group after another: by id of the report, then by title of the section, or by role, strings by their bytes.
	Collect(Group)
}

// A ValueCollector is a Collector that divides an answer by the value of one field, and needs nothing else. Where that is a
// field of the report's header, an engine that knows which reports have each value may call CollectValues once instead of
// Collect for each report.
type ValueCollector interface {
	Collector
	// Field is Year, Region, Level or Kind; or Section or Role, which are no fields of the header.
	Field() query.Field
	// CollectValues takes what each value has that has a paragraph, as HeaderValue gives it, in any order. The slice is the
	// collector's from then on.
	CollectValues([]Count)
}

// A SectionCollector is a Collector that takes the first groups BySection and wants to know how many there are in all.
type SectionCollector interface {
	Collector
	// CollectSections takes the number of groups that there are, of which Collect gets no more than Needs.Most. An engine calls it
	// once, when nothing can fail any more.
	CollectSections(groups int)
}

// Needs are what a Collector wants of an engine. The zero Needs ask for the paragraphs and occurrences of each report.
type Needs struct {
	By Grouping
	// Most is how many groups BySection are enough: those that come first by MostFirst. All are wanted when it is 0.
	Most int
	// Without drills sideways: the query's conditions (query.Conditions) of this field alone do not hold for what is
	// collected. Hits and totals stay as they are. Empty leaves all conditions in force.
	Without query.Field
	// Terms are texts whose occurrences are wanted, each counted for itself, loosely when the request is loose. They need
	// not stand in the query. Of one that has Longer texts those occurrences count that lie in none of these.
	Terms []query.Outside
	// Letters asks for the size of what the query's conditions admit, less those of Without. Grouped ByReport, and only
	// so, it makes a group of every report that has a paragraph which they admit, with a match or not.
	Letters bool
}

// A Grouping says which paragraphs of an answer are counted together. Those that stand under no title are in no group by
// section; they are in that of the empty role.
type Grouping int

const (
	ByReport        Grouping = iota
	BySection                // the outermost title of the section path, over all reports
	ByReportSection          // the outermost title in each report
	ByRole                   // the role of the outermost section, over all reports
)

// Groupings is how many groupings there are.
const Groupings = 4

// A Group counts the part of an answer that lies in one report or section.
type Group struct {
	Report      *corpus.Header // nil when grouped BySection or ByRole; not to be changed
	Section     string         // the title when grouped by section
	Role        corpus.Role    // when grouped ByRole
	Paragraphs  int            // 0 only where Needs.Letters asks for reports without a match
	Occurrences int
	Terms       []int // occurrences of each of Needs.Terms, not to be changed; nil when there are none
	Letters     int   // Unicode letters and numbers (text.Letters) of the paragraphs admitted; 0 unless asked for
}

// Sideways lists the fields whose conditions some collector leaves out, as far as the query has such conditions, in its
// order.
func (r *Request) Sideways() []query.Field {
	var fields []query.Field
	for _, condition := range query.Conditions(r.Query) {
		field := query.FieldOf(condition)
		leaves := func(c Collector) bool { return c.Needs().Without == field }
		if field != "" && !slices.Contains(fields, field) && slices.ContainsFunc(r.Collect, leaves) {
			fields = append(fields, field)
		}
	}
	return fields
}

// Terms lists the terms that the collectors want counted, each once. at has for each collector where its terms stand in the list.
func (r *Request) Terms() (terms []query.Outside, at [][]int) {
	seen, at := map[string]int{}, make([][]int, len(r.Collect))
	for k, c := range r.Collect {
		for _, t := range c.Needs().Terms {
			key := t.Key()
			i, known := seen[key]
			if !known {
				i = len(terms)
				seen[key] = i
				terms = append(terms, t)
			}
			at[k] = append(at[k], i)
		}
	}
	return terms, at
}
