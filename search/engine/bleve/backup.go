package bleve

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/disk"
)

// Backup writes the current generation of the index in dir to dest, a directory that does not exist, or has nothing in it but
// what an earlier Backup has left there when it was stopped. The copy is an index itself, checked and durable
// when Backup returns nil: restoring is copying it back, or opening it where it is. It shares no file with the index, so that
// what damages the one spares the other. Others may search and update the index meanwhile.
func Backup(ctx context.Context, dir, dest string) error { return Driver{}.Backup(ctx, dir, dest) }

// Backup implements engine.Backuper by [Backup].
func (d Driver) Backup(ctx context.Context, dir, dest string) (err error) {
	from, to := d.atOld(dir), d.at(dest)
	if err := from.look(); err != nil && !errors.Is(err, errBegun) {
		return err
	}
	letGo, err := from.keep(ctx)
	if err != nil {
		return err
	}
	defer letGo()
	for {
		m, pointer, err := from.readManifest()
		if errors.Is(err, fs.ErrNotExist) && errors.Is(from.look(), errBegun) {
			m, err = manifest{Format: format, Text: textVersion, Figures: figure.Edition}, nil
		}
		if err != nil {
			return err
		}
		err = from.backup(ctx, to, m)
		if err == nil {
			from.noteOutdated(ctx, m)
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
		// where updates could not be kept from taking files away, they may have done so
		if again, err2 := from.readPointer(); err2 != nil || again == pointer {
			return err
		}
	}
}

// backup copies the generation of a manifest to a directory.
func (d *directory) backup(ctx context.Context, to *directory, m manifest) error {
	if err := to.isFree(); err != nil {
		return err
	}
	if err := to.beginCopy(); err != nil {
		return language.New("engine.directory.backup", err)
	}
	for _, p := range m.Parts {
		if err := d.copyPart(ctx, to, p); err != nil {
			// it may be the index that is damaged, and not the copy
			if damage := d.checkPart(ctx, p); errors.Is(damage, engine.ErrDamaged) {
				return damage
			}
			return language.New("engine.directory.backup", err)
		}
	}
	// an index may have been made there meanwhile, and holds the lock while it is made
	unlock, err := to.lock(ctx, nil)
	if err != nil {
		return err
	}
	defer unlock()
	if err := to.isFree(); err != nil {
		return err
	}
	if _, unsynced, err := to.advance(ctx, m); err != nil || unsynced != nil {
		return language.New("engine.directory.backup", errors.Join(err, unsynced))
	}
	engine.Note(ctx, disk.Gone(to.Remove(to.file(copyingName))))
	return nil
}

// isFree returns an error unless a copy may be written to the directory.
func (d *directory) isFree() error {
	switch err := d.look(); {
	case errors.Is(err, engine.ErrNoIndex), errors.Is(err, errBegun):
		return nil
	case err == nil, errors.Is(err, engine.ErrNotIndex), errors.Is(err, engine.ErrDamaged):
		return language.New("engine.directory.used", d.path)
	default:
		return err
	}
}

// beginCopy makes the directory, and the file that says that what is in it is not an index yet.
func (d *directory) beginCopy() error {
	if err := disk.MkdirAll(d, d.path); err != nil {
		return err
	}
	f, err := d.Create(d.file(copyingName))
	if err != nil {
		return err
	}
	return f.Close()
}

// copyPart copies the files of a part, durably, and compares the copies with their checksums.
func (d *directory) copyPart(ctx context.Context, to *directory, p partManifest) error {
	if err := disk.RemoveAll(to, to.file(p.Name)); err != nil {
		return err
	}
	for _, f := range p.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := to.file(p.Name, f.Name)
		if err := disk.MkdirAll(to, filepath.Dir(name)); err != nil {
			return err
		}
		if err := disk.Copy(d, d.file(p.Name, f.Name), to, name); err != nil {
			return err
		}
	}
	if err := to.checkPart(ctx, p); err != nil {
		return err
	}
	return disk.Walk(to, to.file(p.Name), func(name string, isDir bool) error {
		to.Share(name)
		if !isDir {
			return nil
		}
		return to.Sync(name)
	})
}

// Rollback makes the index in dir what it was before its last update: the state that the current one was made from becomes
// the current one, or, should that be damaged or the current one not say, the newest that is older and whole. A second Rollback
// takes the first one back. It waits for no reader: processes that have the index open see it at their next Refresh.
func Rollback(ctx context.Context, dir string) error { return Driver{}.Rollback(ctx, dir) }

