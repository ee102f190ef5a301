// Package engine says what the program needs of an index, and no more.
//
// An [Engine] keeps whole reports and answers queries over their paragraphs. It may find candidates as it likes; what it
// returns equals a plain scan with package match over everything it holds. Package enginetest is that contract in
// executable form: whatever passes it is an engine.
package engine

import (
	"context"
	"iter"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/query"
	"gongbao/search/rank"
)

// A Reader answers from an index.
type Reader interface {
	// Reports lists what is indexed, by id.
	Reports(ctx context.Context) ([]Summary, error)

	// Report reads one report back, as it was put. It returns ErrNotFound when there is none with the id.
	Report(ctx context.Context, id string) (corpus.Report, error)

	// Search answers a request. The answer is always whole: an engine that cannot look at all of its index returns
	// ErrUnavailable, and ErrDear for a query that would cost many times what others do.
	Search(ctx context.Context, r Request) (Result, error)

	// Like gives the paragraphs that share most with a question, for package related to choose from. It promises no more
	// than that: which paragraphs come is the engine's affair, and the best of them are among them.
	Like(ctx context.Context, r LikeRequest) (LikeResult, error)

	// Version names the state of the index: it changes with every update, and equal versions give equal answers.
	Version(ctx context.Context) (string, error)
}

// An Engine is an open index. As a Reader it answers each call from the newest state, and two calls may have an update
// between them: what is made of several calls takes a Snapshot. Its methods may be called at the same time, Close once and
// last.
type Engine interface {
	Reader

	// Snapshot takes hold of the newest state of the index. The caller closes it.
	Snapshot(ctx context.Context) (Snapshot, error)

	// Update applies changes, in order and as a whole: when it returns nil they are durable and visible to every later
	// search; when it returns an error, or ctx ends, or a change is an error, the index is as it was before. No search
	// sees a part of an update. It returns ErrLocked when another process is writing.
	Update(ctx context.Context, changes iter.Seq2[Change, error]) error

	Close() error
}

// The errors that callers tell apart, with errors.Is. The error around them says which index, and what to do.
var (
	ErrNotFound    = language.New("engine.not-found")
	ErrNoIndex     = language.New("engine.no-index")
	ErrNotIndex    = language.New("engine.not-index")
	ErrLocked      = language.New("engine.locked")
	ErrUnavailable = language.New("engine.unavailable")
	ErrVersion     = language.New("engine.version")
	ErrOutdated    = language.Wrap(ErrVersion, "engine.outdated") // the index is Upgradable; an ErrVersion too
	ErrDamaged     = language.New("engine.damaged")
	ErrCursor      = language.New("engine.cursor")
	ErrDear        = language.New("engine.dear")
	ErrGone        = language.New("engine.gone", ErrUnavailable) // the state of a snapshot is no longer kept; an ErrUnavailable too
)

// A Change puts a report, which replaces the one with its id whole, or deletes the one with an id.
type Change struct {
	Put    *corpus.Report
	Delete string
}

// A Summary describes a report without its text.
type Summary struct {
	corpus.Header
	Paragraphs int // number of paragraphs
	Characters int // code points of all paragraphs together
}

// An Order is the order of hits. Ties are broken by report, newest first and then by id, and by ordinal.
type Order int

const (
	Relevance Order = iota // best first, by package rank
	Newest                 // by year and date, latest first
	Oldest                 // by year and date, earliest first; reports without a year come last
	Document               // by report id and ordinal
)

// A Request asks for paragraphs. The zero Request asks for nothing.
type Request struct {
	Query   query.Node
	Loose   bool // separators are ignored, as text.Loosen does
	Order   Order
	Limit   int         // hits wanted; none when 0
	After   string      // Result.Next of the answer before: hits go on behind it
	Explain bool        // Hit.Factors are wanted
	Collect []Collector // what else is counted, each a value that has counted nothing yet

	// Keys, where there are any, are those of clauses, by region: paragraphs that have none of their region's (clause.Keys) do not match.
	Keys map[string][]uint32
	// CountOther asks for Result.Other, which costs less than a search of its own.
	CountOther bool
	// Below asks for Hit.Below and Hit.Keys.
	Below bool
	// Choose, where it is set, says which of the hits that the answer would have are wanted; the others are left out, and need not be
	// written up. Totals and Result.Next stay as they are.
	Choose func(hits []Found) (wanted []bool)
	// Unscored, in an order other than Relevance, leaves Hit.Score anything.
	Unscored bool
}

