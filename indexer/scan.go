package indexer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gongbao/indexer/outcome"
)

// An input is a file to be indexed.
type input struct {
	real    string // what identifies it: its path without symbolic links, from the root
	shown   string // its path as the user gave it
	name    string // its path from the folder that was given, that folder's own name included, which may tell of a region
	size    int64
	sidecar *sidecar
	digest  string
}

// A found is what the paths of a run hold.
type found struct {
	disk    disk
	inputs  []input
	failed  []row    // what could not be looked at
	roots   []string // the paths, as inputs' real ones
	skipped int

	skip   func(folder string) bool
	unread []string // folders that could not be looked at
	seen   map[string]bool
}

// errNoFiles is a path without anything to index.
var errNoFiles = errors.New("no files to index")

// scan lists the files below the paths, each once however it is reached, without opening them.
func scan(ctx context.Context, opt Options) (*found, error) {
	f := &found{disk: diskOf(opt.Files), skip: opt.Skip, seen: map[string]bool{}}
	for _, given := range opt.Paths {
		if err := f.root(ctx, given); err != nil {
			return nil, err
		}
	}
	if len(f.roots) == 0 {
		return nil, fmt.Errorf("%w: name a file or a folder", errNoFiles)
	}
	return f, nil
}

// root lists what one of the paths holds.
func (f *found) root(ctx context.Context, given string) error {
	real, info, err := f.disk.resolve(given)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such file or folder; check its name", given)
	}
	if err != nil {
		return err
	}
	f.roots = append(f.roots, real)
	at := place{real: real, shown: strings.TrimSuffix(given, "/"), name: path.Base(real)}
	if !info.IsDir() {
		folder := place{real: path.Dir(real), shown: path.Dir(at.shown)}
		at.name = path.Join(path.Base(folder.real), at.name)
		at.sidecar = f.readSidecar(folder, nil)
		f.file(at, info)
		return nil
	}
	known, before := f.seen[real], len(f.inputs)+len(f.failed)
	if err := f.folder(ctx, at, nil); err != nil {
		return err
	}
	if len(f.inputs)+len(f.failed) == before && !known {
		return fmt.Errorf("%s: %w in it; name a folder that holds reports, or a report", given, errNoFiles)
	}
	return nil
}

// A place is a file or folder on the way.
type place struct {
	real, shown, name string
	sidecar           *sidecar
}

func (p place) below(base string) place {
	return place{real: path.Join(p.real, base), shown: path.Join(p.shown, base), name: path.Join(p.name, base), sidecar: p.sidecar}
}

// folder lists a folder with all that is in it. A symbolic link may lead back to a folder it is in, so that each folder
// is visited once.
func (f *found) folder(ctx context.Context, at place, outer *sidecar) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.seen[at.real] || f.skip != nil && f.skip(at.real) {
		return nil
	}
	f.seen[at.real] = true
	entries, err := f.disk.list(at.real)
	if err != nil {
		f.unread = append(f.unread, at.real)
		f.fail(at, fmt.Errorf("this folder cannot be read: %w; give yourself the right to", reasonOf(err)))
	}
	at.sidecar = outer
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == sidecarName }) {
		at.sidecar = f.readSidecar(at, outer)
	}
	for _, entry := range entries {
		if err := f.entry(ctx, at.below(entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (f *found) entry(ctx context.Context, at place) error {
	switch base := path.Base(at.real); {
	case base == sidecarName:
		return nil
	case isLitter(base):
		f.skipped++
		return nil
	}
	real, info, err := f.disk.resolve(at.real)
	if err != nil {
		f.fail(at, fmt.Errorf("it cannot be looked at: %w", reasonOf(err)))
		return nil
	}
	at.real = real
	if info.IsDir() {
		return f.folder(ctx, at, at.sidecar)
	}
	f.file(at, info)
	return nil
}

func (f *found) file(at place, info fs.FileInfo) {
	if f.seen[at.real] {
		return
	}
	f.seen[at.real] = true
	if !info.Mode().IsRegular() {
		f.skipped++ // a pipe or a device would never come to its end
		return
	}
	f.inputs = append(f.inputs, input{real: at.real, shown: at.shown, name: at.name, size: info.Size(), sidecar: at.sidecar})
}

func (f *found) fail(at place, err error) {
	f.failed = append(f.failed, row{outcome.Row{File: at.shown, State: outcome.Failed, Reason: err.Error()}, at.real})
}

// reasonOf takes the path off an error, which its row names anyway.
func reasonOf(err error) error {
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// isLitter says whether nobody means to index a file: hidden files, and what programs leave beside an open document.
func isLitter(base string) bool {
	switch {
	case strings.HasPrefix(base, "."), strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~"):
		return true
	}
	lower := strings.ToLower(base)
	return lower == "thumbs.db" || lower == "desktop.ini" || lower == "__macosx"
}

// covers says whether a file is below one of the paths, and not in a folder that could not be read.
func (f *found) covers(real string) bool {
	below := func(folder string) bool {
		return real == folder || strings.HasPrefix(real, strings.TrimSuffix(folder, "/")+"/")
	}
	return slices.ContainsFunc(f.roots, below) && !slices.ContainsFunc(f.unread, below)
}

// content is what is read of a file.
type content interface {
	io.ReaderAt
	io.Closer
}
