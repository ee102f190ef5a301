package search

import (
	"context"
	"errors"
	"iter"
	"math"
	"slices"
	"time"

	"gongbao/corpus"
	"gongbao/search/alike"
	"gongbao/search/engine"
)

// likeness keeps the text of the newest edition that was asked for spellings. It is made when it is first needed.
type likeness struct {
	turn    chan struct{} // held by whoever makes or takes the text
	version string
	text    *alike.Text
}

func newLikeness() *likeness { return &likeness{turn: make(chan struct{}, 1)} }

// of returns the text of an edition.
func (l *likeness) of(ctx context.Context, e *Edition) (*alike.Text, error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if l.text == nil || l.version != e.version {
		text, err := alike.New(e.NewestFirst(ctx, math.MaxInt))
		if err != nil {
			return nil, err
		}
		l.text, l.version = text, e.version
	}
	return l.text, nil
}

// likenessInTime returns the text of the edition, or nil if that takes more than half of the time that is left: an answer is worth
// more than what else might have been meant.
func (e *Edition) likenessInTime(ctx context.Context) (*alike.Text, error) {
	within := ctx
	if end, limited := ctx.Deadline(); limited {
		var cancel context.CancelFunc
		within, cancel = context.WithTimeout(ctx, time.Until(end)/2)
		defer cancel()
	}
	text, err := e.likeness.of(within, e)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, nil
	}
	return text, err
}

// PrepareSpelling makes what searches for other spellings need, so that the first of them need not wait.
func (e *Edition) PrepareSpelling(ctx context.Context) error {
	_, err := e.likeness.of(ctx, e)
	return err
}

// NewestFirst yields the reports of the latest years first, because people write about those, and at most so many.
func (e *Edition) NewestFirst(ctx context.Context, most int) iter.Seq2[corpus.Report, error] {
	return func(yield func(corpus.Report, error) bool) {
		summaries, err := e.snapshot.Reports(ctx)
		if err != nil {
			yield(corpus.Report{}, err)
			return
		}
		summaries = slices.Clone(summaries)
		slices.SortStableFunc(summaries, func(a, b engine.Summary) int { return b.Year - a.Year })
		for _, s := range summaries[:min(len(summaries), most)] {
			r, err := e.snapshot.Report(ctx, s.ID)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}
