package bleve

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/disk"
)

const (
	// gramBatch is the number of paragraphs that bleve is given at once: smaller batches make more segments to merge, larger
	// ones take more memory: 207 MB at most with 1000, 310 with 2000, 417 with 4000, of 20,000 paragraphs of 650 bytes.
	gramBatch = 1000
	// gramMerge is the number of segments that bleve merges at once: as many as a part may have in one of its
	// indexes, so that each posting is merged once.
	gramMerge = 160
	// gramStores is the largest number of bleve indexes that a part has. Each is written on a processor of its own.
	gramStores = 2
)

// gramDir is the directory of the i-th bleve index of a part, below that of the part.
func gramDir(i int) string {
	if i == 0 {
		return "grams"
	}
	return fmt.Sprintf("grams-%d", i+1)
}

// A gramWriter makes the bleve indexes of a part: in a directory by bleve's offline builder, which has no transactions and no
// goroutines of its own that could wait for each other, in memory by batches.
type gramWriter struct {
	dir     string // of the part; empty in memory
	n       int    // paragraphs added
	pending []gramDocument
	common  common.Terms // nil as long as it is not known which these are

	memory bleve.Index // nil in a directory

	work    chan []gramDocument // to the builders
	workers sync.WaitGroup
	running int          // builders that have been started
	stores  atomic.Int32 // builders that have something to do
	failed  atomic.Bool  // nothing more is built
	mu      sync.Mutex
	err     error // of the builders
}

// A gramDocument is a paragraph for bleve.
type gramDocument struct {
	n      int
	folded string
	common common.Terms // which are none of its terms
}

// newGramWriter begins the bleve indexes of the part in a directory, or in memory if dir is empty.
func newGramWriter(dir string) (*gramWriter, error) {
	w := &gramWriter{dir: dir}
	if dir != "" {
		w.work = make(chan []gramDocument)
		return w, nil
	}
	ix, err := bleve.NewUsing("", newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err // and no index that is a nil pointer
	}
	w.memory = ix
	return w, nil
}

// add appends a paragraph by its folded text.
func (w *gramWriter) add(folded string) error {
	w.pending = append(w.pending, gramDocument{w.n, folded, w.common})
	w.n++
	if w.common == nil {
		if w.n < common.Sample {
			return nil
		}
		w.findCommon()
	}
	return w.flush(gramBatch)
}

// findCommon finds the common terms, once the paragraphs that say which they are have been added, or all.
func (w *gramWriter) findCommon() {
	sample := make([]string, len(w.pending))
	for i, d := range w.pending {
		sample[i] = d.folded
	}
	w.common = common.TermsOf(sample)
	for i := range w.pending {
		w.pending[i].common = w.common
	}
}

// flush hands on the paragraphs that have been added, in batches, as long as they are so many. An error may be that of an earlier batch.
func (w *gramWriter) flush(least int) error {
	for len(w.pending) >= least {
		batch := w.pending[:min(len(w.pending), gramBatch)]
		w.pending = w.pending[len(batch):]
		if w.dir == "" {
			if err := w.index(batch); err != nil {
				return err
			}
			continue
		}
		if w.running < gramStores && w.running <= (w.n-1)/gramBatch {
			w.running++
			w.workers.Go(w.build)
		}
		w.work <- batch
	}
	return w.problem()
}

func (w *gramWriter) index(batch []gramDocument) error {
	b := w.memory.NewBatch()
	for _, d := range batch {
		if err := b.Index(documentID(d.n), d); err != nil {
			return err
		}
	}
	return w.memory.Batch(b)
}

