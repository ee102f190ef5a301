// Package search answers searches over an index: hits with marks and snippets, counts, facets, and reports for reading.
//
// [Service.Search] is the entry point. It takes hold of one [Edition] of the index, parses the input with package query,
// searches tier by tier, strictest first, and shapes the answer for programs and pages. The exact tier finds what Ctrl+F would; nothing fuzzy ever enters its
// hits, totals and facets.
package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/equal"
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
		if a.Match == MatchEqual {
			worded = a.equal.tree
		}
		if err == nil {
			err = e.fold(ctx, &a, worded)
		}
		if err != nil {
			return Answer{}, language.New("search.failed", err)
		}
	}
	for i := range a.Hits {
		r.Offsets.measure(&a.Hits[i])
	}
	a.Next = r.sign(a.Next, tree)
	a.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

// answer searches tier by tier. A cursor continues the tier that returned it.
func (e *Edition) answer(ctx context.Context, a *Answer, asked query.Query, r Request) error {
	page, err := r.turn()
	if err != nil {
		return err
	}
	r.Skip = page.skip
	request := engine.Request{Query: r.treeFor(asked.Root, a.Tree), Order: r.Order, Explain: r.Explain, Below: !r.Unfolded}
	if page.tier == MatchExact {
		request.Limit, request.After = pageSize(r.Limit)+r.Skip, page.after // engines go from hit to hit
	}
	if r.Mode == Loose && !loosened(a.Tree) {
		r.Mode = Exact
		defer func() { a.Loose = newTier(a.Total) }()
	}
	if r.Mode != Loose {
		if err := e.answerStrictly(ctx, a, request, r); err != nil {
			return err
		}
	}
	if err := e.answerEqually(ctx, a, asked.Root, r, page); err != nil {
		return err
	}
	if a.Total.Paragraphs == 0 && a.Equal == nil || r.Mode == Loose {
		if err := e.answerLoosely(ctx, a, request, r); err != nil {
			return err
		}
	}
	answering := a.total()
	if a.Match == MatchExact && a.Equal != nil {
		answering += a.Equal.Paragraphs
	}
	from, relatedOnly := page.from, page.tier == MatchRelated
	from = max(from, r.Skip-answering)
	switch {
	case r.Cursor != "" && !relatedOnly, query.HasValue(a.Tree): // what is beside a value is not what was asked
		return nil
	case r.Skip > 0 && answering >= pageSize(r.Limit): // the related tier fills up the first page only
		return nil
	case a.Match != MatchNone && len(a.Hits) >= pageSize(r.Limit):
		err = e.offerBeside(ctx, a, asked.Root, asked.Meant, r)
	default:
		err = e.answerFurther(ctx, a, asked, r, from)
	}
	if err != nil {
		return err
	}
	return e.offerSuccessors(ctx, a, asked, r)
}

// A turn is where a page begins: in which tier, and behind what.
type turn struct {
	tier  Match
	after string // cursor of an engine
	from  int    // of the related tier
	skip  int    // hits of all tiers together
}

// equalCursor begins the cursor of a page of paragraphs with equal values; that of the engine follows.
const equalCursor = "="

// turn reads the cursor of a request, or its Skip.
func (r Request) turn() (turn, error) {
	_, after := splitCursor(r.Cursor)
	from, related, err := relatedFrom(after)
	behind, equal := strings.CutPrefix(after, equalCursor)
	switch {
	case err != nil:
		return turn{}, err
	case related:
		return turn{tier: MatchRelated, from: from}, nil
	case equal, r.Mode == Equal && r.Cursor != "":
		return turn{tier: MatchEqual, after: behind}, nil
	case r.Cursor != "":
		return turn{tier: MatchExact, after: after}, nil
	}
	t := turn{tier: MatchExact, skip: min(r.Skip, MaxSkip)}
	if r.Mode == Equal {
		t.tier = MatchEqual
	}
	if r.Limit < 0 {
		t.skip = 0
	}
	return t, nil
}

// loosened reports whether a query means anything else when separators are ignored. Texts of separators alone find nothing then, and a
// condition on a value would find other values, since the % of 5% is a separator.
func loosened(tree query.Node) bool {
	texts := query.Texts(tree)
	return !query.HasValue(tree) && (len(texts) == 0 || slices.ContainsFunc(texts, func(t query.Text) bool { return text.Loosen(text.Fold(t.Value)) != "" }))
}