// Rollback implements engine.Rollbacker by [Rollback].
func (d Driver) Rollback(ctx context.Context, dir string) (err error) {
	at := d.atOld(dir)
	if err := at.look(); err != nil && !errors.Is(err, engine.ErrDamaged) {
		if errors.Is(err, errBegun) {
			err = language.New("engine.directory.last", dir)
		}
		return err
	}
	unlock, err := at.lock(ctx, nil)
	if err != nil {
		return err
	}
	defer unlock()
	m, now, err := at.earlier(ctx)
	if err != nil {
		return err
	}
	_, unsynced, err := at.advance(ctx, m)
	if err != nil {
		return language.New("engine.directory.finish", err)
	}
	engine.Note(ctx, unsynced)
	if now != nil && unsynced == nil {
		if left := at.sweepStates(m, *now); left != nil {
			engine.Note(ctx, language.New("engine.directory.unswept", left))
		}
	}
	at.noteOutdated(ctx, m)
	return nil
}

// sweepStates takes away what going back from the state now to m leaves over: what else says that the index is in either, and what no
// manifest needs. Another state stays, since it may be the one that is whole, and so does everything if a manifest cannot be read.
func (d *directory) sweepStates(m, now manifest) error {
	names, err := d.manifests()
	if err != nil {
		return err
	}
	needed := []manifest{m, now}
	for _, name := range names {
		if name == m.name() || name == now.name() {
			continue
		}
		other, err := d.readNamed(name)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(other.Parts, m.Parts) && !reflect.DeepEqual(other.Parts, now.Parts) {
			needed = append(needed, other)
		}
	}
	return d.sweep(needed...)
}

// earlier returns the manifest of the state to go back to, under the next serial: it goes on from there, so that readers see it
// as new and no name is used twice. It also returns the current manifest, nil if that cannot be read.
func (d *directory) earlier(ctx context.Context) (m manifest, from *manifest, err error) {
	pointer, err := d.readPointer()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil, err
	}
	current, _, _ := strings.Cut(pointer, " ")
	names, err := d.manifests()
	if err != nil {
		return manifest{}, nil, err
	}
	now, _, unreadable := d.readManifest()
	if unreadable == nil {
		from = &now
	}
	why := []error{}
	for _, name := range candidates(names, current, now.Parent) {
		m, err := d.readWhole(ctx, name)
		if err := ctx.Err(); err != nil {
			return manifest{}, nil, err
		}
		if err != nil {
			why = append(why, err)
			continue
		}
		m.Parent = pointer
		if !m.isOutdated() { // else it stays readable for the program that wrote it
			m.Format = format
		}
		m.Serial = max(serialOf(names[len(names)-1]), serialOf(current)) + 1
		if from != nil && now.ID != "" {
			m.ID = now.ID
		}
		if m.ID == "" {
			m.ID = rand.Text()
		}
		return m, from, nil
	}
	return manifest{}, nil, errors.Join(append(why, language.New("engine.directory.last", d.path))...)
}

// candidates orders the manifests to go back to, of all that there are by serial: the parent of the current one, then the
// others that are older, the newest first. A newer one is of an update that did not come to its end.
func candidates(names []string, current, parent string) []string {
	parent, _, _ = strings.Cut(parent, " ")
	var list []string
	if slices.Contains(names, parent) && parent != current {
		list = append(list, parent)
	}
	for _, name := range slices.Backward(names) {
		if name != current && name != parent && (serialOf(current) == 0 || serialOf(name) < serialOf(current)) {
			list = append(list, name)
		}
	}
	return list
}

// manifests lists the manifests in the directory by serial.
func (d *directory) manifests() ([]string, error) {
	entries, err := d.List(d.path)
	var names []string
	for _, entry := range entries {
		if name := entry.Name(); isManifest(name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return serialOf(a) - serialOf(b) })
	return names, err
}

// readNamed reads a manifest that no pointer vouches for.
func (d *directory) readNamed(name string) (manifest, error) {
	body, err := disk.ReadFile(d, d.file(name))
	if err != nil {
		return manifest{}, err
	}
	return d.parseManifest(name, body)
}

// readWhole reads a manifest and compares the files that it lists with their checksums.
func (d *directory) readWhole(ctx context.Context, name string) (manifest, error) {
	m, err := d.readNamed(name)
	if err != nil {
		return m, err
	}
	for _, p := range m.Parts {
		if err := d.checkPart(ctx, p); err != nil {
			return m, err
		}
	}
	return m, nil
}
