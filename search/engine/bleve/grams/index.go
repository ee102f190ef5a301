package grams

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"gongbao/search/engine/bleve/disk"
)

// An Index is the bleve indexes of a part, open. Documents are numbered through all of them.
type Index struct{ stores []store }

// A store is one of them. It is read through its only snapshot.
type store struct {
	index    bleve.Index
	snapshot *scorch.IndexSnapshot
}

// Open opens the bleve indexes of the part in a directory to read them.
func Open(fsys disk.FS, dir string) (*Index, error) {
	register()
	x := new(Index)
	for i := range mostStores {
		dir := storeDir(dir, i)
		_, err := fsys.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		var s store
		if err == nil {
			if s, err = openStore(fsys, dir); err != nil {
				if cause := unreadable(fsys, dir); cause != nil {
					err = cause
				}
			}
		}
		if err != nil {
			return nil, errors.Join(err, x.Close())
		}
		x.stores = append(x.stores, s)
	}
	return x, nil
}

// unreadable says which file of a bleve index cannot be opened, or nil. All are opened at once, as bleve does: it has them open
// together, goes on without a file that it was refused, and fails later because something is not in it.
func unreadable(fsys disk.FS, dir string) error {
	var open []io.Closer
	err := disk.Walk(fsys, dir, func(path string, isDir bool) error {
		if isDir {
			return nil
		}
		f, err := fsys.Open(path)
		if err == nil {
			open = append(open, f)
		}
		return err
	})
	for _, f := range open {
		err = errors.Join(err, f.Close())
	}
	return err
}

func openStore(fsys disk.FS, dir string) (s store, err error) {
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if errors.Is(err, bleve.ErrorIndexPathDoesNotExist) || errors.Is(err, bleve.ErrorIndexMetaMissing) {
		// bleve says so whatever kept it from reading the file
		name := filepath.Join(dir, "index_meta.json")
		_, cause := disk.ReadFile(fsys, name)
		err = errors.Join(fmt.Errorf("%s: %w", name, err), cause)
	}
	if err != nil {
		return store{}, err // and no index that is a nil pointer
	}
	if s, err = snapshotOf(ix); err != nil {
		return store{}, errors.Join(err, ix.Close())
	}
	return s, nil
}

// snapshotOf takes the snapshot that the postings are read from.
func snapshotOf(ix bleve.Index) (store, error) {
	advanced, err := ix.Advanced()
	if err != nil {
		return store{}, err
	}
	var reader index.IndexReader
	if reader, err = advanced.Reader(); err != nil {
		return store{}, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return store{}, errors.Join(fmt.Errorf("bleve index of type %T", reader), reader.Close())
	}
	return store{ix, snapshot}, nil
}

// Close closes them. An Index that is nil has none.
func (x *Index) Close() error {
	if x == nil {
		return nil
	}
	var errs []error
	for _, s := range x.stores {
		errs = append(errs, s.snapshot.Close(), s.index.Close())
	}
	return errors.Join(errs...)
}

// Segments lists the segments, in the order of their documents.
func (x *Index) Segments() (segments []*scorch.SegmentSnapshot) {
	for _, s := range x.stores {
		segments = append(segments, s.snapshot.Segments()...)
	}
	return segments
}

// Order lists the paragraph of each document, by document number: bleve numbers them as it likes.
func (x *Index) Order() (order []uint32, err error) {
	for _, segment := range x.Segments() {
		for n := range segment.Segment().Count() {
			id, err := segment.Segment().DocID(n)
			if err != nil || len(id) != 4 {
				return nil, fmt.Errorf("document %d has id %q: %w", n, id, err)
			}
			order = append(order, binary.BigEndian.Uint32(id))
		}
	}
	return order, nil
}
