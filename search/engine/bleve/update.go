package bleve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/disk"
)

// Update implements engine.Engine. It writes new parts beside the old ones, and takes small old parts along so that their
// number stays small.
func (e *Engine) Update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	return e.write(ctx, changes, false)
}

// Rebuild implements engine.Rebuilder. The new parts and the old ones are there together until the next update.
func (e *Engine) Rebuild(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	return e.write(ctx, changes, true)
}

// Outdated implements engine.Upgradable.
func (e *Engine) Outdated(context.Context) (bool, error) {
	g, err := e.acquire()
	if err != nil {
		return false, err
	}
	return g.manifest.isOutdated() || g.manifest.Figures < figure.Edition, g.release()
}

// write applies changes to the newest generation, or to an empty one.
func (e *Engine) write(ctx context.Context, changes iter.Seq2[engine.Change, error], anew bool) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.dir != nil {
		unlock, err := e.dir.lock(ctx, nil)
		if err != nil {
			return err
		}
		defer unlock()
		if err := e.refresh(ctx, true); err != nil {
			return err
		}
	}
	return e.update(ctx, changes, anew)
}

// Refresh opens the index's newest generation, which another process may have written. If another index stands there by now,
// that one is opened. Should that be impossible, or nothing stand there any more, then Version is an error until it is
// possible again, and other methods go on with what was there.
func (e *Engine) Refresh(ctx context.Context) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	if e.dir == nil {
		return nil
	}
	return e.refresh(ctx, false)
}

// refresh opens the newest generation. One that is to be written to must be of the index that is open.
func (e *Engine) refresh(ctx context.Context, writing bool) (err error) {
	old := e.current.Load()
	if old == nil {
		return language.New("engine.closed", engine.ErrUnavailable)
	}
	pointer, err := e.dir.readPointer()
	missing := errors.Is(err, fs.ErrNotExist)
	if err == nil && pointer == old.pointer || missing && old.pointer == "" {
		e.gone.Store(nil)
		return nil
	}
	var g *generation
	switch {
	case missing:
		if err = e.dir.look(); err == nil || errors.Is(err, errBegun) {
			err = language.New("engine.directory.missing", e.dir.path, engine.ErrNoIndex, e.dir.path)
		}
	default:
		g, err = e.dir.openGeneration(ctx, old)
	}
	if err != nil {
		if missing || e.dir.isOther(old, err) {
			e.gone.Store(&err)
		}
		return err
	}
	if !g.manifest.follows(old.manifest, old.pointer) {
		if writing {
			return errors.Join(language.New("engine.directory.replaced", e.dir.path, engine.ErrUnavailable), g.release())
		}
		engine.Note(ctx, language.New("engine.directory.reloaded", e.dir.path))
	}
	e.gone.Store(nil)
	engine.Note(ctx, e.current.Swap(g).release())
	return nil
}

// isOther reports whether the index in the directory, which could not be opened because of cause, is another one than that
// which had the generation old.
func (d *directory) isOther(old *generation, cause error) bool {
	if errors.Is(cause, engine.ErrVersion) {
		return true
	}
	m, _, err := d.readManifest()
	return err == nil && !m.follows(old.manifest, old.pointer)
}

// An update is a generation in the making.
type update struct {
	dir   *directory // nil in memory
	old   *generation
	made  []*part // the parts written so far
	parts []partManifest

	writer  *partWriter // the part being written, or nil
	put     map[string]address
	deleted map[address]bool // reports of old and made parts that are deleted or replaced; made parts count on from the old
	changed bool
	figures int // the oldest figure.Edition of a part
}

func (e *Engine) update(ctx context.Context, changes iter.Seq2[engine.Change, error], anew bool) error {
	old, err := e.acquire()
	if err != nil {
		return err
	}
	defer func() { engine.Note(ctx, old.release()) }()
	u := &update{dir: e.dir, old: old, put: map[string]address{}, deleted: map[address]bool{}, figures: min(old.manifest.Figures, figure.Edition)}
	switch {
	case anew:
		for _, at := range old.byID {
			u.deleted[at] = true
		}
		u.changed, u.figures = true, figure.Edition
	case old.manifest.isOutdated():
		return e.dir.errOutdated()
	}
	var g *generation
	err = old.guard(func() (err error) {
		g, err = u.run(ctx, changes)
		return err
	})
	if err != nil {
		if left := u.discard(err); left != nil {
			engine.Note(ctx, language.New("engine.directory.unswept", left))
		}
		return err
	}
	if g == nil {
		return nil
	}
	engine.Note(ctx, e.current.Swap(g).release())
	if e.dir == nil {
		return nil
	}
	if left := e.dir.sweep(g.manifest, old.manifest); left != nil {
		engine.Note(ctx, language.New("engine.directory.unswept", left))
	}
	return nil
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
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return u.commit(ctx)
}

