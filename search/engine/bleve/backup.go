package bleve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongbao/language"
)

// Backup writes the current generation of the index in dir to dest, a directory that does not exist or is empty. The copy
// is an index itself, checked and durable when Backup returns nil: restoring is copying it back, or opening it where it
// is. It shares no file with the index, so that what damages the one spares the other. Others may search and update the
// index meanwhile.
func Backup(ctx context.Context, dir, dest string) error {
	e, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	// while e is open its generation's files stay, whatever others do
	return errors.Join(e.backup(ctx, dest), e.Close())
}

func (e *Engine) backup(ctx context.Context, dest string) error {
	g, err := e.acquire()
	if err != nil {
		return err
	}
	defer g.release()
	entries, err := os.ReadDir(dest)
	if err == nil && len(entries) > 0 {
		return language.New("engine.directory.used", dest)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, p := range g.manifest.Parts {
		if err := copyPart(ctx, e.dir, dest, p); err != nil {
			return language.New("engine.directory.backup", err)
		}
	}
	if err := os.MkdirAll(dest, 0o755); err != nil {
		return language.New("engine.directory.backup", err)
	}
	return writePointer(dest, g.manifest)
}

// copyPart copies the files of a part, makes them durable, and compares the copies with their checksums.
func copyPart(ctx context.Context, dir, dest string, p partManifest) error {
	for _, f := range p.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := filepath.Join(p.Name, filepath.FromSlash(f.Name))
		if err := copyFile(filepath.Join(dir, name), filepath.Join(dest, name)); err != nil {
			return err
		}
	}
	if err := checkPart(dest, p); err != nil {
		return err
	}
	for _, below := range []string{filepath.Join(p.Name, gramDir), p.Name, "."} {
		if err := syncPath(filepath.Join(dest, below)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// Rollback makes the index in dir what it was before its last update: of the generations whose files are still there and
// whole, the newest that is older than the current one becomes the current one. A second Rollback takes the first one
// back. It waits for no reader: processes that have the index open see it at their next Refresh.
func Rollback(ctx context.Context, dir string) error {
	if err := isIndex(dir); err != nil {
		return err
	}
	unlock, err := lock(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(rollback(ctx, dir), unlock())
}

func rollback(ctx context.Context, dir string) error {
	pointer, err := os.ReadFile(filepath.Join(dir, pointerName))
	if err != nil {
		return err
	}
	current, _, _ := strings.Cut(string(pointer), " ")
	names, err := filepath.Glob(filepath.Join(dir, "manifest-*.json"))
	if err != nil || len(names) == 0 {
		return errors.Join(err, language.New("engine.directory.last", dir))
	}
	slices.Sort(names) // serials have leading zeros
	last := serialOf(names[len(names)-1])
	var why []error
	for _, name := range slices.Backward(names) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if filepath.Base(name) == current {
			continue
		}
		m, err := readWhole(dir, filepath.Base(name))
		if err != nil {
			why = append(why, err)
			continue
		}
		m.Serial = last + 1 // forward, so that readers see it as new and no name is used twice
		return writePointer(dir, m)
	}
	return errors.Join(append(why, language.New("engine.directory.last", dir))...)
}

// readWhole reads a manifest and compares the files that it lists with their checksums.
func readWhole(dir, name string) (manifest, error) {
	body, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return manifest{}, err
	}
	m, err := parseManifest(dir, name, body)
	if err != nil {
		return m, err
	}
	for _, p := range m.Parts {
		if err := checkPart(dir, p); err != nil {
			return m, err
		}
	}
	return m, nil
}

// serialOf reads the serial of a manifest from its name; it is 0 for another name.
func serialOf(name string) int {
	var serial int
	if _, err := fmt.Sscanf(filepath.Base(name), "manifest-%d.json", &serial); err != nil {
		return 0
	}
	return serial
}
