package api

import (
	"context"
	"iter"
	"math"
	"sync"

	"gongbao/corpus"
	"gongbao/guard"
	"gongbao/search"
	"gongbao/search/suggest"
)

// phrases caches the suggestions for one version of the index. After an update of the index it serves the old ones until the
// new ones are ready.
type phrases struct {
	mu      sync.Mutex
	made    *suggest.Index
	version string        // of the index that made was built from; empty if made has only a part of it
	making  bool          // whether a build runs
	first   chan struct{} // closed when the running build has made suggestions, or has failed; nil while made is there
	failed  error         // of the last build
}

// early is the number of reports whose suggestions a new server offers until those of all are ready.
const early = 20

// warm starts a build in the background, so that the first request finds suggestions.
func (p *phrases) warm(ctx context.Context, service *search.Service) {
	version, err := service.Version(ctx)
	if err != nil {
		return // requests report it
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begin(ctx, service, version)
}

// begin starts a build for a version, unless it is built or a build is running. The caller holds the lock.
func (p *phrases) begin(ctx context.Context, service *search.Service, version string) {
	if p.version == version || p.making {
		return
	}
	p.making = true
	if p.made == nil {
		p.first = make(chan struct{})
	}
	go p.make(context.WithoutCancel(ctx), service, p.made == nil)
}

// index returns the suggestions, and whether they are all those of a version of the index, the current one. Callers wait for the
// first ones, and get none when ctx ends before.
func (p *phrases) index(ctx context.Context, service *search.Service, version string) (made *suggest.Index, current bool, err error) {
	p.mu.Lock()
	p.begin(ctx, service, version)
	made, current, first := p.made, p.version == version, p.first
	p.mu.Unlock()
	if made != nil {
		return made, current, nil
	}
	select {
	case <-first:
	case <-ctx.Done():
		return new(suggest.Index), false, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil {
		return nil, false, p.failed
	}
	return p.made, p.version == version, nil
}

// make builds the suggestions of the newest edition.
func (p *phrases) make(ctx context.Context, service *search.Service, first bool) {
	err := guard.Do(func() error {
		return service.Read(ctx, func(e *search.Edition) error {
			if first {
				if err := p.build(e.NewestFirst(ctx, early), ""); err != nil {
					return err
				}
			}
			if err := e.PrepareSpelling(ctx); err != nil {
				return err
			}
			return p.build(e.NewestFirst(ctx, math.MaxInt), e.Version())
		})
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed, p.making = err, false
	p.release()
}

// build makes the suggestions of reports and offers them.
func (p *phrases) build(reports iter.Seq2[corpus.Report, error], version string) error {
	made, err := suggest.New(reports)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made, p.version = made, version
	p.release()
	return nil
}

// release wakes those who wait for the first suggestions. The caller holds the lock.
func (p *phrases) release() {
	if p.first != nil {
		close(p.first)
		p.first = nil
	}
}
