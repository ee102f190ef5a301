// Package concordance shows in what company a query's occurrences stand: each place in a line, between the texts on its left
// and on its right.
//
// [Find] answers with a page of lines in an order, of all places or of a sample; [All] yields every line. Places are the
// marks of a search, so that they are as many as the search counts occurrences.
package concordance

import (
	"context"
	"iter"
	"slices"
	"strconv"

	"gongbao/search"
	"gongbao/search/query"
	"gongbao/search/trend"
)

// A Concordance is the answer to a request, for programs as JSON and for pages.
type Concordance struct {
	Version string         `json:"index_version"`
	Changed bool           `json:"index_changed,omitempty"` // the cursor is of another version: lines may be missing between two pages, or stand on both
	Query   search.Reading `json:"query"`
	Match   search.Match   `json:"match"` // the tier whose places these are: exact or loose
	Total   search.Total   `json:"total"` // of that tier
	URL     string         `json:"url"`   // path of the search that has this total
	Of      int            `json:"of"`    // lines on all pages together: as many as occurrences, or those of the sample
	Sample  *Sample        `json:"sample,omitempty"`
	Lines   []Line         `json:"lines"`
	// Continuations counts what stands beside the places, most first, if the request asks for it. They are of all places, whether
	// there is a sample or not. Where the query is more than texts joined by OR, NoContinuations says that there are none.
	Continuations   []Continuation `json:"continuations,omitempty"`
	NoContinuations string         `json:"no_continuations,omitempty"`
	Next            string         `json:"next"` // cursor of the next page; empty at the end
	Coverage        trend.Coverage `json:"coverage"`
}

// A Sample names the places that lines are of, where these are not all.
type Sample struct {
	Lines int  `json:"lines"`
	Seed  int  `json:"seed"`
	Bound bool `json:"bound,omitempty"` // nobody asked for it: there are more places than search.MaxLines
}

// A Line is a place with what stands around it: Left, Place and Right are one passage of the paragraph, as published.
type Line struct {
	ID      string        `json:"id"` // of the paragraph: liaoning-2021#67
	Hash    string        `json:"hash"`
	Number  int           `json:"number"` // of the place in the paragraph, from 1
	At      search.Span   `json:"at"`     // of the place in the paragraph, in the units of the request
	Left    string        `json:"left"`
	Place   string        `json:"place"`
	Right   string        `json:"right"`
	Report  search.Source `json:"report"`
	Section []string      `json:"section"`
	Role    string        `json:"role,omitempty"`
	URL     string        `json:"url"` // path of the paragraph's page

	// CutLeft and CutRight say that the paragraph, or the sentence if lines end with one, has more text on that side.
	CutLeft  bool `json:"-"`
	CutRight bool `json:"-"`
}

// A Continuation is what stands beside some of the places: text without the place's own. It goes to the first separator, which
// it includes, and splits no word or number.
type Continuation struct {
	Text  string `json:"text"`  // folded, as searches see it; empty where the paragraph ends
	Place string `json:"place"` // the text of the query, folded
	Count int    `json:"count"`
	// URL is the path of the search whose total Count is. It is empty where a paragraph ends before the characters are complete,
	// since no search asks for that.
	URL string `json:"url"`
}

// DefaultLimit is the number of lines on a page of a request that does not say it.
const DefaultLimit = 50

// Find answers a request: one page of lines, in the order and of the sample that r.Lines says. A query that says no kind of report,
// and names none by its id, is about work reports.
func Find(ctx context.Context, e *search.Edition, r search.Request) (Concordance, error) {
	r = ofWorkReports(r)
	reading, tree := r.Read()
	c := Concordance{Version: e.Version(), Query: reading, Match: match(r), URL: r.Path(), Lines: []Line{}, Coverage: trend.NoCoverage()}
	from, err := c.begin(tree, r)
	if err != nil || tree == nil {
		return c, err
	}
	l, err := search.Kept(e, "lines "+sign(tree, r)+" "+string(r.Lines.Beside)+" "+strconv.Itoa(r.Lines.Continued), func() (*listing, int, error) { return list(ctx, e, tree, r) })
	if err != nil {
		return Concordance{}, err
	}
	if c.Coverage, err = coverage(ctx, e, r); err != nil {
		return Concordance{}, err
	}
	c.Total, c.Of, c.Sample, c.Continuations = l.total, len(l.spots), l.sample, slices.Clone(l.beside) // callers complete their addresses
	if from < len(l.spots) {
		to := min(from+pageSize(r.Limit), len(l.spots))
		if c.Lines, err = l.lines(ctx, e, l.spots[from:to], r); err != nil {
			return Concordance{}, err
		}
		if to > from && to < len(l.spots) {
			c.Next = cursor(e.Version(), to, tree, r)
		}
	}
	if !l.continued && r.Lines.Beside != "" {
		c.NoContinuations = r.Lang.Say("concordance.texts")
	}
	return c, nil
}

// ofWorkReports returns a request that is about work reports, unless it says what it is about.
func ofWorkReports(r search.Request) search.Request {
	r.Filters = search.WorkReports(r.Filters, query.Parse(r.Query).Root)
	return r
}

// coverage returns that of the reports that the conditions of a request admit.
func coverage(ctx context.Context, e *search.Edition, r search.Request) (trend.Coverage, error) {
	_, tree := r.Read()
	if tree == nil {
		return trend.NoCoverage(), nil
	}
	material, err := trend.MaterialOf(ctx, e, query.Conditions(tree), r.Lang)
	if err != nil {
		return trend.Coverage{}, err
	}
	return material.Coverage(), nil
}

// begin returns the number of the first line of the page.
func (c *Concordance) begin(tree query.Node, r search.Request) (from int, err error) {
	if r.Cursor == "" {
		return 0, nil
	}
	version, from, err := readCursor(tree, r)
	if err != nil {
		return 0, err
	}
	if c.Changed = version != c.Version; c.Changed {
		c.Query.Notes = append(c.Query.Notes, r.Lang.Say("search.changed"))
	}
	return from, nil
}

// All yields every line of a request, whatever its Limit and Cursor: in its order, and of its sample if it asks for one. More lines
// than search.MaxLines are not sorted: they come by the ids of the reports, as they stand in each.
func All(ctx context.Context, e *search.Edition, r search.Request) iter.Seq2[Line, error] {
	r = ofWorkReports(r)
	return func(yield func(Line, error) bool) {
		found := newPlaces(r)
		found.whole = true
		for h, err := range e.Matches(ctx, r) {
			if err != nil {
				yield(Line{}, err)
				return
			}
			found.add(h)
			if !found.full() {
				continue
			}
			for _, p := range found.taken() {
				if !yield(p.line(r), nil) {
					return
				}
			}
		}
		for _, p := range found.sorted() {
			if !yield(p.line(r), nil) {
				return
			}
		}
	}
}

func match(r search.Request) search.Match {
	if r.Mode == search.Loose {
		return search.MatchLoose
	}
	return search.MatchExact
}

func pageSize(limit int) int {
	switch {
	case limit == 0:
		return DefaultLimit
	case limit < 0:
		return 0
	}
	return limit
}
