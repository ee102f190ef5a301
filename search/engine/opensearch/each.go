package opensearch

import (
	"context"
	"encoding/json"
	"iter"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/match"
	"gongbao/search/query"
)

// runLength is how many hits Each requests at once.
const runLength = 1000

// Each implements engine.Snapshot. One request counts the hits of each report; then each run of reports that follow each
// other has requests of its own for its hits, which look at no other report. So the cluster looks at a paragraph twice,
// however many hits there are.
func (s *snapshot) Each(ctx context.Context, tree query.Node, loose bool) iter.Seq2[engine.Hit, error] {
	return func(yield func(engine.Hit, error) bool) {
		if tree == nil {
			return
		}
		tree, err := engine.Whole(ctx, tree, loose, s.find)
		if err != nil {
			yield(engine.Hit{}, s.check(ctx, err))
			return
		}
		var counted engine.ReportCounts
		if _, err := s.Search(ctx, engine.Request{Query: tree, Loose: loose, Collect: []engine.Collector{&counted}}); err != nil {
			yield(engine.Hit{}, err)
			return
		}
		q, err := s.searchRequest(ctx, engine.Request{Query: tree, Loose: loose, Order: engine.Document})
		if err == nil {
			err = q.weigh(ctx)
		}
		if err != nil {
			yield(engine.Hit{}, s.check(ctx, err))
			return
		}
		for reports := counted.Reports; len(reports) > 0; {
			var r run
			r, reports = nextRun(reports)
			if !q.eachOf(ctx, r, yield) {
				return
			}
		}
	}
}

// A run is some reports that follow each other in document order.
type run struct {
	ids  []string
	hits int // that they have together
}

// nextRun takes a run of runLength hits at most, or of one report, from the front of the reports.
func nextRun(reports []engine.Group) (r run, rest []engine.Group) {
	for i, g := range reports {
		if i > 0 && r.hits+g.Paragraphs > runLength {
			return r, reports[i:]
		}
		r.ids, r.hits = append(r.ids, g.Report.ID), r.hits+g.Paragraphs
	}
	return r, nil
}

// eachOf yields the hits of a run, and returns false when there is nothing more to yield.
func (q *searchRequest) eachOf(ctx context.Context, r run, yield func(engine.Hit, error) bool) bool {
	c, err := q.reports(ctx)
	if err != nil {
		yield(engine.Hit{}, q.check(ctx, err))
		return false
	}
	numbers := make([]int64, len(r.ids))
	for i, id := range r.ids {
		numbers[i] = c.byID[id].number
	}
	p := newProgram(q.matcher, remainder(q.named), q.Loose)
	filters := append(candidates(match.Candidates(q.named)), object{"terms": object{"number": numbers}})
	var after []json.RawMessage
	for found := 0; found < r.hits; {
		body := object{
			"query": p.matching(all(filters...)), "size": runLength, "sort": sorts(engine.Document, nil), "track_total_hits": false,
			"_source": []string{"paragraph", "number"},
		}
		if after != nil {
			body["search_after"] = after
		}
		a, err := q.search(ctx, q.state.index, body)
		if err == nil && len(a.Hits.Hits) == 0 {
			err = language.New("engine.cluster.fewer", engine.ErrUnavailable, q.client, found, r.hits)
		}
		if err := q.check(ctx, err); err != nil {
			yield(engine.Hit{}, err)
			return false
		}
		for _, h := range a.Hits.Hits {
			hit, err := q.hit(c, h.Source)
			if !yield(hit, err) || err != nil {
				return false
			}
			found, after = found+1, h.Sort
		}
	}
	return true
}
