package bleve

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// finish makes the part durable and opens it.
func (w *partWriter) finish(ctx context.Context) (*part, partManifest, error) {
	m := partManifest{Name: w.name, Reports: w.reports, Paragraphs: w.folded.len()}
	if err := w.complete(ctx); err != nil {
		return nil, m, errors.Join(fmt.Errorf("write %s: %w", w.name, err), w.discard())
	}
	if w.dir == "" {
		p := &part{name: w.name, index: w.index}
		files := map[string]column{}
		for name, c := range w.columns {
			files[name] = c.memory.Bytes()
		}
		return p, m, p.read(files)
	}
	p, err := openPart(ctx, w.dir, w.name)
	if err != nil {
		return nil, m, errors.Join(err, w.discard())
	}
	if err := p.dropMerged(filepath.Join(w.dir, w.name, gramDir)); err != nil {
		return nil, m, errors.Join(fmt.Errorf("write %s: %w", w.name, err), p.close(), w.discard())
	}
	if m.Files, err = syncFiles(filepath.Join(w.dir, w.name)); err != nil {
		return nil, m, errors.Join(err, p.close(), w.discard())
	}
	return p, m, nil
}

// dropMerged takes away the files of segments that a merge has put into others. Bleve does so when it finds the time, which
// it does not when it is closed at once.
func (p *part) dropMerged(dir string) error {
	needed := map[string]bool{}
	for _, s := range p.snapshot.Segments() {
		stored, ok := s.Segment().(interface{ Path() string })
		if !ok {
			return fmt.Errorf("a segment of type %T is in no file", s.Segment())
		}
		needed[filepath.Base(stored.Path())] = true
	}
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	for _, file := range files {
		if !needed[filepath.Base(file)] {
			err = errors.Join(err, os.Remove(file))
		}
	}
	return err
}

// complete writes what is left, merges the bleve index into as few segments as it will, and closes all files.
func (w *partWriter) complete(ctx context.Context) error {
	w.flush()
	if err := w.batches.Wait(); err != nil {
		return err
	}
	for _, column := range []*textWriter{w.folded, w.displayed, w.paths, w.titles, w.outers, w.records, w.outlines} {
		if err := column.finish(); err != nil {
			return err
		}
	}
	if err := w.merge(ctx); err != nil {
		return err
	}
	order, err := orderOf(w.index)
	if err != nil {
		return err
	}
	documents := make([]byte, 0, 4*len(order))
	for _, n := range order {
		documents = binary.LittleEndian.AppendUint32(documents, n)
	}
	if err := errors.Join(w.write(placeColumn, w.places), w.write(outerOfColumn, w.outerOf), w.write(documentColumn, documents)); err != nil {
		return err
	}
	return w.close()
}

func (w *partWriter) write(name string, content []byte) error {
	c, err := w.create(name)
	if err == nil {
		_, err = c.Write(content)
	}
	return err
}

// close closes the files; what is in memory stays as it is.
func (w *partWriter) close() error {
	if w.dir == "" {
		return nil
	}
	errs := []error{w.index.Close()}
	w.index = nil
	for _, c := range w.columns {
		errs = append(errs, c.file.Close())
	}
	return errors.Join(errs...)
}

// discard takes away what has been written.
func (w *partWriter) discard() error {
	errs := []error{w.batches.Wait()}
	if w.index != nil {
		errs = append(errs, w.index.Close())
	}
	if w.dir != "" {
		errs = append(errs, os.RemoveAll(filepath.Join(w.dir, w.name)))
	}
	return errors.Join(errs...)
}

// merge makes few segments of many. A forced merge may leave out segments that were being written meanwhile, which costs
// a little speed and nothing else. bleve merges files only: in memory the segments stay as they are.
func (w *partWriter) merge(ctx context.Context) error {
	advanced, err := w.index.Advanced()
	if err != nil || w.dir == "" {
		return err
	}
	s, ok := advanced.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("bleve index of type %T", advanced)
	}
	return s.ForceMerge(ctx, nil)
}

func orderOf(ix bleve.Index) ([]uint32, error) {
	s, err := snapshotOf(ix)
	if err != nil {
		return nil, err
	}
	order, err := documentOrder(s)
	return order, errors.Join(err, s.Close())
}

// mode lets everybody read what bleve makes for its user alone: whoever may serve an index is the directory's to say.
func mode(d fs.DirEntry) os.FileMode {
	if d.IsDir() {
		return 0o755
	}
	return 0o644
}

// syncFiles makes every file below dir durable and says what state it is in.
func syncFiles(dir string) (files []fileCheck, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := os.Chmod(path, mode(d)); err != nil {
			return err
		}
		if err := syncPath(path); err != nil || d.IsDir() {
			return err
		}
		check, err := checkFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		check.Name = filepath.ToSlash(name)
		files = append(files, check)
		return err
	})
	slices.SortFunc(files, func(a, b fileCheck) int { return strings.Compare(a.Name, b.Name) })
	return files, err
}