// answerStrictly counts the exact tier, and shows it unless the mode shows another.
func (e *Edition) answerStrictly(ctx context.Context, a *Answer, request engine.Request, r Request) error {
	counts := newFacetCounts(r)
	request.CountOther = !query.HasValue(a.Tree)
	if r.smart() || r.Mode == Exact {
		request.Collect = counts.collectors()
	}
	result, err := e.snapshot.Search(ctx, request)
	if err != nil {
		return err
	}
	a.Total = result.Total
	if r.Mode != Equal {
		result.Hits = result.Hits[min(r.Skip, len(result.Hits)):]
		a.fill(MatchExact, result, counts, e, tierOf(a.Worded, false))
	}
	if loose := result.Other; request.CountOther && (loose.Paragraphs != a.Total.Paragraphs || loose.Occurrences != a.Total.Occurrences) {
		a.Loose = newTier(loose)
	}
	return nil
}

// An equalTier is what a query asks for in other wordings of its values.
type equalTier struct {
	tree     query.Node // nil where the query has no values
	wordings map[string]bool
	lang     language.Lang
}

// equal returns the tier of paragraphs that match with a value in another wording, and do not match as typed. root is the query of
// the request without its filters.
func (r Request) equal(root query.Node) equalTier {
	wider, wordings := equal.Tree(root)
	if wider == nil || query.HasValue(root) {
		return equalTier{}
	}
	var fields []query.Field
	for _, c := range query.Conditions(root) {
		fields = append(fields, query.FieldOf(c))
	}
	wider = query.WithFilters(wider, query.Not{Node: query.Without(root, fields...)})
	t := equalTier{r.treeFor(wider, normalRegions(query.WithFilters(wider, r.Filters...))), map[string]bool{}, r.Lang}
	for _, w := range wordings {
		t.wordings[w] = true
	}
	return t
}

// of returns the reason of a hit of the tier: the wordings that are marked in it.
func (t equalTier) of(h *engine.Hit) string {
	var said []string
	for _, m := range h.Marks {
		if written := h.Paragraph.Text[m.From:m.To]; t.wordings[text.Fold(written)] && !slices.Contains(said, written) {
			said = append(said, written)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return t.lang.Say("search.reason.equal", said)
}

// answerEqually counts the paragraphs that have a value of the query in other wordings only, and goes on with them where the exact
// hits end.
func (e *Edition) answerEqually(ctx context.Context, a *Answer, root query.Node, r Request, page turn) error {
	if r.Mode == Exact || r.Mode == Loose {
		return nil
	}
	tier := r.equal(root)
	if tier.tree == nil {
		return nil
	}
	room := 0
	if a.Next == "" && page.tier != MatchRelated {
		room = pageSize(r.Limit) - len(a.Hits)
	}
	skip := page.skip
	if r.Mode != Equal {
		skip = max(0, skip-a.Total.Paragraphs)
	}
	counts := newFacetCounts(r)
	request := engine.Request{Query: tier.tree, Order: r.Order, Limit: room, Explain: r.Explain, Below: !r.Unfolded}
	if room > 0 {
		request.Limit += skip
	}
	if page.tier == MatchEqual {
		request.After = page.after
	}
	if a.Match == MatchNone {
		request.Collect = counts.collectors()
	}
	result, err := e.snapshot.Search(ctx, request)
	if r.Mode != Equal && errors.Is(err, engine.ErrDear) {
		return nil // the exact answer stands without it
	}
	if err != nil || result.Total.Paragraphs == 0 {
		return err
	}
	a.Equal, a.equal = newTier(result.Total), tier
	result.Hits = result.Hits[min(skip, len(result.Hits)):]
	if result.Next != "" {
		result.Next = equalCursor + result.Next
	}
	switch {
	case a.Match == MatchNone:
		a.fill(MatchEqual, result, counts, e, equally)
	case room > 0:
		a.add(MatchEqual, result, e, equally)
	case a.Next == "" && page.tier == MatchExact && pageSize(r.Limit) > 0:
		a.Next = e.cursorOf(equalCursor) // they begin on the next page
	}
	return nil
}

// answerLoosely shows the matches that ignore separators, in the mode Smart those of the best tier. In the mode Loose it counts the exact
// tier too.
func (e *Edition) answerLoosely(ctx context.Context, a *Answer, request engine.Request, r Request) error {
	if r.Mode == Exact || r.Mode == Equal || r.Mode != Loose && a.Loose == nil {
		return nil // the exact search has counted none of them
	}
	counts := newFacetCounts(r)
	request.Loose, request.Collect, request.CountOther = true, counts.collectors(), r.Mode == Loose
	result, err := e.snapshot.Search(ctx, request)
	if err != nil {
		return err
	}
	if r.Mode == Loose {
		a.Total = result.Other
	}
	if r.Mode == Loose || result.Total.Paragraphs > 0 {
		result.Hits = result.Hits[min(r.Skip, len(result.Hits)):]
		a.Loose = newTier(result.Total)
		a.fill(MatchLoose, result, counts, e, tierOf(a.Worded, true))
	}
	return nil
}
