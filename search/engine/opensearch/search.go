package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"gongbao/corpus/clause"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
	"gongbao/search/rank"
)

func (s *snapshot) searchRequest(ctx context.Context, r engine.Request) (*searchRequest, error) {
	q := &searchRequest{snapshot: s, Request: r, matcher: match.Compile(r.Query, r.Loose)}
	if needsNames(r.Query) {
		c, err := s.reports(ctx)
		if err != nil {
			return nil, err
		}
		r.Query = c.named(r.Query)
	}
	q.named, q.counting = r.Query, newCounting(&r)
	return q, nil
}

// A searchRequest is one call of Search on one state.
type searchRequest struct {
	*snapshot
	engine.Request
	named   query.Node // the query, by catalog.named
	matcher *match.Matcher
	*counting
	formula *rank.Formula // nil if no hits are wanted
	size    rank.Collection
	sorts   []any
}

func (q *searchRequest) answer(ctx context.Context) (engine.Result, error) {
	if err := q.state.readable(q.Location); err != nil {
		return engine.Result{}, err
	}
	if err := q.afford(ctx); err != nil {
		return engine.Result{}, err
	}
	body, err := q.body(ctx)
	if err != nil {
		return engine.Result{}, err
	}
	a, err := q.search(ctx, q.state.index, body)
	if err != nil {
		return engine.Result{}, err
	}
	return q.result(ctx, a)
}

// afford refuses a search that would cost too much for what is asked of each candidate. The cluster counts the candidates where it
// matters how many there are.
func (q *searchRequest) afford(ctx context.Context) error {
	price := q.matcher.Price(nil)
	if match.Affordable(q.state.Paragraphs, q.state.Paragraphs, price) {
		return nil
	}
	counted := object{"query": all(append(q.candidates(), q.state.visible("number"))...), "track_total_hits": true, "size": 0}
	a, err := q.search(ctx, q.state.index, counted)
	if err != nil || match.Affordable(a.Hits.Total.Value, q.state.Paragraphs, price) {
		return err
	}
	return language.New("engine.dear.query", engine.ErrDear, match.Parts(q.Query))
}

// tree returns what decides here which paragraphs the aggregations see: all but the filters whose values are counted sideways.
func (q *searchRequest) tree() query.Node { return query.Without(q.named, q.sideways...) }

// candidates returns the conditions of the paragraphs that a script looks at.
func (q *searchRequest) candidates() []object {
	conditions := append(candidates(match.Candidates(q.tree())), q.failingOne()...)
	if q.Keys != nil {
		conditions = append(conditions, havingKeys(q.Keys))
	}
	return conditions
}

// havingKeys returns the condition that a paragraph has one of the keys of its region.
func havingKeys(keys map[string][]uint32) object {
	var ofOne []object
	for _, region := range slices.Sorted(maps.Keys(keys)) {
		known := make([]string, len(keys[region]))
		for i, key := range keys[region] {
			known[i] = keyOf(key)
		}
		ofOne = append(ofOne, all(terms("region", []string{region}), terms("clauses", known)))
	}
	return oneOf(ofOne...)
}

// body returns the body of the request.
func (q *searchRequest) body(ctx context.Context) (object, error) {
	p := newProgram(q.matcher, remainder(q.tree()), q.Loose)
	body := object{
		// with track_total_hits off, a shard that has no hit for the page is skipped, and not counted
		"query": p.matching(all(append(q.candidates(), q.state.visible("number"))...)), "track_total_hits": true, "size": 0, "aggs": object{"counts": q.aggregation()},
		"_source": []string{"paragraph", "number"},
	}
	if q.Limit == 0 {
		return body, nil
	}
	if err := q.weigh(ctx); err != nil {
		return nil, err
	}
	var score object
	if len(q.matcher.Terms) > 0 {
		score = p.scoring(q.formula, q.size)
	}
	q.sorts = sorts(q.Order, score)
	after, err := parseCursor(q.After, q.Order, q.sorts)
	if err != nil {
		return nil, err
	}
	if after != nil {
		body["search_after"] = after
	}
	if len(q.sideways) > 0 {
		body["post_filter"] = q.passing()
	}
	body["sort"] = q.sorts
	body["size"] = min(q.Limit+1, mostHits) // one more, to learn whether there is another page
	return body, nil
}

// weigh sets the formula of the scores.
func (q *searchRequest) weigh(ctx context.Context) error {
	frequencies, err := q.frequencies(ctx, q.state, q.matcher.Terms)
	if err != nil {
		return err
	}
	c, err := q.reports(ctx)
	if err != nil {
		return err
	}
	q.size = rank.Collection{Paragraphs: q.state.Paragraphs, Bytes: q.state.Bytes, Newest: c.newest}
	q.formula = rank.New(q.size, frequencies)
	return nil
}

