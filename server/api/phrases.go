package api

import (
	"context"
	"iter"
	"slices"
	"sync"

	"gongbao/corpus"
	"gongbao/guard"
	"gongbao/search"
	"gongbao/search/suggest"
	"gongbao/server/problem"
)

// phrases caches the suggestions for one version of the index. After an update of the index it serves the old ones until the
// new ones are ready.
type phrases struct {
	mu      sync.Mutex
	made    *suggest.Index
	version string        // of the index that made was built from
	making  chan struct{} // closed when a build ends; nil while none runs
	failed  error         // of the last build
}

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
	if p.version != version && p.making == nil {
		p.making = make(chan struct{})
		go p.make(context.WithoutCancel(ctx), service, version)
	}
}

// index returns the suggestions, and whether they are of the current version of the index. Until the first build ends,
// callers wait for it.
func (p *phrases) index(ctx context.Context, service *search.Service) (made *suggest.Index, current bool, err error) {
	version, err := service.Version(ctx)
	if err != nil {
		return nil, false, err
	}
	p.mu.Lock()
	p.begin(ctx, service, version)
	made, current, wait := p.made, p.version == version, p.making
	p.mu.Unlock()
	if made != nil {
		return made, current, nil
	}
	select {
	case <-wait:
	case <-ctx.Done():
		return nil, false, problem.Busy.Because("problem.suggestions")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil {
		return nil, false, p.failed
	}
	return p.made, p.version == version, nil
}

// make builds the suggestions of a version.
func (p *phrases) make(ctx context.Context, service *search.Service, version string) {
	var made *suggest.Index
	err := guard.Do(func() (err error) {
		made, err = suggest.New(newestFirst(ctx, service))
		return err
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed = err; err == nil {
		p.made, p.version = made, version
	}
	close(p.making)
	p.making = nil
}

// newestFirst yields all reports, latest years first, because people write about those.
func newestFirst(ctx context.Context, service *search.Service) iter.Seq2[corpus.Report, error] {
	return func(yield func(corpus.Report, error) bool) {
		infos, err := service.Reports(ctx)
		if err != nil {
			yield(corpus.Report{}, err)
			return
		}
		slices.SortStableFunc(infos, func(a, b search.ReportInfo) int { return b.Year - a.Year })
		for _, info := range infos {
			view, err := service.Report(ctx, info.ID, search.Marking{})
			r := corpus.Report{Header: info.Header(), Outline: view.Outline}
			for _, p := range view.Paragraphs {
				r.Paragraphs = append(r.Paragraphs, p.Paragraph)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}
