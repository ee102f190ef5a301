package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"gongbao/search/engine"
)

// Verify reads every file of the current generation of the index in dir and compares it with its checksum. It opens
// nothing with the readers that a damaged file would break. The error is that there is no index, or not one of this
// version; damage is no error.
func Verify(ctx context.Context, dir string) (engine.Check, error) {
	if err := isIndex(dir); err != nil {
		return engine.Check{}, err
	}
	c := engine.Check{ByFile: true}
	m, err := readManifest(dir)
	var d *damageError
	switch {
	case errors.As(err, &d):
		c.Damaged = []engine.Damage{{Name: d.file, What: d.what}}
		return c, nil
	case err != nil:
		return c, err
	}
	for _, p := range m.Parts {
		c.Reports += p.Reports - len(p.Deleted)
		for _, want := range p.Files {
			if err := ctx.Err(); err != nil {
				return c, err
			}
			c.Files++
			c.Bytes += want.Size
			if err := checkOne(dir, p, want); errors.As(err, &d) {
				c.Damaged = append(c.Damaged, engine.Damage{Name: d.file, What: d.what})
			}
		}
	}
	return c, nil
}

// A damageError says that a file of an index is damaged. It is an engine.ErrDamaged.
type damageError struct {
	dir, file, what string
	cause           error // what reading the file ended with, or nil
}

func (e *damageError) Error() string {
	return fmt.Sprintf("%s: %v: %s: %s; index the files again into a new directory, or copy a backup back", e.dir, engine.ErrDamaged, e.file, e.what)
}

func (e *damageError) Unwrap() []error { return []error{engine.ErrDamaged, e.cause} }

func damaged(dir, file, what string) error { return &damageError{dir: dir, file: file, what: what} }

// unreadable says why a file of an index cannot be read; that it is not there is damage too.
func unreadable(dir, file string, err error) error {
	what := err.Error()
	var inPath *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what = "it is missing"
	case errors.As(err, &inPath):
		what = inPath.Err.Error()
	}
	return &damageError{dir, file, what, err}
}

// checkOne compares a file of a part with its manifest.
func checkOne(dir string, p partManifest, want fileCheck) error {
	name := p.Name + "/" + want.Name
	got, err := checkFile(filepath.Join(dir, p.Name, filepath.FromSlash(want.Name)))
	if err != nil {
		return unreadable(dir, name, err)
	}
	if got.Size != want.Size {
		return damaged(dir, name, fmt.Sprintf("it has %d bytes, not %d", got.Size, want.Size))
	}
	if got.CRC != want.CRC {
		return damaged(dir, name, fmt.Sprintf("its checksum is %08x, not %08x", got.CRC, want.CRC))
	}
	return nil
}