// A Found is a hit for Request.Choose.
type Found struct {
	Report  *corpus.Header
	Ordinal int
	Keys    []uint32 // of the clauses by which the paragraph is known
	Below   bool     // it is a heading with a paragraph below it, which the next two are of
	Folded  string   // the folded text, until Choose returns
	Title   string   // the folded title of the innermost section, likewise; empty if it is in none
}

// Chosen returns those of some hits that the request wants, for an engine that has written all of them up. Hits have their Keys.
func (r *Request) Chosen(hits []Hit) []Hit {
	if r.Choose == nil {
		return hits
	}
	found := make([]Found, len(hits))
	for i := range hits {
		h := &hits[i]
		p := &h.Paragraph
		if h.Below != nil {
			p = h.Below
		}
		found[i] = Found{Report: &h.Report, Ordinal: h.Paragraph.Ordinal, Keys: h.Keys, Below: h.Below != nil, Folded: text.Fold(p.Text)}
		if n := len(p.Section); n > 0 {
			found[i].Title = text.Fold(p.Section[n-1])
		}
	}
	wanted, kept := r.Choose(found), hits[:0]
	for i, h := range hits {
		if wanted[i] {
			kept = append(kept, h)
		}
	}
	return kept
}

// Other returns the request whose Total is Result.Other of r, with a tree that stands for r's query there.
func (r Request) Other(tree query.Node) Request {
	return Request{Query: tree, Loose: !r.Loose, Keys: r.Keys}
}

// A Result is the answer to a Request. Totals and what is collected are of the whole answer, whatever Limit and After say.
type Result struct {
	Total Total
	Hits  []Hit
	Next  string // cursor of the next page, empty at the end
	Other Total  // what there is when separators are ignored, or for a Loose request when they are not; zero unless Request.CountOther asks for it
}

// A Total counts an answer. Occurrences are places in the text: those of several terms that overlap are one.
type Total struct {
	Paragraphs  int `json:"paragraphs"`
	Reports     int `json:"reports"`
	Occurrences int `json:"occurrences"`
}

// A Hit is a paragraph that matches.
type Hit struct {
	Report      corpus.Header
	Paragraph   corpus.Paragraph
	Score       float64 // of package rank, in every order
	Occurrences int
	Marks       []text.Span   // bytes of Paragraph.Text
	Factors     *rank.Factors // of Score; nil unless Request.Explain asks for them, and without Score

	// Below is the paragraph right below a heading: nil if that is a heading too, or there is none, if the hit is no heading,
	// and unless Request.Below asks for it.
	Below *corpus.Paragraph
	// Keys are those of the clauses by which the paragraph is known (clause.Keys), unless Request.Below is false.
	Keys []uint32
}

// A LikeRequest asks for the paragraphs that share most terms (text.Terms) with a search.
type LikeRequest struct {
	Terms  []WeightedTerm
	Filter query.Node // of filters only; nil admits every paragraph
	Limit  int
}

// A WeightedTerm is a term and its weight, before its rarity is taken into account.
type WeightedTerm struct {
	Term   string
	Weight float64
}

// A LikeResult has the candidates, best first, and the statistics of the terms, in the order of the request.
type LikeResult struct {
	Paragraphs, Reports int   // in the index
	Bytes               int   // of folded text in the index, a line feed behind each paragraph
	Having              []int // paragraphs that have each term in their text or their report's label
	ReportsHaving       []int // reports that have each term in their text
	Candidates          []Candidate
}

// A Candidate is a paragraph that may be near a search.
type Candidate struct {
	Report        corpus.Header
	Paragraph     corpus.Paragraph
	Folded        string // its folded text
	Before, After string // folded texts of its neighbours in the report, empty at the ends
	ReportLength  int    // paragraphs of its report
	InReport      []int  // how many of them have each term
}
