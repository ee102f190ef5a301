package search

import "gongbao/search/engine"

// The parts of package engine in the results of a Service. Callers need not import that package.
type (
	// An Order is the order of hits. Ties are broken by report, newest first and then by id, and by ordinal.
	Order = engine.Order
	// A Total counts an answer: paragraphs, reports and occurrences.
	Total = engine.Total
	// A Count is one value of a facet, with its paragraphs and occurrences.
	Count = engine.Count
)

// The orders of hits.
const (
	Relevance = engine.Relevance // best first
	Newest    = engine.Newest    // by year and date, latest first
	Oldest    = engine.Oldest    // by year and date, earliest first; reports without a year come last
	Document  = engine.Document  // by report id and ordinal
)

// The errors of a Service. Test for them with errors.Is.
var (
	ErrNotFound    = engine.ErrNotFound    // no report has the id
	ErrCursor      = engine.ErrCursor      // Request.Cursor belongs to another search
	ErrDear        = engine.ErrDear        // the query would cost many times what others do
	ErrLocked      = engine.ErrLocked      // another process is writing to the index
	ErrUnavailable = engine.ErrUnavailable // the index cannot answer at the moment
	ErrVersion     = engine.ErrVersion     // another version of the program has made the index, maybe meanwhile
	ErrGone        = engine.ErrGone        // the index no longer keeps the edition; an ErrUnavailable too
)
