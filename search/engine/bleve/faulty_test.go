//go:build unix

package bleve_test

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"gongbao/search/engine/bleve/disk"
)

// A faulty file system is that of the operating system with faults, and knows what a power cut would leave. It notes what has been synced
// and leaves the disk alone: waiting for that took two thirds of the time of all sweeps.
type faulty struct {
	disk.OS
	fault fault

	mu      sync.Mutex
	n       int      // operations so far
	given   int      // of them, those that failed
	failed  []string // the files of those
	names   map[string]map[string]entry
	content map[uint64][]byte // of files, as they were synced last
}

// A fault lets operations fail from the at-th on, counted from 1; none if that is 0.
type fault struct {
	at    int
	once  bool
	err   error
	kinds map[kind]bool // that fail, or nil for all; the others do not fail, but count
}

type kind int

const (
	reading kind = iota
	writing
	naming // rename, remove
	syncing
)

// An entry is a name in a directory that has been synced.
type entry struct {
	inode uint64
	isDir bool
}

func newFaulty(f fault) *faulty {
	return &faulty{fault: f, names: map[string]map[string]entry{}, content: map[uint64][]byte{}}
}

// step counts an operation and returns its error.
func (f *faulty) step(k kind, op, name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	if f.fault.at == 0 || f.n < f.fault.at || f.fault.once && f.given > 0 || f.fault.kinds != nil && !f.fault.kinds[k] {
		return nil
	}
	f.given++
	f.failed = append(f.failed, filepath.Base(name))
	return &fs.PathError{Op: op, Path: name, Err: f.fault.err}
}

func (f *faulty) Open(name string) (io.ReadCloser, error) {
	if err := f.step(reading, "open", name); err != nil {
		return nil, err
	}
	file, err := f.OS.Open(name)
	if err != nil {
		return nil, err
	}
	return &faultyReader{file, f, name}, nil
}

type faultyReader struct {
	io.ReadCloser
	f    *faulty
	name string
}

func (r *faultyReader) Read(p []byte) (int, error) {
	if err := r.f.step(reading, "read", r.name); err != nil {
		return 0, err
	}
	return r.ReadCloser.Read(p)
}

func (f *faulty) Create(name string) (disk.File, error) {
	if err := f.step(writing, "open", name); err != nil {
		return nil, err
	}
	file, err := f.OS.Create(name)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if at, err := inodeOf(name); err == nil {
		delete(f.content, at.inode) // of another file that had the number
	}
	return &faultyWriter{file, f, name}, nil
}

type faultyWriter struct {
	disk.File
	f    *faulty
	name string
}

func (w *faultyWriter) Write(p []byte) (int, error) {
	if err := w.f.step(writing, "write", w.name); err != nil {
		half, _ := w.File.Write(p[:len(p)/2]) // as a full disk does
		return half, err
	}
	return w.File.Write(p)
}

func (w *faultyWriter) Sync() error {
	if err := w.f.step(syncing, "sync", w.name); err != nil {
		return err
	}
	return w.f.keep(w.name)
}

func (w *faultyWriter) Close() error {
	return errors.Join(w.f.step(syncing, "close", w.name), w.File.Close())
}

func (f *faulty) Mkdir(name string) error {
	if err := f.step(writing, "mkdir", name); err != nil {
		return err
	}
	return f.OS.Mkdir(name)
}

func (f *faulty) Sync(name string) error {
	if err := f.step(syncing, "sync", name); err != nil {
		return err
	}
	return f.keep(name)
}

func (f *faulty) Rename(from, to string) error {
	if err := f.step(naming, "rename", from); err != nil {
		return err
	}
	return f.OS.Rename(from, to)
}

func (f *faulty) Remove(name string) error {
	if err := f.step(naming, "remove", name); err != nil {
		return err
	}
	return f.OS.Remove(name)
}

func (f *faulty) List(name string) ([]fs.DirEntry, error) {
	if err := f.step(reading, "list", name); err != nil {
		return nil, err
	}
	return f.OS.List(name)
}

func (f *faulty) Stat(name string) (fs.FileInfo, error) {
	if err := f.step(reading, "stat", name); err != nil {
		return nil, err
	}
	return f.OS.Stat(name)
}

func (f *faulty) Map(name string) ([]byte, error) {
	if err := f.step(reading, "map", name); err != nil {
		return nil, err
	}
	return f.OS.Map(name)
}

func (f *faulty) TryLock(name string, shared bool) (func() error, error) {
	if err := f.step(writing, "lock", name); err != nil {
		return nil, err
	}
	return f.OS.TryLock(name, shared)
}

func inodeOf(name string) (entry, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return entry{}, err
	}
	return entry{info.Sys().(*syscall.Stat_t).Ino, info.IsDir()}, nil
}

// keep takes up what is durable once a file or a directory has been synced.
func (f *faulty) keep(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	at, err := inodeOf(name)
	if err != nil {
		return err
	}
	if !at.isDir {
		f.content[at.inode], err = os.ReadFile(name)
		return err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return err
	}
	durable := map[string]entry{}
	for _, e := range entries {
		if durable[e.Name()], err = inodeOf(filepath.Join(name, e.Name())); err != nil {
			return err
		}
	}
	f.names[name] = durable
	return nil
}

// keepAll takes up a directory with everything in it.
func (f *faulty) keepAll(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error { return errors.Join(err, f.keep(name)) })
	if err != nil {
		t.Fatal(err)
	}
}

// image writes to a new directory what would be left of dir if the power failed now: of each file what has been synced, by
// the names that have.
func (f *faulty) image(t *testing.T, dir, to string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, at := range maps.All(f.names[dir]) {
		if at.isDir {
			f.image(t, filepath.Join(dir, name), filepath.Join(to, name))
		} else if err := os.WriteFile(filepath.Join(to, name), f.content[at.inode], 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
