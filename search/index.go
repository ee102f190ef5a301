package search

import (
	"cmp"
	"slices"
	"strings"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// The parts of package engine in the results of a Service. Callers need not import that package.
type (
	// An Order is the order of hits. Ties are broken by report, newest first and then by id, and by ordinal.
	Order = engine.Order
	// A Total counts an answer: paragraphs, reports and occurrences.
	Total = engine.Total
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

// A NoReport is the error of an id that no report has: an ErrNotFound that names the reports whose ids are nearly like it.
type NoReport struct {
	ID   string
	Near []string // that in small letters first, or else the latest report of the region; then those with the fewest characters changed
}

// NotAmong returns the error of an id that none of some reports has.
func NotAmong(reports []engine.Summary, id string) *NoReport {
	return &NoReport{ID: id, Near: nearIDs(reports, id)}
}

// In returns the error in a language.
func (e *NoReport) In(lang language.Lang) string {
	id := query.Shorten(e.ID)
	if len(e.Near) == 0 {
		return lang.Say("search.no-report", ErrNotFound, id)
	}
	return lang.Say("search.no-report.near", ErrNotFound, id, e.Near)
}

// Error returns the error in English.
func (e *NoReport) Error() string { return e.In(language.EN) }

// Unwrap returns ErrNotFound.
func (*NoReport) Unwrap() error { return ErrNotFound }

// nearIDs returns the ids of reports that may have been meant by another id: that of the latest report of the region that it begins
// with, and those that may be misspelt as it, in the order of NoReport.Near.
func nearIDs(reports []engine.Summary, id string) []string {
	asked := strings.ToLower(strings.TrimSpace(id))
	region := regionPart(asked)
	var latest engine.Summary
	var near []string
	for _, s := range reports {
		if region != "" && (region == regionPart(s.ID) || region == s.Region) && (latest.ID == "" || cmp.Or(s.Year-latest.Year, cmp.Compare(s.Date, latest.Date)) > 0) {
			latest = s
		}
		if s.ID == asked || text.Near(asked, s.ID) {
			near = append(near, s.ID)
		}
	}
	slices.Reverse(near) // of ids equally near, the later years first
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(text.Edits(asked, a), text.Edits(asked, b)) })
	if latest.ID != "" && !slices.Contains(near, asked) {
		near = slices.Insert(slices.DeleteFunc(near, func(one string) bool { return one == latest.ID }), 0, latest.ID)
	}
	return near[:min(len(near), mostSuggestions)]
}

// regionPart returns what stands before the year of an id; empty without a year.
func regionPart(id string) string {
	for at := range id {
		if part, year := id[:at], id[at:]; len(year) > 1 && year[0] == '-' && '0' <= year[1] && year[1] <= '9' {
			return part
		}
	}
	return ""
}
