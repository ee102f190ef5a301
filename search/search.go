// Package search answers questions put to an index: hits with marks and snippets, counts, facets, and reports to read.
//
// [Service.Search] is the way in. It reads what a person typed with package query, asks the engine tier by tier, the
// strictest first, and shapes the answer as programs and pages show it. The exact tier is what Ctrl+F would find; nothing
// fuzzy ever enters its hits, totals and facets.
package search

import (
	"context"
	"fmt"
	"time"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
)

// A Service answers questions from one engine. Its methods may be called at the same time.
type Service struct {
	engine    engine.Engine
	thesaurus *thesaurus.Thesaurus
}

// New makes a Service on an open engine, which stays the caller's to close. The related tier knows the equivalents of th,
// or of thesaurus.Default when it is nil.
func New(e engine.Engine, th *thesaurus.Thesaurus) *Service {
	if th == nil {
		th = thesaurus.Default()
	}
	return &Service{engine: e, thesaurus: th}
}

// A Mode says which tiers may answer.
type Mode string

const (
	Smart Mode = "smart" // the best tier that has something to say; also the zero Mode
	Exact Mode = "exact" // the exact tier only
	Loose Mode = "loose" // separators are ignored
)

// A Request is a question. Its zero value, with Query set, asks for the first page by relevance.
type Request struct {
	Query   string
	Filters []query.Filter // beside those that stand in Query
	Mode    Mode
	Order   engine.Order
	Limit   int    // hits on a page; DefaultLimit when 0, no more than ExportLimit
	Cursor  string // Answer.Next of the page before
	Lang    language.Lang
}

const (
	DefaultLimit = 10
	MaxLimit     = 100  // what is offered to people and programs
	ExportLimit  = 1000 // for whoever takes all hits: every page looks at all of them again
)

// Search answers a request. Whatever is typed is answered: only the index can fail.
func (s *Service) Search(ctx context.Context, r Request) (Answer, error) {
	began := time.Now()
	asked := query.Parse(r.Query)
	tree := normalRegions(query.WithFilters(asked.Root, r.Filters...))
	a := newAnswer(asked, tree, r.Lang)
	if tree != nil {
		if err := s.answer(ctx, &a, tree, r); err != nil {
			return Answer{}, fmt.Errorf("search %.60q: %w", r.Query, err)
		}
	}
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// answer asks tier by tier. A cursor goes on in the tier that gave it.
func (s *Service) answer(ctx context.Context, a *Answer, tree query.Node, r Request) error {
	asking := engine.Request{Query: tree, Order: r.Order, Limit: pageSize(r.Limit), After: r.Cursor, Facets: true}
	if r.Mode != Loose {
		result, err := s.engine.Search(ctx, asking)
		if err != nil {
			return err
		}
		a.Total = result.Total
		a.take(MatchExact, result)
		if r.Mode == Exact || len(a.Hits) >= asking.Limit || r.Cursor != "" && result.Total.Paragraphs > 0 {
			return nil
		}
	}
	if err := s.answerLoosely(ctx, a, asking, r.Mode); err != nil {
		return err
	}
	if r.Mode == Loose || r.Cursor != "" {
		return nil
	}
	if err := s.answerNearly(ctx, a, tree, r); err != nil {
		return err
	}
	if a.Total.Paragraphs > 0 {
		return nil
	}
	return s.hint(ctx, a, tree, r.Lang)
}

// answerLoosely counts what is there without regard to separators, and shows it where the exact tier has nothing.
func (s *Service) answerLoosely(ctx context.Context, a *Answer, asking engine.Request, mode Mode) error {
	asking.Loose = true
	if a.Total.Paragraphs > 0 && mode != Loose {
		asking.Limit, asking.Facets = 0, false
	}
	result, err := s.engine.Search(ctx, asking)
	if err != nil {
		return err
	}
	if result.Total.Paragraphs > a.Total.Paragraphs || mode == Loose {
		a.Loose = &Tier{Paragraphs: result.Total.Paragraphs, Occurrences: result.Total.Occurrences}
	}
	if asking.Limit > 0 {
		a.take(MatchLoose, result)
	}
	return nil
}

func pageSize(limit int) int {
	if limit <= 0 {
		return DefaultLimit
	}
	return min(limit, ExportLimit)
}
