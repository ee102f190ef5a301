package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/blevesearch/mmap-go"
	"github.com/gofrs/flock"
)

// OS is the file system of the operating system.
type OS struct{}

var _ FS = OS{}

var errNotDirectory = syscall.ENOTDIR

// Open implements FS.
func (OS) Open(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err // and no File that is a nil pointer
	}
	return f, nil
}

// Create implements FS.
func (OS) Create(name string) (File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Mkdir implements FS.
func (OS) Mkdir(name string) error { return os.Mkdir(name, 0o755) }

// Sync implements FS.
func (OS) Sync(name string) error {
	f, err := openToSync(name)
	if f == nil || err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Rename implements FS.
func (OS) Rename(from, to string) error { return rename(from, to) }

// Remove implements FS.
func (OS) Remove(name string) error { return os.Remove(name) }

// List implements FS.
func (OS) List(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// Stat implements FS.
func (OS) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }

// Link implements FS.
func (OS) Link(name string) (target string, ok bool) {
	target, err := os.Readlink(name)
	return target, err == nil
}

// Share implements FS.
func (OS) Share(name string) {
	mode := fs.FileMode(0o644)
	info, err := os.Stat(name)
	if err != nil {
		return
	}
	if info.IsDir() {
		mode = 0o755
	}
	if info.Mode().Perm() != mode {
		_ = os.Chmod(name, mode) // see FS
	}
}

// Map implements FS.
func (OS) Map(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // the mapping stays
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return nil, err
	}
	mapped, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "map", Path: name, Err: err}
	}
	return mapped, nil
}

// Unmap implements FS.
func (OS) Unmap(mapped []byte) error {
	if mapped == nil {
		return nil
	}
	m := mmap.MMap(mapped)
	return m.Unmap()
}

// TryLock implements FS.
func (OS) TryLock(name string, shared bool) (unlock func() error, err error) {
	l := flock.New(name, flock.SetPermissions(0o644))
	try := l.TryLock
	if shared {
		try = l.TryRLock
	}
	switch ok, err := try(); {
	case err != nil:
		return nil, fmt.Errorf("lock: %w", err)
	case !ok:
		return nil, ErrLocked
	}
	return l.Unlock, nil
}
