package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
)

// A directory holds an embedded index.
type directory struct {
	path      string
	temporary bool
}

func newDirectory(_ context.Context, o options) (target, error) {
	if o.index != "" {
		return directory{path: o.index}, nil
	}
	path, err := os.MkdirTemp("", "gongbao-bench")
	return directory{path, true}, err
}

func (d directory) location() string             { return d.path }
func (d directory) settle(context.Context) error { return nil }

func (d directory) size(context.Context) (one, all int, err error) {
	err = filepath.WalkDir(d.path, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			one += int(info.Size())
		}
		return err
	})
	return one, one, err
}

func (d directory) close() error {
	if !d.temporary {
		return nil
	}
	return os.RemoveAll(d.path)
}
