package engine

import (
	"context"
	"errors"
	"iter"

	"gongbao/corpus"
	"gongbao/search/query"
)

// A Snapshot is one state of an index: whatever it answers is of that state, also after the index has changed. Its methods
// may be called at the same time, Close once and last. A snapshot keeps its state alive as long as the engine can; when it
// cannot, the methods return ErrGone rather than an answer of another state.
type Snapshot interface {
	Reader

	// Each yields every paragraph that matches a tree, once, as the Hits of Search are, in the order Document. It looks at
	// no paragraph more often for there being more hits, and holds no more than some hundreds of them in memory. It ends
	// with the first error, so that all hits are there when there was none. A nil tree matches nothing; when loose,
	// separators are ignored.
	Each(ctx context.Context, tree query.Node, loose bool) iter.Seq2[Hit, error]

	// Figures yields the figures that a request asks for, by report, in the order Document, then in reading order. It ends with
	// the first error, so that all figures are there when there was none.
	Figures(ctx context.Context, r FigureRequest) iter.Seq2[Figure, error]

	// Paragraphs reads the paragraphs at some places, in the order of these. It returns ErrNotFound when there is none at one.
	Paragraphs(ctx context.Context, places []Place) ([]corpus.Paragraph, error)

	Close() error
}

// Latest is a Reader that takes a snapshot of the newest state for each call. Engines embed it.
type Latest func(ctx context.Context) (Snapshot, error)

var _ Reader = Latest(nil)

// Ask calls ask with a snapshot of the newest state, and closes it. When that state is gone before ask has its answer, Ask
// calls it once more with the state that took its place, so ask must be able to begin anew.
func (take Latest) Ask(ctx context.Context, ask func(Snapshot) error) error {
	err := take.askOnce(ctx, ask)
	if errors.Is(err, ErrGone) {
		return take.askOnce(ctx, ask)
	}
	return err
}

func (take Latest) askOnce(ctx context.Context, ask func(Snapshot) error) (err error) {
	s, err := take(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if closing := s.Close(); closing != nil {
			err = errors.Join(err, closing)
		}
	}()
	return ask(s)
}

// Reports implements Reader.
func (take Latest) Reports(ctx context.Context) (list []Summary, err error) {
	err = take.Ask(ctx, func(s Snapshot) (err error) {
		list, err = s.Reports(ctx)
		return err
	})
	return list, err
}

// Report implements Reader.
func (take Latest) Report(ctx context.Context, id string) (r corpus.Report, err error) {
	err = take.Ask(ctx, func(s Snapshot) (err error) {
		r, err = s.Report(ctx, id)
		return err
	})
	return r, err
}

// Search implements Reader.
func (take Latest) Search(ctx context.Context, r Request) (result Result, err error) {
	err = take.Ask(ctx, func(s Snapshot) (err error) {
		result, err = s.Search(ctx, r)
		return err
	})
	return result, err
}

// Like implements Reader.
func (take Latest) Like(ctx context.Context, r LikeRequest) (result LikeResult, err error) {
	err = take.Ask(ctx, func(s Snapshot) (err error) {
		result, err = s.Like(ctx, r)
		return err
	})
	return result, err
}

// Version implements Reader.
func (take Latest) Version(ctx context.Context) (version string, err error) {
	err = take.Ask(ctx, func(s Snapshot) (err error) {
		version, err = s.Version(ctx)
		return err
	})
	return version, err
}
