// Package disk is the file system as an index in a directory sees it.
//
// [FS] is the seam: whatever the index itself reads or writes goes through one, so that a test can let any operation fail,
// and any of them be the last before the power fails. [OS] is the file system of the operating system, with the rules of
// each platform behind it. The functions beside the interface are made of its operations.
package disk

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
)

// An FS is a file system. Names are paths of the operating system; errors of files are those of package os. Its methods
// may be called at the same time.
type FS interface {
	// Open opens a file to read it.
	Open(name string) (io.ReadCloser, error)

	// Create opens a file to write it: a new one, or the one that is there, emptied.
	Create(name string) (File, error)

	// Mkdir makes a directory. It is an error if one is there.
	Mkdir(name string) error

	// Sync makes durable what has been written to a file, or which names a directory holds.
	Sync(name string) error

	// Rename gives a file the name to, and takes away the file of that name, in one step.
	Rename(from, to string) error

	// Remove removes a file or an empty directory.
	Remove(name string) error

	// List returns the entries of a directory, by name.
	List(name string) ([]fs.DirEntry, error)

	// Stat describes a file or a directory.
	Stat(name string) (fs.FileInfo, error)

	// Link returns where a symbolic link leads, and whether there is one.
	Link(name string) (target string, ok bool)

	// Share lets everybody read a file or a directory. Where permissions cannot be set they stay as they are: that is no
	// error, since some file systems have none.
	Share(name string)

	// Map maps a file into memory, to be read only; an empty file is nil. The bytes are gone after Unmap.
	Map(name string) ([]byte, error)
	Unmap(mapped []byte) error

	// TryLock locks a file, which it creates if need be, for this holder alone or as one of many that share it. It
	// returns ErrLocked if others hold it in a way that does not allow that. The lock ends with unlock or the process.
	TryLock(name string, shared bool) (unlock func() error, err error)
}

// A File is a file being written.
type File interface {
	io.WriteCloser

	// Sync makes durable what has been written.
	Sync() error
}

// ErrLocked is the error of TryLock if others hold the lock.
var ErrLocked = errors.New("locked by others")

// ReadFile reads a whole file.
func ReadFile(fsys FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing has been written
	return io.ReadAll(f)
}

// Stage writes content durably to a new file beside name, and returns the name of that: the name asked for, temporaryMark,
// and something random. To rename it is to replace name. There is no new file if Stage returns an error, unless it cannot
// be removed either.
func Stage(fsys FS, name string, content []byte) (temporary string, err error) {
	temporary = name + temporaryMark + rand.Text()[:8]
	f, err := fsys.Create(temporary)
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, Gone(fsys.Remove(temporary)))
	}
	fsys.Share(temporary)
	return temporary, nil
}

// temporaryMark stands in the names of staged files.
const temporaryMark = ".new-"

// IsStaged returns the name that a file was staged to replace, and whether the file is a staged one.
func IsStaged(name string) (replaces string, ok bool) {
	replaces, _, ok = strings.Cut(name, temporaryMark)
	return replaces, ok
}

// Copy copies a file durably. The name of the copy is durable when its directory has been synced.
func Copy(from FS, name string, to FS, copied string) (err error) {
	in, err := from.Open(name)
	if err != nil {
		return err
	}
	defer in.Close() // nothing has been written
	out, err := to.Create(copied)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// MkdirAll makes a directory and those above it that are missing, durably: each is synced into the one above it.
func MkdirAll(fsys FS, name string) error {
	name = filepath.Clean(name)
	if info, err := fsys.Stat(name); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: name, Err: errNotDirectory}
		}
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := filepath.Dir(name)
	if above != name {
		if err := MkdirAll(fsys, above); err != nil {
			return err
		}
	}
	if err := fsys.Mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) { // another process may be as quick
		return err
	}
	return fsys.Sync(above)
}

// RemoveAll removes a file, or a directory with what is in it. What is not there is no error; what cannot be removed does
// not keep the rest.
func RemoveAll(fsys FS, name string) error {
	err := Gone(fsys.Remove(name))
	if err == nil {
		return nil
	}
	entries, unlisted := fsys.List(name)
	if unlisted != nil {
		return err // it is a file, most likely
	}
	var errs []error
	for _, entry := range entries {
		errs = append(errs, RemoveAll(fsys, filepath.Join(name, entry.Name())))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return Gone(fsys.Remove(name))
}

// Gone is the error of a Remove, unless it says that there was nothing to remove.
func Gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Walk calls visit for a directory and everything below it, what is in a directory before the directory itself.
func Walk(fsys FS, name string, visit func(name string, isDir bool) error) error {
	entries, err := fsys.List(name)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		below := filepath.Join(name, entry.Name())
		if entry.IsDir() {
			err = Walk(fsys, below, visit)
		} else {
			err = visit(below, false)
		}
		if err != nil {
			return err
		}
	}
	return visit(name, true)
}

// SystemError returns the error of a full disk, or of one with no files left, that a library put into words only; nil if err is none, or says
// itself what it is.
func SystemError(err error) error {
	for _, known := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.EDQUOT, syscall.EFBIG} {
		if !errors.Is(err, known) && strings.Contains(err.Error(), known.Error()) {
			return known
		}
	}
	return nil
}
