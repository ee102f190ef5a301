package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"gongbao/language"
	"gongbao/search/engine"
)

// Verify reads every file of the current generation of the index in dir and compares it with its checksum. It opens
// nothing with the readers that a damaged file would break. Others may update the index meanwhile. The error is that there is
// no index, or not one of this version, or that something cannot be read for a reason that is no damage; damage is no error.
func Verify(ctx context.Context, dir string) (engine.Check, error) { return Driver{}.Verify(ctx, dir) }

// Verify implements engine.Verifier by [Verify].
func (d Driver) Verify(ctx context.Context, dir string) (c engine.Check, err error) {
	at := d.atOld(dir)
	if err := at.look(); errors.Is(err, errBegun) {
		return engine.Check{ByFile: true}, nil
	} else if err != nil && !errors.Is(err, engine.ErrDamaged) {
		return engine.Check{}, err
	}
	letGo, err := at.keep(ctx)
	if err != nil {
		return engine.Check{}, err
	}
	defer letGo()
	for {
		c, pointer, err := at.verify(ctx)
		if err == nil && len(c.Damaged) == 0 || ctx.Err() != nil {
			return c, err
		}
		// where updates could not be kept from taking files away, they may have done so
		if again, err2 := at.readPointer(); err2 != nil || again == pointer {
			c.Rollback = len(c.Damaged) > 0 && at.hasEarlier(ctx)
			return c, err
		}
	}
}

func (d *directory) verify(ctx context.Context) (c engine.Check, pointer string, err error) {
	c.ByFile = true
	var damage *damageError
	m, pointer, err := d.readManifest()
	if errors.Is(err, fs.ErrNotExist) && !errors.As(err, &damage) {
		err = d.look() // which knows whether there was one
	}
	if errors.As(err, &damage) {
		c.Damaged = []engine.Damage{{Name: damage.file, What: damage.what}}
		return c, pointer, nil
	}
	if err != nil {
		return c, pointer, err
	}
	for _, p := range m.Parts {
		c.Reports += p.Reports - len(p.Deleted)
		for _, want := range p.Files {
			if err := ctx.Err(); err != nil {
				return c, pointer, err
			}
			c.Files++
			c.Bytes += want.Size
			err := d.checkOne(p, want)
			if errors.As(err, &damage) {
				c.Damaged = append(c.Damaged, engine.Damage{Name: damage.file, What: damage.what})
			} else if err != nil {
				return c, pointer, err
			}
		}
	}
	d.noteOutdated(ctx, m)
	return c, pointer, nil
}

// noteOutdated says so when a manifest is outdated.
func (d *directory) noteOutdated(ctx context.Context, m manifest) {
	if m.isOutdated() {
		engine.Note(ctx, d.errOutdated())
	}
}

// hasEarlier reports whether there is a whole state to go back to.
func (d *directory) hasEarlier(ctx context.Context) bool {
	_, _, err := d.earlier(ctx)
	return err == nil
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

func (d *directory) damaged(file string, what error) error { return &damageError{d.path, file, what} }

// unreadable says why a file of an index cannot be read. That it is not there is damage, and that the disk does not give it, but
// not that this process may not read it, or has no room for it.
func (d *directory) unreadable(file string, err error) error {
	if isNoDamage(err) {
		return language.New("engine.file.unreadable", d.file(file), cause(err))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return d.damaged(file, language.New("engine.file.missing"))
	}
	return d.damaged(file, cause(err))
}

// unopened says why a part whose files are as they should be cannot be opened.
func (d *directory) unopened(part string, err error) error {
	var sentence *language.Error
	if errors.As(err, &sentence) {
		return err
	}
	if isNoDamage(err) {
		return language.New("engine.file.unreadable", d.file(part), err)
	}
	return d.damaged(part, err)
}

// cause returns an error without the path that it is about, which stands beside it anyway.
func cause(err error) error {
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// isNoDamage reports whether an error says something about this process or the system, and nothing about the file.
func isNoDamage(err error) bool {
	for _, other := range []error{fs.ErrPermission, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EINTR, syscall.ETIMEDOUT, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, other) {
			return true
		}
	}
	return false
}

// checkOne compares a file of a part with its manifest.
func (d *directory) checkOne(p partManifest, want fileCheck) error {
	name := p.Name + "/" + want.Name
	got, err := d.checkFile(d.file(name))
	if err != nil {
		return d.unreadable(name, err)
	}
	if got.Size != want.Size {
		return d.damaged(name, language.New("engine.file.size", got.Size, want.Size))
	}
	if got.CRC != want.CRC {
		return d.damaged(name, language.New("engine.file.checksum", fmt.Sprintf("%08x", got.CRC), fmt.Sprintf("%08x", want.CRC)))
	}
	return nil
}
