package indexer

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"path"
	"runtime"
	"slices"
	"strings"

	"gongbao/corpus"
	"gongbao/corpus/ingest"
	"gongbao/language"
)

// sidecarName is the file with a person's corrections for the texts of its folder.
const sidecarName = "gongbao.csv"

// sidecar holds the overrides for a folder and everything below it.
type sidecar struct {
	folder string
	at     location
	rows   ingest.Overrides
	broken bool // it cannot be read, so nothing can be said of the rows
	outer  *sidecar
}

// readSidecar reads the sidecar of a folder, if it has one. A broken one, and a row that is refused, count as failed files.
func (f *scanResult) readSidecar(folder location, outer *sidecar) *sidecar {
	if known, ok := f.sidecars[folder.real]; ok {
		return known.within(outer)
	}
	at := folder.below(sidecarName)
	s, bad, err := f.parseSidecar(at)
	if err != nil {
		s = &sidecar{broken: true}
		f.fail(at, language.New("files.sidecar", err))
	}
	for _, err := range bad {
		f.fail(at, language.New("files.sidecar.row", err))
	}
	if s != nil {
		s.folder, s.at = folder.real, at
	}
	f.sidecars[folder.real] = s
	return s.within(outer)
}

// around returns the sidecars of the folders that a folder is in, so that a file becomes the same whichever of them is
// given. It leaves out a folder that anybody may write to, and what is above it: people who share one do not speak for each other.
func (f *scanResult) around(folder string) *sidecar {
	above := path.Dir(folder)
	if above == folder || above == "." {
		return nil
	}
	if _, info, err := f.disk.resolve(above); err != nil || info.Mode().Perm()&0o002 != 0 && runtime.GOOS != "windows" {
		return nil
	}
	outer := f.around(above)
	if s, ok := f.sidecars[above]; ok {
		return s.within(outer)
	}
	names, err := f.disk.list(above)
	if err != nil || !slices.Contains(names, sidecarName) {
		return outer
	}
	return f.readSidecar(location{real: above, shown: readable(above)}, outer)
}

// parseSidecar reads a sidecar, nil if there is none. bad has an error for each row that is refused.
func (f *scanResult) parseSidecar(at location) (s *sidecar, bad []error, err error) {
	c, err := f.disk.open(at.real)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, language.New("overrides.file", reasonOf(err))
	}
	defer c.Close()
	data, err := io.ReadAll(io.NewSectionReader(c, 0, math.MaxInt64))
	if err != nil {
		return nil, nil, language.New("overrides.file", reasonOf(err))
	}
	s = new(sidecar)
	s.rows, bad, err = ingest.ParseOverrides(data)
	return s, bad, err
}

// within returns the sidecar with those of the folders around it.
func (s *sidecar) within(outer *sidecar) *sidecar {
	if s == nil {
		return outer
	}
	inner := *s
	inner.outer = outer
	return &inner
}

// row returns the rows that apply to a file as one string, part of its digest.
func (s *sidecar) row(real string) string {
	for ; s != nil; s = s.outer {
		if s.broken {
			return "broken"
		}
		for _, name := range s.inside(real) {
			if rows := s.rows.Rows(name); rows != "" {
				return rows
			}
		}
	}
	return ""
}

// apply changes a report by the innermost sidecar that has a row for it, and reports whether one has. A row for the member,
// written file!member, takes precedence over one for the whole file. known is false if what the row says is not known, for it
// has been refused.
func (s *sidecar) apply(r *corpus.Report, real, member string) (applied, known bool) {
	for ; s != nil; s = s.outer {
		if s.broken {
			return false, false
		}
		var names []string
		for _, file := range s.inside(real) {
			if member != "" {
				names = append(names, file+"!"+member)
			}
		}
		for _, name := range append(names, s.inside(real)...) {
			if s.rows.Refused(name) {
				return false, false
			}
			if s.rows.Apply(r, name) {
				return true, true
			}
		}
	}
	return false, true
}

// unusedRows adds a row for each row of a sidecar below the paths whose file does not exist.
func (f *scanResult) unusedRows() {
	named := map[string]bool{} // files, by the sidecar's folder and what its rows may call them
	for _, in := range f.inputs {
		for s := in.sidecar; s != nil; s = s.outer {
			for _, name := range s.inside(in.real) {
				named[s.folder+"\n"+strings.ReplaceAll(name, `\`, "/")] = true // as rows have it
			}
		}
	}
	for _, s := range f.sidecars {
		if s == nil || s.broken || !f.covers(s.folder) {
			continue
		}
		for name, line := range s.rows.Lines() {
			file, _, _ := strings.Cut(name, "!")
			if name == "" || named[s.folder+"\n"+file] {
				continue
			}
			if _, _, err := f.disk.resolve(path.Join(s.folder, escape(file))); errors.Is(err, fs.ErrNotExist) {
				f.ignore(s.at, language.New("files.sidecar.unused", line, file))
			}
		}
	}
}

// inside returns the names by which a row may call a file: its path from the folder of the sidecar, for people and escaped.
func (s *sidecar) inside(real string) []string {
	path := strings.TrimPrefix(real, strings.TrimSuffix(s.folder, "/")+"/")
	if shown := readable(path); shown != path {
		return []string{shown, path}
	}
	return []string{path}
}
