// Package bleve is the engine for one machine: an index in a directory, or in memory.
//
// [Open] opens an index and [Create] makes one first where there is none. An index is a list of parts that never change.
// A part holds some reports whole: a bleve index of their paragraphs' grams, which finds candidates, and columns of their
// folded and displayed text, mapped into memory, against which package match decides, counts and marks. An update writes
// a new part aside, then a new manifest that lists the parts and what is deleted in them, and moves a pointer to it; the
// manifest and all its files are a generation. A search works on the generation that it began with.
//
// Postings carry no frequencies and no positions: the text itself gives both, by the one definition of a match. That
// makes the index small, and exact by construction.
package bleve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"gongbao/corpus/figure"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve/disk"
)

// An Engine is an index open in this process. It implements engine.Engine.
type Engine struct {
	engine.Latest
	dir     *directory // nil for an index in memory
	current atomic.Pointer[generation]
	writing sync.Mutex            // held during an update
	gone    atomic.Pointer[error] // why the index that was opened is no longer to be answered from; see Refresh
}

var _ engine.Engine = (*Engine)(nil)

// A Driver opens indexes in directories. It implements engine.Driver and the abilities that go with files.
type Driver struct {
	FS disk.FS // the file system that they stand on; nil is the one of the operating system
}

var (
	_ engine.Driver     = Driver{}
	_ engine.Verifier   = Driver{}
	_ engine.Backuper   = Driver{}
	_ engine.Rollbacker = Driver{}
	_ engine.Recognizer = Driver{}
	_ engine.Refresher  = (*Engine)(nil)
	_ engine.Measured   = (*Engine)(nil)
	_ engine.Upgradable = (*Engine)(nil)
)

// at returns the directory at a path.
func (d Driver) at(path string) *directory {
	if d.FS == nil {
		return &directory{FS: disk.OS{}, path: path}
	}
	return &directory{FS: d.FS, path: path}
}

// atOld returns the directory at a path, where an outdated index will do.
func (d Driver) atOld(path string) *directory {
	at := d.at(path)
	at.outdated = true
	return at
}

// Open implements engine.Driver.
func (d Driver) Open(ctx context.Context, dir string) (engine.Engine, error) {
	e, err := d.at(dir).open(ctx)
	if err != nil {
		return nil, err // and no Engine that is a nil pointer
	}
	return e, nil
}