func (u *update) apply(ctx context.Context, c engine.Change) error {
	id := c.Delete
	if c.Put != nil {
		id = c.Put.ID
	}
	if at, ok := u.find(id); ok {
		u.deleted[at] = true
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
func (u *update) find(id string) (address, bool) {
	if at, ok := u.put[id]; ok {
		return at, true
	}
	at, ok := u.old.byID[id]
	return at, ok && !u.deleted[at]
}

// add writes a report into the part being written.
func (u *update) add(ctx context.Context, r *corpus.Report) (err error) {
	if u.writer != nil && u.writer.folded.Len() >= partSize {
		if err := u.finishPart(ctx); err != nil {
			return err
		}
	}
	if u.writer == nil {
		if u.writer, err = newPartWriter(u.dir, partName(u.old.manifest.Serial+1, len(u.made))); err != nil {
			return err
		}
	}
	u.put[r.ID] = address{len(u.old.parts) + len(u.made), u.writer.reports}
	return u.writer.add(r)
}

// partName names the n-th part of a generation, so that no two are ever named alike.
func partName(serial, n int) string { return fmt.Sprintf(partPrefix+"%06d-%03d", serial, n) }

// finishPart closes the part being written, if any.
func (u *update) finishPart(ctx context.Context) error {
	if u.writer == nil {
		return nil
	}
	p, m, err := u.writer.finish(ctx)
	if err != nil {
		return err
	}
	u.writer = nil
	p.hold()
	u.made, u.parts = append(u.made, p), append(u.parts, m)
	return nil
}

// commit makes the new manifest current.
func (u *update) commit(ctx context.Context) (*generation, error) {
	m := manifest{Format: format, Text: textVersion, ID: u.old.manifest.ID, Serial: u.old.manifest.Serial + 1, Figures: u.figures, Parent: u.old.pointer}
	if m.ID == "" {
		m.ID = rand.Text()
	}
	var parts []*part
	for i, pm := range append(slices.Clone(u.old.manifest.Parts), u.parts...) {
		pm.Deleted = u.deletedFrom(i, pm)
		if len(pm.Deleted) == pm.Reports {
			continue
		}
		m.Parts = append(m.Parts, pm)
		if i < len(u.old.parts) {
			parts = append(parts, u.old.parts[i].part)
		} else {
			parts = append(parts, u.made[i-len(u.old.parts)])
		}
	}
	pointer := ""
	if u.dir != nil {
		var unsynced, err error
		if pointer, unsynced, err = u.dir.advance(ctx, m); err != nil {
			return nil, language.New("engine.directory.finish", err)
		}
		engine.Note(ctx, unsynced)
	}
	for _, p := range parts {
		p.hold()
	}
	g := newGeneration(m, pointer, parts)
	engine.Note(ctx, releaseAll(u.made))
	return g, nil
}

// deletedFrom lists the deleted reports of the part that stands i-th among the old parts and the made ones.
func (u *update) deletedFrom(i int, pm partManifest) []int {
	deleted := slices.Clone(pm.Deleted)
	for at := range u.deleted {
		if at.part == i {
			deleted = append(deleted, at.report)
		}
	}
	slices.Sort(deleted)
	return slices.Compact(deleted)
}

// discard gives up an update that failed because of cause, and takes back what it has written, unless that may be needed.
func (u *update) discard(cause error) error {
	var errs []error
	if u.writer != nil {
		errs = append(errs, u.writer.discard())
	}
	errs = append(errs, releaseAll(u.made))
	for _, m := range u.parts {
		if u.dir != nil && !errors.Is(cause, errUncertain) {
			errs = append(errs, disk.RemoveAll(u.dir, u.dir.file(m.Name)))
		}
	}
	return errors.Join(errs...)
}

// sweep takes away what neither of two manifests needs: the current one, and the one before it, which stays so that a
// process which is opening it can, and that one can go back to it. While somebody reads files one by one, all stay. So do
// files that somebody has open, where the system keeps those. The next update takes them away.
func (d *directory) sweep(manifests ...manifest) (err error) {
	if _, err := d.Stat(d.file(readersName)); err == nil {
		free, err := d.TryLock(d.file(readersName), false)
		if errors.Is(err, disk.ErrLocked) {
			return nil
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, free()) }()
	}
	needed := map[string]bool{lockName: true, holderName: true, readersName: true, pointerName: true}
	for _, m := range manifests {
		needed[m.name()] = true
		for _, p := range m.Parts {
			needed[p.Name] = true
		}
	}
	entries, err := d.List(d.path)
	if err != nil {
		return err
	}
	var errs []error
	for _, entry := range entries {
		if name := entry.Name(); isOurs(entry) && !needed[name] {
			if err := disk.RemoveAll(d, d.file(name)); !disk.InUse(err) {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

// absorb writes old parts anew that are no larger than what is being written, so that the number of parts grows with the
// logarithm of the number of updates, and those that are mostly deleted.
func (u *update) absorb(ctx context.Context) error {
	order := make([]int, len(u.old.parts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return u.living(a) - u.living(b) })
	for _, i := range order {
		living, written := u.living(i), 0
		if u.writer != nil {
			written = u.writer.folded.Len()
		}
		mostlyDeleted := 2*living < u.old.parts[i].folded.Len()
		if !mostlyDeleted && (living > written || living+written > partSize) {
			continue
		}
		if err := u.rewrite(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// living counts the paragraphs of old part i that are still wanted.
func (u *update) living(i int) int {
	n := 0
	for r := range u.old.parts[i].reports {
		if u.isLiving(address{i, r}) {
			n += u.old.parts[i].reports[r].end - u.old.parts[i].reports[r].First
		}
	}
	return n
}

func (u *update) isLiving(at address) bool {
	return !u.old.parts[at.part].deleted[at.report] && !u.deleted[at]
}

func (u *update) rewrite(ctx context.Context, i int) error {
	for r := range u.old.parts[i].reports {
		at := address{i, r}
		if !u.isLiving(at) {
			continue
		}
		report, err := u.old.parts[i].report(r)
		if err != nil {
			return err
		}
		if err := errors.Join(ctx.Err(), u.add(ctx, &report)); err != nil {
			return err
		}
		u.deleted[at] = true
	}
	return nil
}
