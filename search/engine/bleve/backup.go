package bleve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
		return fmt.Errorf("%s: there is something in it; name a directory that does not exist", dest)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, p := range g.manifest.Parts {
		if err := copyPart(ctx, e.dir, dest, p); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	if err := os.MkdirAll(dest, 0o755); err != nil {
		return fmt.Errorf("backup: %w", err)
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