// Create implements engine.Driver.
func (d Driver) Create(ctx context.Context, dir string) (engine.Engine, error) {
	e, err := d.atOld(dir).create(ctx)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Same implements engine.Driver. Of directories that do not exist it knows nothing: they are not the same.
func (d Driver) Same(a, b string) bool {
	x, errX := d.at(a).Stat(a)
	y, errY := d.at(b).Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// IsIndex implements engine.Recognizer. A directory that had an index is one, too.
func (d Driver) IsIndex(dir string) bool {
	err := d.at(dir).look()
	return err == nil || errors.Is(err, errBegun) || errors.Is(err, engine.ErrDamaged)
}

// Open opens the index in the directory dir. It returns engine.ErrNoIndex when there is none, engine.ErrNotIndex when
// the directory holds something else, engine.ErrVersion for an index that this program cannot read, engine.ErrOutdated for one
// that Rebuild must build anew, and engine.ErrDamaged when a file is not what its manifest says. Any number of processes may have an index open.
func Open(ctx context.Context, dir string) (*Engine, error) { return Driver{}.at(dir).open(ctx) }

// Create opens the index in dir, or makes an empty one when dir does not exist, or has nothing in it but what an earlier
// Create or Backup has left behind, and files that systems put into directories by themselves. Of several that make one at
// once, one does, and the others open it. An index that is outdated is opened too: see engine.Upgradable.
func Create(ctx context.Context, dir string) (*Engine, error) { return Driver{}.atOld(dir).create(ctx) }

func (d *directory) open(ctx context.Context) (*Engine, error) {
	switch err := d.look(); {
	case errors.Is(err, errBegun):
		return newEngine(d, newGeneration(emptyManifest(), "", nil)), nil
	case err != nil:
		return nil, err
	}
	g, err := d.openGeneration(ctx, nil)
	if err != nil {
		return nil, err
	}
	return newEngine(d, g), nil
}

func (d *directory) create(ctx context.Context) (*Engine, error) {
	err := d.look()
	if errors.Is(err, engine.ErrNoIndex) || errors.Is(err, errBegun) {
		err = d.begin(ctx)
	}
	if err != nil {
		return nil, err
	}
	return d.open(ctx)
}

// begin makes an empty index, unless another process is quicker.
func (d *directory) begin(ctx context.Context) error {
	if err := disk.MkdirAll(d, d.path); err != nil {
		return d.cannotWrite(err, language.New("engine.directory.create", err))
	}
	// an earlier run may have ended before it did
	if err := d.Sync(filepath.Dir(filepath.Clean(d.path))); err != nil {
		engine.Note(ctx, language.New("engine.directory.unsynced", d.path, err))
	}
	unlock, err := d.lock(ctx, func() bool { return d.look() == nil })
	if unlock == nil || err != nil {
		return err
	}
	defer unlock()
	if err := d.look(); !errors.Is(err, engine.ErrNoIndex) && !errors.Is(err, errBegun) {
		return err // nil if another process has made it
	}
	m := emptyManifest()
	m.ID = rand.Text()
	_, unsynced, err := d.advance(ctx, m)
	if err != nil {
		return language.New("engine.directory.create", err)
	}
	engine.Note(ctx, unsynced)
	return nil
}

// errBegun says that a directory has been made for an index that has no state yet: it is empty, and there is nothing to lose.
var errBegun = errors.New("no state yet")

// look says what the directory holds: nil stands for an index of ours, of whatever version. The pointer decides, and nothing
// else does where it is. Where it is not, the error is engine.ErrNoIndex, errBegun, engine.ErrNotIndex, or engine.ErrDamaged
// if there has been an index.
func (d *directory) look() error {
	_, err := d.Stat(d.file(pointerName))
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist): // on Windows also where a file is in place of the directory
		return d.cannotRead(err)
	}
	entries, err := d.List(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && d.obstacle() == nil:
		return language.New("engine.directory.missing", d.path, engine.ErrNoIndex, d.path)
	case err != nil:
		return d.cannotRead(err)
	}
	if _, err := d.Stat(d.file(pointerName)); err == nil {
		return nil // another process has made it meanwhile
	}
	return d.leftovers(entries)
}

// cannotRead returns the error of a look at the directory in words that say what is in the way, and what to do, if something is.
func (d *directory) cannotRead(err error) error {
	if obstacle := d.obstacle(); obstacle != nil {
		return obstacle
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return language.Wrap(err, "engine.directory.unreadable", d.path)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return language.New("engine.directory.unusable", d.path, cause(err))
	}
	return err
}

// cannotWrite does the same for the error of an attempt to write to the directory, or to make it. It returns failed if nothing is in
// the way.
func (d *directory) cannotWrite(err, failed error) error {
	if obstacle := d.obstacle(); obstacle != nil {
		return obstacle
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return language.Wrap(err, "engine.directory.unwritable", d.path)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrNotExist):
		return language.New("engine.directory.unusable", d.path, cause(err))
	}
	return failed
}

// obstacle returns what stands in place of the directory or of one above it: a file, or a link that leads nowhere. It is nil if
// nothing does.
func (d *directory) obstacle() error {
	if d.path == "" {
		return language.New("engine.directory.nameless", engine.ErrNotIndex)
	}
	for path := filepath.Clean(d.path); ; path = filepath.Dir(path) {
		target, isLink := d.Link(path)
		info, err := d.Stat(path)
		switch {
		case isLink && errors.Is(err, syscall.ELOOP):
			return language.Wrap(engine.ErrNotIndex, "engine.directory.loop", path)
		case isLink && errors.Is(err, fs.ErrNotExist):
			return language.Wrap(engine.ErrNotIndex, "engine.directory.dangling", path, target)
		case err == nil && !info.IsDir():
			return language.New("engine.directory.file", path, engine.ErrNotIndex)
		case err == nil, path == filepath.Dir(path):
			return nil
		}
	}
}

// leftovers judges a directory without a pointer by what is in it.
func (d *directory) leftovers(entries []fs.DirEntry) error {
	var begun, parts bool
	other := ""
	copying := slices.ContainsFunc(entries, func(entry fs.DirEntry) bool { return entry.Name() == copyingName })
	for _, entry := range entries {
		switch name := entry.Name(); {
		case isManifest(name) && serialOf(name) > 0 && !copying:
			return d.damaged(pointerName, language.New("engine.file.missing"))
		case isPart(entry):
			parts = true
		case name == lockName, name == holderName:
			begun = true
		case !isOurs(entry) && !isOfSystem(name):
			other = name
		}
	}
	switch {
	case other != "":
		return language.New("engine.directory.other", d.path, engine.ErrNotIndex, other)
	case begun && !parts && !copying:
		return errBegun
	}
	return language.New("engine.directory.missing", d.path, engine.ErrNoIndex, d.path)
}

// isOurs reports whether an entry of a directory is one of an index, or a temporary file of one. Names that only look like those are
// somebody else's: what is ours may be removed.
func isOurs(entry fs.DirEntry) bool {
	name := entry.Name()
	return name == lockName || name == holderName || name == readersName || name == pointerName || name == copyingName || isManifest(name) || isTemporary(name) || isPart(entry)
}

func isManifest(name string) bool { return name == (manifest{Serial: serialOf(name)}).name() }

func isPart(entry fs.DirEntry) bool {
	var serial, n int
	_, err := fmt.Sscanf(entry.Name(), partPrefix+"%d-%d", &serial, &n)
	return err == nil && entry.IsDir() && entry.Name() == partName(serial, n)
}

// isTemporary reports whether an entry is a file that has been written but not renamed.
func isTemporary(name string) bool {
	file, ok := disk.IsStaged(name)
	return ok && (file == pointerName || isManifest(file))
}

// isOfSystem reports whether an entry of a directory is one that people do not put there: mount points, tools and file
// managers do.
func isOfSystem(name string) bool {
	switch strings.ToLower(name) {
	case "lost+found", "thumbs.db", "desktop.ini", "ehthumbs.db", "$recycle.bin", "system volume information", "@eadir":
		return true
	}
	return strings.HasPrefix(name, ".")
}

// emptyManifest is that of an index without reports, as this program makes it.
func emptyManifest() manifest {
	return manifest{Format: format, Text: textVersion, Figures: figure.Edition}
}

// New makes an empty index in memory.
func New() *Engine {
	return newEngine(nil, newGeneration(emptyManifest(), "", nil))
}

func newEngine(dir *directory, g *generation) *Engine {
	e := &Engine{dir: dir}
	e.Latest = e.Snapshot
	e.current.Store(g)
	return e
}

// Close waits for running searches and gives the index back.
func (e *Engine) Close() error {
	e.writing.Lock()
	defer e.writing.Unlock()
	return e.current.Swap(nil).release()
}

// A snapshot holds a generation. It implements engine.Snapshot.
type snapshot struct{ *generation }

// Close implements engine.Snapshot.
func (s snapshot) Close() error { return s.release() }

// Snapshot implements engine.Engine.
func (e *Engine) Snapshot(context.Context) (engine.Snapshot, error) {
	g, err := e.acquire()
	if err != nil {
		return nil, err
	}
	return snapshot{g}, nil
}

// Version implements engine.Engine. It is an error when the index that was opened is gone.
func (e *Engine) Version(ctx context.Context) (string, error) {
	if gone := e.gone.Load(); gone != nil {
		return "", language.New("engine.directory.gone", engine.ErrUnavailable, *gone)
	}
	return e.Latest.Version(ctx)
}

// Stored implements engine.Measured.
func (e *Engine) Stored(context.Context) (bytes int64, err error) {
	g, err := e.acquire()
	if err != nil {
		return 0, err
	}
	for _, p := range g.manifest.Parts {
		for _, f := range p.Files {
			bytes += f.Size
		}
	}
	return bytes, g.release()
}

// acquire takes hold of the current generation; the caller releases it.
func (e *Engine) acquire() (*generation, error) {
	for {
		g := e.current.Load()
		if g == nil {
			return nil, language.New("engine.closed", engine.ErrUnavailable)
		}
		if g.hold() {
			return g, nil
		}
	}
}
