package indexer

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gongbao/indexer/outcome"
	"gongbao/language"
)

// input is a file to index.
type input struct {
	real    string // its identity: its path without symbolic links, from the root, escaped
	shown   string // its path as the user gave it, for people
	name    string // its path from the given folder, that folder's name included, which may name a region
	size    int64
	sidecar *sidecar
	digest  string
}

// scanResult lists the files found under the run's paths.
type scanResult struct {
	disk    disk
	inputs  []input
	failed  []row    // files and folders that could not be read, or hold no report
	roots   []string // the real paths of the given ones
	skipped int
	lang    language.Lang // of reasons

	given      []string // the real paths of all that were given, as far as they exist
	skip       func(folder string) bool
	unreadable []string // folders that could not be listed
	seen       map[string]bool
	sidecars   map[string]*sidecar // by folder; nil for those without one
}

// errNoFiles reports a path with nothing to index.
var errNoFiles = language.New("files.none")

// scan lists the files below the paths without opening them. It lists each file once, however many paths reach it.
func scan(ctx context.Context, opt Options) (*scanResult, error) {
	if slices.Contains(opt.Paths, "") { // a variable of the shell without a value, and not the folder at hand
		return nil, language.New("files.name", errNoFiles)
	}
	f := &scanResult{disk: diskOf(opt.Files), lang: opt.Lang, skip: opt.Skip, seen: map[string]bool{}, sidecars: map[string]*sidecar{}}
	for _, given := range opt.Paths {
		if real, _, err := f.disk.resolve(escape(given)); err == nil {
			f.given = append(f.given, real)
		}
	}
	for _, given := range opt.Paths {
		if err := f.root(ctx, escape(given)); err != nil {
			return nil, err
		}
	}
	if len(f.roots) == 0 {
		return nil, language.New("files.name", errNoFiles)
	}
	f.unusedRows()
	return f, nil
}

// root lists the files of one of the paths, which is escaped.
func (f *scanResult) root(ctx context.Context, given string) error {
	real, info, err := f.disk.resolve(given)
	switch reason := reasonOf(err); {
	case reason == errVanished:
		return language.New("files.missing", readable(given))
	case reason != nil:
		return language.New("files.path", readable(given), reason)
	}
	f.roots = append(f.roots, real)
	at := location{real: real, shown: strings.TrimSuffix(readable(given), "/"), name: path.Base(readable(real))}
	if !info.IsDir() {
		folder := location{real: path.Dir(real), shown: path.Dir(at.shown)}
		at.name = path.Join(path.Base(readable(folder.real)), at.name)
		at.sidecar = f.readSidecar(folder, f.around(folder.real))
		f.file(at, info)
		return nil
	}
	known, before := f.seen[real], len(f.inputs)+len(f.failed)
	if err := f.folder(ctx, at, f.around(real)); err != nil {
		return err
	}
	if len(f.inputs)+len(f.failed) == before && !known {
		return language.New("files.folder", readable(given), errNoFiles)
	}
	return nil
}

// location is a file or folder reached by the scan.
type location struct {
	real, shown, name string
	sidecar           *sidecar
}

func (p location) below(base string) location {
	shown := readable(base)
	return location{real: path.Join(p.real, base), shown: path.Join(p.shown, shown), name: path.Join(p.name, shown), sidecar: p.sidecar}
}

// folder lists a folder with its contents. It visits each folder once, because a symbolic link may lead back to one.
func (f *scanResult) folder(ctx context.Context, at location, outer *sidecar) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.seen[at.real] || f.skip != nil && f.skip(unescape(at.real)) {
		return nil
	}
	f.seen[at.real] = true
	names, err := f.disk.list(at.real)
	if err != nil {
		f.unreadable = append(f.unreadable, at.real)
		f.fail(at, language.New("files.unreadable", reasonOf(err)))
	}
	at.sidecar = outer
	if slices.Contains(names, sidecarName) {
		at.sidecar = f.readSidecar(at, outer)
	}
	for _, name := range names {
		if err := f.entry(ctx, at.below(name)); err != nil {
			return err
		}
	}
	return nil
}

func (f *scanResult) entry(ctx context.Context, at location) error {
	switch base := path.Base(at.real); {
	case base == sidecarName:
		return nil
	case outcome.IsLitter(base):
		f.skipped++
		return nil
	}
	real, info, err := f.disk.resolve(at.real)
	if err != nil {
		f.fail(at, language.New("files.unseen", reasonOf(err)))
		return nil
	}
	if real != at.real && (info.IsDir() || info.Mode().IsRegular()) {
		f.link(at, real)
		return nil
	}
	if info.IsDir() {
		return f.folder(ctx, at, at.sidecar)
	}
	f.file(at, info)
	return nil
}

// link accounts for a symbolic link, which is not followed: what it leads to is read by its own name if it is below the paths.
func (f *scanResult) link(at location, real string) {
	if slices.ContainsFunc(f.given, func(root string) bool { return isBelow(real, root) }) {
		f.ignore(at, language.New("files.link.inside", readable(real)))
		return
	}
	f.ignore(at, language.New("files.link.outside", readable(real)))
}

func (f *scanResult) file(at location, info fs.FileInfo) {
	if f.seen[at.real] {
		return
	}
	f.seen[at.real] = true
	if !info.Mode().IsRegular() {
		f.ignore(at, language.New("files.special")) // reading it might never end
		return
	}
	f.inputs = append(f.inputs, input{real: at.real, shown: at.shown, name: at.name, size: info.Size(), sidecar: at.sidecar})
}

func (f *scanResult) fail(at location, err error) {
	f.failed = append(f.failed, row{outcome.Row{File: at.shown, State: outcome.Failed, Reason: f.lang.Err(err)}, at.real})
}

// ignore adds a row for what holds no report.
func (f *scanResult) ignore(at location, reason error) {
	f.failed = append(f.failed, row{outcome.Row{File: at.shown, State: outcome.Ignored, Reason: f.lang.Err(reason)}, at.real})
}

// errVanished says that a file has been listed, and does not exist.
var errVanished error = language.New("files.vanished")

// reasonOf returns why the system refuses a path, with what to do, and without the path, which stands beside it.
func reasonOf(err error) error {
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		err = inPath.Err
	}
	var sentence *language.Error
	switch {
	case errors.As(err, &sentence):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return errVanished
	case errors.Is(err, fs.ErrPermission):
		return language.New("files.permission", err)
	}
	return err
}

// covers reports whether a file is below one of the paths and not in an unreadable folder.
func (f *scanResult) covers(real string) bool {
	below := func(folder string) bool { return isBelow(real, folder) }
	return slices.ContainsFunc(f.roots, below) && !slices.ContainsFunc(f.unreadable, below)
}

// isBelow reports whether a real path is a folder, or lies below it.
func isBelow(real, folder string) bool {
	return real == folder || strings.HasPrefix(real, strings.TrimSuffix(folder, "/")+"/")
}

// content is an open file.
type content interface {
	io.ReaderAt
	io.Closer
}
