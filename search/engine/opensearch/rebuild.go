package opensearch

import (
	"context"
	"errors"
	"iter"
	"time"

	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
)

// Rebuild replaces the content of the index by exactly the puts of changes. It builds a new OpenSearch index and moves
// the alias to it when it is complete; until then, and if anything fails, the old one answers. It deletes the old one
// once the cluster confirms the swap.
func (e *Engine) Rebuild(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	w, held, err := e.takeLease(ctx)
	if err != nil {
		return err
	}
	return w.rebuild(ctx, held, changes)
}

// Outdated implements engine.Upgradable.
func (e *Engine) Outdated(ctx context.Context) (bool, error) {
	s, err := e.current(ctx)
	return err == nil && (s.outdated() || s.Figures < figure.Edition), err
}

func (w *writer) rebuild(ctx, held context.Context, changes iter.Seq2[engine.Change, error]) error {
	defer w.stopRenewing()
	old := w.latest()
	name := w.Another(old.index)
	w.from, w.next = 0, 0
	u := &update{writer: w, index: name, put: map[string]placed{}}
	err := u.build(held, changes)
	if err == nil {
		err = w.swap(ctx, old.index, name)
	}
	if err == nil {
		return nil
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), writePatience)
	defer cancel()
	if after, readErr := w.readState(ending); readErr != nil || after.index == name {
		return errors.Join(err, readErr) // the alias is unknown, or points to the new index
	}
	return errors.Join(err, w.drop(ending, name), w.endLease(ending, func(s *state) {
		from := s.Lease.From // differs from s.Next if the lease was taken over
		s.hide(time.Now().UTC(), stretch{From: s.Next, To: from})
		s.Next = from
	}))
}

// build fills a new index and writes its state.
func (u *update) build(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	if err := u.dropLeft(ctx, u.latest().index); err != nil {
		return err
	}
	if err := u.makeIndex(ctx, u.index); err != nil {
		return err
	}
	if err := u.write(ctx, changes); err != nil {
		return err
	}
	s := &state{Format: format, Text: textVersion, Figures: figure.Edition, Serial: u.latest().Serial, index: u.index}
	u.changed = true
	u.show(s, time.Now().UTC())
	return u.createState(ctx, s)
}

// swap moves the alias to the new index, checks that, and deletes the old one.
func (w *writer) swap(ctx context.Context, old, name string) error {
	if err := w.renew(ctx); err != nil {
		return err
	}
	w.stopRenewing()
	if err := w.point(ctx, old, name); err != nil {
		return err
	}
	s, err := w.readState(ctx)
	if err != nil {
		return err
	}
	if s.index != name {
		return language.New("engine.cluster.rebuild", engine.ErrUnavailable, w.client, old)
	}
	w.see(s, time.Now())
	return w.drop(ctx, old)
}
