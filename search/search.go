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
	asking := engine.Request{Query: tree, Order: r.Order, Limit: pageSize(r.Limit), After: r.Cursor}
	if r.Mode != Loose {
		counts := newFacetCounts()
		asking.Collect = counts.collectors(r)
		result, err := s.engine.Search(ctx, asking)
		if err != nil {
			return err
		}
		a.Total = result.Total
		a.take(MatchExact, result, counts)
	}
	full := len(a.Hits) >= asking.Limit
	if err := s.answerLoosely(ctx, a, asking, r); err != nil {
		return err
	}
	if r.Mode == Exact || r.Mode == Loose || r.Cursor != "" || full {
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
func (s *Service) answerLoosely(ctx context.Context, a *Answer, asking engine.Request, r Request) error {
	asking.Loose = true
	counts := newFacetCounts()
	asking.Collect = counts.collectors(r)
	if r.Mode == Exact || a.Total.Paragraphs > 0 { // it is counted only; in mode Loose there is no exact total
		if r.HitsOnly {
			return nil
		}
		asking.Limit, asking.After, asking.Collect = 0, "", nil
	}
	result, err := s.engine.Search(ctx, asking)
	if err != nil {
		return err
	}
	if r.Mode == Loose || result.Total.Paragraphs != a.Total.Paragraphs || result.Total.Occurrences != a.Total.Occurrences {
		a.Loose = &Tier{Paragraphs: result.Total.Paragraphs, Occurrences: result.Total.Occurrences}
	}
	if asking.Limit > 0 {
		a.take(MatchLoose, result, counts)
	}
	return nil
}
