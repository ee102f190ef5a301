package indexer

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"gongbao/language"
)

// disk is the file system with the files. Paths have slashes and are escaped.
type disk interface {
	// resolve returns the path that identifies a file or folder, and its kind and size.
	resolve(path string) (real string, info fs.FileInfo, err error)
	// list returns the names in a folder, sorted; those before an error.
	list(real string) ([]string, error)
	open(real string) (content, error)
}

func diskOf(files fs.FS) disk {
	if files == nil {
		return realDisk{}
	}
	return tree{files}
}

// realDisk is the machine's file system.
type realDisk struct{}

func (realDisk) resolve(given string) (string, fs.FileInfo, error) {
	absolute, err := filepath.Abs(native(given))
	if err != nil {
		return "", nil, err
	}
	info, err := os.Stat(absolute) // first, since EvalSymlinks does not tell a loop of links by its error
	if err != nil {
		return "", nil, unresolved(absolute, err)
	}
	real, err := filepath.EvalSymlinks(absolute)
	return escape(filepath.ToSlash(real)), info, err
}

// unresolved returns the error for a path that the system cannot examine. What is no folder holds no file: a path below it does
// not exist.
func unresolved(absolute string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return err
	}
	if target, err := os.Readlink(absolute); err == nil {
		return language.Wrap(fs.ErrNotExist, "files.link.nowhere", readable(escape(target)))
	}
	return fs.ErrNotExist
}

func (realDisk) list(real string) ([]string, error) { return namesOf(os.ReadDir(native(real))) }

func (realDisk) open(real string) (content, error) { return os.Open(native(real)) }

// native returns a path as the system writes it.
func native(path string) string { return filepath.FromSlash(unescape(path)) }

func namesOf(entries []fs.DirEntry, err error) ([]string, error) {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = escape(e.Name())
	}
	return names, err
}

// tree is a file system of this process, such as its embedded files. A prefix separates its paths from the machine's.
type tree struct{ fs.FS }

const treeRoot = "files:"

func (t tree) resolve(given string) (string, fs.FileInfo, error) {
	name := path.Clean(t.name(given))
	info, err := fs.Stat(t.FS, unescape(name))
	return path.Join(treeRoot, name), info, err
}

// name removes the prefix that resolve adds.
func (tree) name(real string) string {
	if real == treeRoot {
		return "."
	}
	if rest, ok := strings.CutPrefix(real, treeRoot+"/"); ok {
		return rest
	}
	return real
}

func (t tree) list(real string) ([]string, error) {
	return namesOf(fs.ReadDir(t.FS, unescape(t.name(real))))
}

func (t tree) open(real string) (content, error) {
	f, err := t.Open(unescape(t.name(real)))
	if err != nil {
		return nil, err
	}
	if c, ok := f.(content); ok {
		return c, nil
	}
	data, err := io.ReadAll(f)
	return inMemory{bytes.NewReader(data)}, errors.Join(err, f.Close())
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }
