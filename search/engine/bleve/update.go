package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// Update implements engine.Engine. It writes new parts beside the old ones, and takes small old parts along so that their
// number stays small.
func (e *Engine) Update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.dir == "" {
		return e.update(ctx, changes)
	}
	unlock, err := lock(ctx, e.dir)
	if err != nil {
		return err
	}
	if err := e.refresh(ctx); err != nil {
		return errors.Join(err, unlock())
	}
	err = e.update(ctx, changes)
	return errors.Join(err, unlock())
}

// Refresh opens the index's newest generation, which another process may have written.
func (e *Engine) Refresh(ctx context.Context) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.dir == "" {
		return nil
	}
	return e.refresh(ctx)
}

func (e *Engine) refresh(ctx context.Context) error {
	old := e.current.Load()
	if old == nil {
		return fmt.Errorf("%w: it has been closed", engine.ErrUnavailable)
	}
	m, err := readManifest(e.dir)
	if err != nil || m.Serial == old.manifest.Serial {
		return err
	}
	g, err := openGeneration(ctx, e.dir, old)
	if err != nil {
		return err
	}
	return e.current.Swap(g).release()
}

// An update is a generation in the making.
type update struct {
	dir   string
	old   *generation
	made  []*part // the parts written so far
	parts []partManifest

	writer  *partWriter // the part being written, or nil
	put     map[string]place
	dead    map[place]bool // reports of old and made parts that are deleted or replaced; made parts count on from the old
	changed bool
}

func (e *Engine) update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	old, err := e.acquire()
	if err != nil {
		return err
	}
	u := &update{dir: e.dir, old: old, put: map[string]place{}, dead: map[place]bool{}}
	g, err := u.run(ctx, changes)
	if err != nil {
		return errors.Join(err, u.discard(), old.release())
	}
	if g == nil {
		return old.release()
	}
	return errors.Join(e.current.Swap(g).release(), old.release(), sweep(e.dir, g.manifest, old.manifest))
}

// run writes everything and gives the new generation, or nil when nothing has changed.
func (u *update) run(ctx context.Context, changes iter.Seq2[engine.Change, error]) (*generation, error) {
	for change, err := range changes {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		if err := u.apply(ctx, change); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !u.changed {
		return nil, nil
	}
	if err := u.absorb(ctx); err != nil {
		return nil, err
	}
	if err := u.finishPart(ctx); err != nil {
		return nil, err
	}
	return u.commit()
}

func (u *update) apply(ctx context.Context, c engine.Change) error {
	id := c.Delete
	if c.Put != nil {
		id = c.Put.ID
	}
	if at, ok := u.find(id); ok {
		u.dead[at] = true
		delete(u.put, id)
		u.changed = true
	}
	if c.Put == nil {
		return nil
	}
	u.changed = true
	return u.add(ctx, c.Put)
}

// find says where the living report with an id is.
func (u *update) find(id string) (place, bool) {
	if at, ok := u.put[id]; ok {
		return at, true
	}
	at, ok := u.old.byID[id]
	return at, ok && !u.dead[at]
}

// add writes a report into the part being written.
func (u *update) add(ctx context.Context, r *corpus.Report) (err error) {
	if u.writer != nil && u.writer.folded.len() >= partSize {
		if err := u.finishPart(ctx); err != nil {
			return err
		}
	}
	if u.writer == nil {
		if u.writer, err = newPartWriter(u.dir, u.partName()); err != nil {
			return err
		}
	}
	u.put[r.ID] = place{len(u.old.parts) + len(u.made), u.writer.reports}
	return u.writer.add(r)
}

// partName names the next part: by the generation that makes it, so that no two are ever named alike.
func (u *update) partName() string {
	return fmt.Sprintf("part-%06d-%03d", u.old.manifest.Serial+1, len(u.made))
}

// finishPart closes the part being written, if any.
func (u *update) finishPart(ctx context.Context) error {
	if u.writer == nil {
		return nil
	}
	p, m, err := u.writer.finish(ctx)
	u.writer = nil
	if err != nil {
		return err
	}
	p.hold()
	u.made, u.parts = append(u.made, p), append(u.parts, m)
	return nil
}
