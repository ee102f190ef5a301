package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"gongbao/language"
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
	dir, file string
	what      error // what is wrong with the file
}

func (e *damageError) Error() string { return e.In(language.EN) }

// In says the error in a language.
func (e *damageError) In(lang language.Lang) string {
	return lang.Say("engine.directory.damaged", e.dir, engine.ErrDamaged, e.file, e.what)
}

func (e *damageError) Unwrap() []error { return []error{engine.ErrDamaged, e.what} }

func damaged(dir, file string, what error) error { return &damageError{dir, file, what} }

// unreadable says why a file of an index cannot be read; that it is not there is damage too.
func unreadable(dir, file string, err error) error {
	var inPath *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = language.New("engine.file.missing")
	case errors.As(err, &inPath):
		err = inPath.Err
	}
	return damaged(dir, file, err)
}

// checkOne compares a file of a part with its manifest.
func checkOne(dir string, p partManifest, want fileCheck) error {
	name := p.Name + "/" + want.Name
	got, err := checkFile(filepath.Join(dir, p.Name, filepath.FromSlash(want.Name)))
	if err != nil {
		return unreadable(dir, name, err)
	}
	if got.Size != want.Size {
		return damaged(dir, name, language.New("engine.file.size", got.Size, want.Size))
	}
	if got.CRC != want.CRC {
		return damaged(dir, name, language.New("engine.file.checksum", fmt.Sprintf("%08x", got.CRC), fmt.Sprintf("%08x", want.CRC)))
	}
	return nil
}
