package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/language"
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
		return language.New("engine.closed", engine.ErrUnavailable)
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
	put     map[string]address
	deleted map[address]bool // reports of old and made parts that are deleted or replaced; made parts count on from the old
	changed bool
}

func (e *Engine) update(ctx context.Context, changes iter.Seq2[engine.Change, error]) error {
	old, err := e.acquire()
	if err != nil {
		return err
	}
	u := &update{dir: e.dir, old: old, put: map[string]address{}, deleted: map[address]bool{}}
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
		if u.writer, err = newPartWriter(u.dir, u.partName()); err != nil {
			return err
		}
	}
	u.put[r.ID] = address{len(u.old.parts) + len(u.made), u.writer.reports}
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

// commit makes the new manifest current.
func (u *update) commit() (*generation, error) {
	m := manifest{Format: format, Text: textVersion, Serial: u.old.manifest.Serial + 1}
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
	if u.dir != "" {
		if err := errors.Join(syncPath(u.dir), writePointer(u.dir, m)); err != nil {
			return nil, language.New("engine.directory.finish", err)
		}
	}
	for _, p := range parts {
		p.hold()
	}
	g := newGeneration(m, parts)
	return g, releaseAll(u.made)
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

// discard takes back what an update that failed has written.
func (u *update) discard() error {
	var errs []error
	if u.writer != nil {
		errs = append(errs, u.writer.discard())
	}
	errs = append(errs, releaseAll(u.made))
	for _, m := range u.parts {
		if u.dir != "" {
			errs = append(errs, os.RemoveAll(filepath.Join(u.dir, m.Name)))
		}
	}
	return errors.Join(errs...)
}

// sweep takes away what neither of two manifests needs: the current one, and the one before it, which stays so that a
// process which is opening it can, and that one can go back to it.
func sweep(dir string, manifests ...manifest) error {
	if dir == "" {
		return nil
	}
	needed := map[string]bool{}
	for _, m := range manifests {
		needed[m.name()] = true
		for _, p := range m.Parts {
			needed[p.Name] = true
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		ours := strings.HasPrefix(entry.Name(), "part-") || strings.HasPrefix(entry.Name(), "manifest-") ||
			strings.HasPrefix(entry.Name(), pointerName+".new-") // of a process that was killed
		if ours && !needed[entry.Name()] {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, entry.Name())))
		}
	}
	return err
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
