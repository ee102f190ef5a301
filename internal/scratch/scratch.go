// Package scratch makes temporary files that vanish with their process, however it ends.
package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// prefix begins the names of temporary files, where they have one.
const prefix = "gongbao-scratch-"

// A File is a temporary file, open for reading and writing. Close removes it.
type File struct {
	*os.File
	named bool // whether the system could not take its name away
}

// Create makes an empty temporary file in os.TempDir. Where the system lets it, the file has no name from the start, so
// that nothing stays when the process is killed. The first call in a process removes what others could not.
func Create() (*File, error) {
	sweepOnce()
	f, err := os.CreateTemp("", prefix+"*")
	if err != nil {
		return nil, err
	}
	err = os.Remove(f.Name())
	return &File{f, err != nil && !errors.Is(err, fs.ErrNotExist)}, nil
}

// Close closes the file and removes it.
func (f *File) Close() error {
	err := f.File.Close()
	if f.named {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

var sweepOnce = sync.OnceFunc(sweep)

// abandoned is the age at which files of earlier versions, which had names throughout, belong to no process any more.
const abandoned = 24 * time.Hour

// sweep removes temporary files of processes that are gone. A file of a living process is safe: it has a name only where
// the system refuses to remove open files. Whatever cannot be removed stays.
func sweep() {
	left, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, entry := range left {
		name := entry.Name()
		path := filepath.Join(os.TempDir(), name)
		switch {
		case strings.HasPrefix(name, prefix):
			_ = os.Remove(path)
		case strings.HasPrefix(name, "gongbao-reading-"), strings.HasPrefix(name, "gongbao-upload-"):
			if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
				_ = os.RemoveAll(path)
			}
		}
	}
}
