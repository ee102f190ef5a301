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
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"gongbao/language"
	"gongbao/search/engine"
)

// An Engine is an index open in this process. It implements engine.Engine.
type Engine struct {
	engine.Latest
	dir     string // empty for an index in memory
	current atomic.Pointer[generation]
	writing sync.Mutex // held during an update
}

var _ engine.Engine = (*Engine)(nil)

// A Driver opens indexes in directories. It implements engine.Driver and the abilities that go with files.
type Driver struct{}

var (
	_ engine.Driver     = Driver{}
	_ engine.Verifier   = Driver{}
	_ engine.Backuper   = Driver{}
	_ engine.Rollbacker = Driver{}
	_ engine.Recognizer = Driver{}
	_ engine.Refresher  = (*Engine)(nil)
)

// Open implements engine.Driver.
func (Driver) Open(ctx context.Context, dir string) (engine.Engine, error) {
	e, err := Open(ctx, dir)
	if err != nil {
		return nil, err // and no Engine that is a nil pointer
	}
	return e, nil
}

// Create implements engine.Driver.
func (Driver) Create(ctx context.Context, dir string) (engine.Engine, error) {
	e, err := Create(ctx, dir)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Same implements engine.Driver. Of directories that do not exist it knows nothing: they are not the same.
func (Driver) Same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// Verify implements engine.Verifier by [Verify].
func (Driver) Verify(ctx context.Context, dir string) (engine.Check, error) { return Verify(ctx, dir) }

// Backup implements engine.Backuper by [Backup].
func (Driver) Backup(ctx context.Context, dir, dest string) error { return Backup(ctx, dir, dest) }

// Rollback implements engine.Rollbacker by [Rollback].
func (Driver) Rollback(ctx context.Context, dir string) error { return Rollback(ctx, dir) }

// IsIndex implements engine.Recognizer.
func (Driver) IsIndex(dir string) bool { return isIndex(dir) == nil }

// Open opens the index in the directory dir. It returns engine.ErrNoIndex when there is none, engine.ErrNotIndex when
// the directory holds something else, engine.ErrVersion for an index that this program cannot read, and
// engine.ErrDamaged when a file is not what its manifest says. Any number of processes may have an index open.
func Open(ctx context.Context, dir string) (*Engine, error) {
	register()
	if err := isIndex(dir); err != nil {
		return nil, err
	}
	g, err := openGeneration(ctx, dir)
	if err != nil {
		return nil, err
	}
	return newEngine(dir, g), nil
}

// Create opens the index in dir, or makes an empty one when dir does not exist or is empty.
func Create(ctx context.Context, dir string) (*Engine, error) {
	switch err := isIndex(dir); {
	case err == nil:
	case errors.Is(err, engine.ErrNoIndex):
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, language.New("engine.directory.create", err)
		}
		if err := writePointer(dir, manifest{Format: format, Text: textVersion}); err != nil {
			return nil, language.New("engine.directory.create", err)
		}
	default:
		return nil, err
	}
	return Open(ctx, dir)
}

// New makes an empty index in memory.
func New() *Engine {
	register()
	return newEngine("", newGeneration(manifest{Format: format, Text: textVersion}, nil))
}

func newEngine(dir string, g *generation) *Engine {
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

// isIndex says whether dir holds an index of ours, of whatever version.
func isIndex(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist), err == nil && len(entries) == 0:
		return language.New("engine.directory.missing", dir, engine.ErrNoIndex, dir)
	case err != nil:
		return language.New("engine.directory.unreadable", engine.ErrNotIndex, err)
	}
	if _, err := os.Stat(filepath.Join(dir, pointerName)); err != nil {
		return language.New("engine.directory.other", dir, engine.ErrNotIndex, pointerName)
	}
	return nil
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
