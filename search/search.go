// Package search answers searches over an index: hits with marks and snippets, counts, facets, and reports for reading.
//
// [Service.Search] is the entry point. It takes hold of one [Edition] of the index, parses the input with package query,
// searches tier by tier, strictest first, and shapes the answer for programs and pages. The exact tier finds what Ctrl+F would; nothing fuzzy ever enters its
// hits, totals and facets.
package search

import (
	"context"
	"slices"
	"time"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/memo"
	"gongbao/search/query"
	"gongbao/search/thesaurus"
)

// A Service answers searches from one engine. It is safe for concurrent use.
type Service struct {
	engine    engine.Engine
	thesaurus *thesaurus.Thesaurus
	likeness  *likeness
	latest    *latest
	memory    *memo.Memory
}

// New returns a Service on an open engine, which the caller closes. The related tier uses the synonyms of th, or of
// thesaurus.Default if th is nil.
func New(e engine.Engine, th *thesaurus.Thesaurus) *Service {
	if th == nil {
		th = thesaurus.Default()
	}
	return &Service{engine: e, thesaurus: th, likeness: newLikeness(), latest: newLatest(), memory: memo.New(mostKept)}
}

// Search answers a request. Every input has an answer; errors come from the engine only.
func (e *Edition) Search(ctx context.Context, r Request) (_ Answer, err error) {
	began := time.Now()
	asked, tree := r.parse()
	a := newAnswer(asked, tree, r.Lang)
	a.Version = e.version
	if r.Cursor, err = r.unsigned(tree); err != nil {
		return Answer{}, language.New("search.failed", err)
	}
	if version, _ := splitCursor(r.Cursor); r.Cursor != "" && version != e.version {
		a.Changed = true
		a.Query.Notes = append(a.Query.Notes, r.Lang.Say("search.changed"))
	}
	if a.Worded, err = e.snapshot.Worded(ctx, tree); err != nil {
		return Answer{}, language.New("search.failed", err)
	}
	if tree != nil {
		if err := e.answer(ctx, &a, asked, r); err != nil {
			return Answer{}, language.New("search.failed", err)
		}
	}
	if len(a.Hits) > 0 && !r.Unfolded {
		worded, err := e.snapshot.Worded(ctx, r.treeFor(asked.Root, tree))
		if err == nil {
			err = e.fold(ctx, &a, worded)
		}
		if err != nil {
			return Answer{}, language.New("search.failed", err)
		}
	}
	for i, h := range a.Hits {
		a.Hits[i] = r.Offsets.measured(h)
	}
	a.Next = r.sign(a.Next, tree)
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// answer searches tier by tier. A cursor continues the tier that returned it.
func (e *Edition) answer(ctx context.Context, a *Answer, asked query.Query, r Request) error {
	_, after := splitCursor(r.Cursor)
	from, relatedOnly, err := relatedFrom(after)
	if err != nil {
		return err
	}
	request := engine.Request{Query: r.treeFor(asked.Root, a.Tree), Order: r.Order, Limit: pageSize(r.Limit), After: after, Explain: r.Explain, Below: !r.Unfolded}
	if relatedOnly {
		request.Limit, request.After = 0, ""
	}
	if r.Skip = min(r.Skip, MaxSkip); r.Cursor != "" || request.Limit == 0 {
		r.Skip = 0
	}
	request.Limit += r.Skip                        // engines go from hit to hit
	if r.Mode == Loose && onlySeparators(a.Tree) { // there is nothing left to find when they are ignored
		r.Mode = Exact
		defer func() { a.Loose = newTier(a.Total) }()
	}
	if err := e.answerStrictly(ctx, a, request, r); err != nil {
		return err
	}
	if a.Total.Paragraphs == 0 || r.Mode == Loose {
		if err := e.answerLoosely(ctx, a, request, r); err != nil {
			return err
		}
	}
	answering := a.Total.Paragraphs
	if a.Match == MatchLoose {
		answering = a.Loose.Paragraphs
	}
	from = max(from, r.Skip-answering)
	switch {
	case r.Cursor != "" && !relatedOnly, query.HasValue(a.Tree): // what is beside a value is not what was asked
		return nil
	case r.Skip > 0 && answering >= pageSize(r.Limit): // the related tier fills up the first page only
		return nil
	case a.Match != MatchNone && len(a.Hits) >= pageSize(r.Limit):
		err = e.offerRegion(ctx, a, asked.Root, r)
	default:
		err = e.answerFurther(ctx, a, asked, r, from)
	}
	if err != nil {
		return err
	}
	return e.offerSuccessors(ctx, a, asked, r)
}

// onlySeparators reports whether a tree has texts, and each of them separators alone.
func onlySeparators(tree query.Node) bool {
	texts := query.Texts(tree)
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(t query.Text) bool { return text.Loosen(text.Fold(t.Value)) != "" })
}

// answerStrictly counts the exact tier, and shows it unless the mode shows another.
func (e *Edition) answerStrictly(ctx context.Context, a *Answer, request engine.Request, r Request) error {
	counts := newFacetCounts(r)
	if r.Mode == Loose {
		request.Limit, request.After = 0, ""
	} else {
		request.Collect, request.CountLoosely = counts.collectors(), true
	}
	result, err := e.snapshot.Search(ctx, request)
	if err != nil {
		return err
	}
	a.Total = result.Total
	if r.Mode == Loose {
		return nil
	}
	result.Hits = result.Hits[min(r.Skip, len(result.Hits)):]
	a.fill(MatchExact, result, counts, e, tierOf(a.Worded, false))
	if loose := result.Loose; loose.Paragraphs != a.Total.Paragraphs || loose.Occurrences != a.Total.Occurrences {
		a.Loose = newTier(loose)
	}
	return nil
}

// answerLoosely shows the matches that ignore separators, in the mode Smart those of the best tier.
func (e *Edition) answerLoosely(ctx context.Context, a *Answer, request engine.Request, r Request) error {
	if r.Mode == Exact || r.Mode != Loose && a.Loose == nil {
		return nil // the exact search has counted none of them
	}
	counts := newFacetCounts(r)
	request.Loose, request.Collect, request.CountLoosely = true, counts.collectors(), false
	result, err := e.snapshot.Search(ctx, request)
	if err != nil {
		return err
	}
	if r.Mode == Loose || result.Total.Paragraphs > 0 {
		result.Hits = result.Hits[min(r.Skip, len(result.Hits)):]
		a.Loose = newTier(result.Total)
		a.fill(MatchLoose, result, counts, e, tierOf(a.Worded, true))
	}
	return nil
}