// mostHits is the maximum number of hits in a response of OpenSearch.
const mostHits = 10_000

// result converts the response.
func (q *searchRequest) result(ctx context.Context, a answer) (engine.Result, error) {
	c, err := q.reports(ctx)
	if err != nil {
		return engine.Result{}, err
	}
	var n counts
	err = json.Unmarshal(a.Aggregations["counts"].Value, &n)
	if err != nil || !n.fits(q.counting) {
		return engine.Result{}, language.New("engine.cluster.form", engine.ErrUnavailable, q.client, err)
	}
	result := engine.Result{Total: n.total(len(q.terms))}
	all, err := (&grouper{q, c, &n}).collected(ctx)
	if err != nil {
		return engine.Result{}, fmt.Errorf("%s: %w", q.client, err)
	}
	hits := a.Hits.Hits
	limit := min(q.Limit, mostHits-1)
	if len(hits) > limit {
		hits = hits[:limit]
	}
	for _, h := range hits {
		hit, err := q.hit(c, h.Source)
		if err != nil {
			return engine.Result{}, err
		}
		result.Hits = append(result.Hits, hit)
	}
	if err := q.addBelow(ctx, hits, result.Hits); err != nil {
		return engine.Result{}, err
	}
	if len(a.Hits.Hits) > limit && limit > 0 {
		if result.Next, err = (cursor{q.Order, hits[limit-1].Sort}).String(); err != nil {
			return engine.Result{}, err
		}
	}
	result.Hits = q.Chosen(result.Hits)
	for i, collector := range q.Collect {
		all[i].give(collector)
	}
	return result, nil
}

// hit converts a hit. It matches the paragraph again for marks, and for the score, which the order may not depend on.
func (q *searchRequest) hit(c *catalog, s source) (engine.Hit, error) {
	entry, ok := c.byNumber[s.Number]
	if !ok {
		return engine.Hit{}, language.New("engine.cluster.orphan", engine.ErrDamaged, q.client, s.Paragraph.Ordinal, s.Number)
	}
	folded, at := text.Fold(s.Paragraph.Text), match.PlaceOf(&s.Paragraph)
	var matches match.Matches
	if !q.matcher.Match(match.Paragraph{Folded: folded, Admits: func(i int) bool {
		return q.matcher.Filters[i].Admits(&entry.Header, at)
	}}, &matches) {
		return engine.Hit{}, language.New("engine.cluster.mismatch", engine.ErrDamaged, q.client, s.Paragraph.Ordinal, entry.ID)
	}
	place := q.placeOf(s.Paragraph.Heading, at.Titles, folded)
	place.Age = q.size.Age(entry.Year)
	hit := engine.Hit{
		Report: entry.Header, Paragraph: s.Paragraph, Occurrences: matches.Occurrences, Marks: q.matcher.Marks(s.Paragraph.Text),
		Score: q.formula.Score(matches.Counts, matches.Spans, len(folded)+1, place),
	}
	if q.Below {
		hit.Keys = clause.Keys(folded)
	}
	if q.Explain && len(q.matcher.Terms) > 0 {
		hit.Factors = q.formula.Factors(q.matcher.Terms, matches.Having, matches.Counts, matches.Spans, len(folded)+1, place)
	}
	return hit, nil
}

// addBelow sets the paragraphs below the headings among hits, which have been converted from documents.
func (q *searchRequest) addBelow(ctx context.Context, documents []foundDocument, hits []engine.Hit) error {
	headings := map[string]*engine.Hit{}
	for i := range hits {
		if q.Below && hits[i].Paragraph.Heading {
			headings[paragraphID(documents[i].Source.Number, hits[i].Paragraph.Ordinal+1)] = &hits[i]
		}
	}
	if len(headings) == 0 {
		return nil
	}
	a, err := q.search(ctx, q.state.index, object{
		"size": len(headings), "query": object{"ids": object{"values": slices.Sorted(maps.Keys(headings))}}, "_source": []string{"paragraph"},
	})
	for _, d := range a.Hits.Hits {
		if h := headings[d.ID]; h != nil && !d.Source.Paragraph.Heading {
			h.Below = &d.Source.Paragraph
		}
	}
	return err
}

// placeOf returns the place of a paragraph under folded titles, but for its age.
func (q *searchRequest) placeOf(heading bool, titles, folded string) rank.Place {
	if heading {
		return rank.Place{Context: rank.InHeading}
	}
	shape := rank.ShapeOf(folded)
	place := rank.Place{Lead: q.matcher.TermIn(folded[:shape.Lead]), Brief: shape.Brief}
	if q.matcher.TermIn(titles) {
		place.Context = rank.InSection
	}
	return place
}
