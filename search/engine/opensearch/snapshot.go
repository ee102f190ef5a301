package opensearch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// A snapshot is one state of an index. It implements engine.Snapshot. The cluster keeps the documents of a state for as
// long as it is the newest, and for grace after that; a rebuild deletes them at once.
type snapshot struct {
	*Engine
	state *state

	mutex   sync.Mutex // guards the fields below
	newest  time.Time  // when the state was known to be the newest
	catalog *catalog   // nil until it is needed
}

// kept is for how long after that a snapshot answers without another look at the state: less than grace, since clocks
// differ.
const kept = grace - time.Minute

// Snapshot implements engine.Engine. It asks the cluster for the state unless the cached one is fresh, so it also detects
// an unavailable cluster.
func (e *Engine) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := e.current(ctx)
	if err != nil {
		return nil, err
	}
	return &snapshot{Engine: e, state: s, newest: time.Now().Add(-fresh)}, nil
}

// Close implements engine.Snapshot. There is nothing to give back: the cluster does not know who reads.
func (s *snapshot) Close() error { return nil }

// Version implements engine.Reader.
func (s *snapshot) Version(context.Context) (string, error) { return fmt.Sprint(s.state.Serial), nil }

// Reports implements engine.Reader.
func (s *snapshot) Reports(ctx context.Context) ([]engine.Summary, error) {
	c, err := s.reports(ctx)
	if err != nil {
		return nil, s.check(ctx, err)
	}
	summaries := make([]engine.Summary, len(c.sorted))
	for i, entry := range c.sorted {
		summaries[i] = entry.Summary
	}
	return summaries, s.check(ctx, nil)
}

// Report implements engine.Reader.
func (s *snapshot) Report(ctx context.Context, id string) (corpus.Report, error) {
	c, err := s.reports(ctx)
	if err != nil {
		return corpus.Report{}, s.check(ctx, err)
	}
	r, err := s.readReport(ctx, s.state, c, id)
	return r, s.check(ctx, err)
}

// Search implements engine.Reader. One request finds, counts and sorts; another one before it gets the frequencies of the
// terms, unless they are cached for the state.
func (s *snapshot) Search(ctx context.Context, r engine.Request) (engine.Result, error) {
	if r.Query == nil {
		return engine.Result{}, nil
	}
	result, err := engine.SearchWhole(ctx, r, s.find)
	return result, s.check(ctx, err)
}

// find is Search of a query that asks nothing of whole reports.
func (s *snapshot) find(ctx context.Context, r engine.Request) (engine.Result, error) {
	result, err := s.findOne(ctx, r)
	if err != nil || !r.CountOther {
		return result, err
	}
	other, err := s.findOne(ctx, r.Other(r.Query))
	result.Other = other.Total
	return result, err
}

// findOne is find without Result.Other.
func (s *snapshot) findOne(ctx context.Context, r engine.Request) (engine.Result, error) {
	q, err := s.searchRequest(ctx, r)
	if err != nil {
		return engine.Result{}, err
	}
	return q.answer(ctx)
}

// Like implements engine.Reader. The cluster sums the weights of the grams in each paragraph and returns the heaviest.
// The neighbours of the best follow, since evidence may be in an adjacent paragraph.
func (s *snapshot) Like(ctx context.Context, r engine.LikeRequest) (engine.LikeResult, error) {
	if err := s.state.readable(s.Location); err != nil {
		return engine.LikeResult{}, err
	}
	c, err := s.reports(ctx)
	if err != nil {
		return engine.LikeResult{}, s.check(ctx, err)
	}
	result, err := (&likeSearch{Engine: s.Engine, state: s.state, catalog: c, LikeRequest: r}).answer(ctx)
	return result, s.check(ctx, err)
}

// reports returns the catalog of the state. The snapshot keeps it, since the engine keeps only that of the newest state.
func (s *snapshot) reports(ctx context.Context) (*catalog, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.catalog == nil {
		c, err := s.catalogOf(ctx, s.state)
		if err != nil {
			return nil, err
		}
		s.catalog = c
	}
	return s.catalog, nil
}

// check returns err, or ErrGone when the documents of the state may have been deleted before the answer that err ends: a
// rebuild has replaced the OpenSearch index, or the state was replaced so long ago that updates delete what it alone shows.
func (s *snapshot) check(ctx context.Context, err error) error {
	if cluster.KindOf(err) == missingIndex {
		s.forget()
		return language.New("engine.cluster.gone", s.client, engine.ErrGone)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	began := time.Now()
	if began.Sub(s.newest) < kept {
		return err
	}
	now, readErr := s.readState(ctx)
	if readErr != nil {
		return errors.Join(err, readErr)
	}
	if now.index != s.state.index || now.Serial != s.state.Serial {
		return language.New("engine.cluster.gone", s.client, engine.ErrGone)
	}
	s.newest = began
	return err
}

// forget makes the next snapshot ask the cluster for the state.
func (s *snapshot) forget() {
	s.Engine.mutex.Lock()
	defer s.Engine.mutex.Unlock()
	if s.Engine.state == s.state {
		s.asked = time.Time{}
	}
}