// build builds one bleve index of the batches that it gets, until there are no more. After an error it takes batches and
// drops them, so that nobody waits for it.
func (w *gramWriter) build() {
	var b bleve.Builder
	for batch := range w.work {
		if w.failed.Load() {
			continue
		}
		w.try(func() (err error) {
			if b == nil {
				if b, err = w.newBuilder(int(w.stores.Add(1)) - 1); err != nil {
					return err
				}
			}
			for _, d := range batch {
				if err := b.Index(documentID(d.n), d); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if b != nil && !w.failed.Load() {
		w.try(b.Close)
	}
}

// newBuilder begins the i-th bleve index of the part. What bleve writes on the way stands beside it.
func (w *gramWriter) newBuilder(i int) (bleve.Builder, error) {
	return bleve.NewBuilder(filepath.Join(w.dir, gramDir(i)), newMapping(), map[string]any{"batchSize": gramBatch, "mergeMax": gramMerge, "buildPathPrefix": w.dir})
}

// try does something with bleve and keeps the error. A panic is one, too: bleve has some behind errors of the disk.
func (w *gramWriter) try(do func() error) {
	err := guard.Do(do)
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = errors.Join(w.err, language.Wrap(systemError(err), "engine.directory.postings", err))
	w.failed.Store(true)
}

// systemError returns the error of a full disk, or of one with no files left, that bleve put into words only.
func systemError(err error) error {
	for _, known := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.EDQUOT, syscall.EFBIG} {
		if !errors.Is(err, known) && strings.Contains(err.Error(), known.Error()) {
			return known
		}
	}
	return nil
}

func (w *gramWriter) problem() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// finish completes the bleve indexes, unless ctx has ended. Nothing can stop bleve once it merges the segments of one.
func (w *gramWriter) finish(ctx context.Context) error {
	if w.common == nil {
		w.findCommon()
	}
	err := w.flush(1)
	if w.dir == "" {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w.stop()
	return w.problem()
}

// stop waits for the builders, which complete their indexes unless one has failed.
func (w *gramWriter) stop() {
	if w.work != nil {
		close(w.work)
		w.work = nil
	}
	w.workers.Wait()
}

// discard gives up. Of the files it removes nothing.
func (w *gramWriter) discard() error {
	w.failed.Store(true)
	w.stop()
	if w.memory == nil {
		return nil
	}
	memory := w.memory
	w.memory = nil
	return memory.Close()
}

// A grams is an open bleve index of a part. It is read through its only snapshot.
type grams struct {
	index    bleve.Index
	snapshot *scorch.IndexSnapshot
}

// openGrams opens the bleve indexes of the part in a directory to read them.
func openGrams(fsys disk.FS, dir string) (all []grams, err error) {
	for i := range gramStores {
		store := filepath.Join(dir, gramDir(i))
		_, err := fsys.Stat(store)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		var g grams
		if err == nil {
			if g, err = openStore(fsys, store); err != nil {
				if cause := unreadable(fsys, store); cause != nil {
					err = cause
				}
			}
		}
		if err != nil {
			return nil, errors.Join(err, closeGrams(all))
		}
		all = append(all, g)
	}
	return all, nil
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

func openStore(fsys disk.FS, dir string) (g grams, err error) {
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if errors.Is(err, bleve.ErrorIndexPathDoesNotExist) || errors.Is(err, bleve.ErrorIndexMetaMissing) {
		// bleve says so whatever kept it from reading the file
		name := filepath.Join(dir, "index_meta.json")
		_, cause := disk.ReadFile(fsys, name)
		err = errors.Join(fmt.Errorf("%s: %w", name, err), cause)
	}
	if err != nil {
		return grams{}, err // and no index that is a nil pointer
	}
	if g, err = snapshotOf(ix); err != nil {
		return grams{}, errors.Join(err, ix.Close())
	}
	return g, nil
}

// snapshotOf takes the snapshot that the postings are read from.
func snapshotOf(ix bleve.Index) (grams, error) {
	advanced, err := ix.Advanced()
	if err != nil {
		return grams{}, err
	}
	var reader index.IndexReader
	if reader, err = advanced.Reader(); err != nil {
		return grams{}, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return grams{}, errors.Join(fmt.Errorf("bleve index of type %T", reader), reader.Close())
	}
	return grams{ix, snapshot}, nil
}

func closeGrams(all []grams) error {
	var errs []error
	for _, g := range all {
		errs = append(errs, g.snapshot.Close(), g.index.Close())
	}
	return errors.Join(errs...)
}

// segmentsOf lists the segments of bleve indexes. Documents are numbered through all of them.
func segmentsOf(all []grams) (segments []*scorch.SegmentSnapshot) {
	for _, g := range all {
		segments = append(segments, g.snapshot.Segments()...)
	}
	return segments
}

// documentID is the bleve id of paragraph n of a part: four bytes.
func documentID(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// documentOrder lists the paragraph of each document of some segments, by document number.
func documentOrder(segments []*scorch.SegmentSnapshot) ([]uint32, error) {
	var order []uint32
	for _, segment := range segments {
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
