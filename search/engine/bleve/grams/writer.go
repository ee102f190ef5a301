// Package grams makes the bleve indexes of a part, and reads their postings.
//
// A [Writer] makes them of the paragraphs' search forms, and [Open] opens them. [Postings] tells which documents of one of their segments
// have a term of text.Terms, which is a pair of characters or one that stands alone: by bleve's postings and by what packages character
// and common keep beside it. Of a term that stands in a paragraph it says no more than that it is there.
package grams

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine/bleve/common"
	"gongbao/search/engine/bleve/disk"
)

const (
	// Batch is the number of paragraphs that bleve is given at once: smaller batches make more segments to merge, larger
	// ones take more memory: 207 MB at most with 1000, 310 with 2000, 417 with 4000, of 20,000 paragraphs of 650 bytes.
	Batch = 1000
	// mergeMost is the number of segments that bleve merges at once: as many as a part may have in one of its
	// indexes, so that each posting is merged once.
	mergeMost = 160
	// mostStores is the number of bleve indexes that a part has at most. Each is written on a processor of its own.
	mostStores = 2
)

// storeDir is the directory of the i-th bleve index of the part in a directory.
func storeDir(dir string, i int) string {
	name := "grams"
	if i > 0 {
		name = fmt.Sprintf("grams-%d", i+1)
	}
	return filepath.Join(dir, name)
}

// A Writer makes the bleve indexes of a part: in a directory by bleve's offline builder, which has no transactions and no
// goroutines of its own that could wait for each other, in memory by batches. It ends with Finish and Open, or with Discard.
type Writer struct {
	dir     string // of the part; empty in memory
	n       int    // paragraphs added
	pending []paragraph
	common  common.Terms // nil as long as it is not known which these are

	memory bleve.Index // nil in a directory

	work    chan []paragraph // to the builders
	workers sync.WaitGroup
	running int          // builders that have been started
	stores  atomic.Int32 // builders that have something to do
	failed  atomic.Bool  // nothing more is built
	mu      sync.Mutex
	err     error // of the builders
}

// A paragraph is a paragraph for bleve.
type paragraph struct {
	n      int
	folded string
	common common.Terms // which are none of its terms
}

// NewWriter begins the bleve indexes of the part in a directory, or in memory if dir is empty.
func NewWriter(dir string) (*Writer, error) {
	register()
	w := &Writer{dir: dir}
	if dir != "" {
		w.work = make(chan []paragraph)
		return w, nil
	}
	ix, err := bleve.NewUsing("", newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err // and no index that is a nil pointer
	}
	w.memory = ix
	return w, nil
}

// Add appends a paragraph by its search form. An error may be that of an earlier one.
func (w *Writer) Add(folded string) error {
	w.pending = append(w.pending, paragraph{w.n, folded, w.common})
	w.n++
	if w.common == nil {
		if w.n < common.Sample {
			return nil
		}
		w.findCommon()
	}
	return w.flush(Batch)
}

// findCommon finds the common terms, once the paragraphs that say which they are have been added, or all.
func (w *Writer) findCommon() {
	sample := make([]string, len(w.pending))
	for i, d := range w.pending {
		sample[i] = d.folded
	}
	w.common = common.TermsOf(sample)
	for i := range w.pending {
		w.pending[i].common = w.common
	}
}

// flush hands on the paragraphs that have been added, in batches, as long as they are so many.
func (w *Writer) flush(least int) error {
	for len(w.pending) >= least {
		batch := w.pending[:min(len(w.pending), Batch)]
		w.pending = w.pending[len(batch):]
		if w.dir == "" {
			if err := w.index(batch); err != nil {
				return err
			}
			continue
		}
		if w.running < mostStores && w.running <= (w.n-1)/Batch {
			w.running++
			w.workers.Go(w.build)
		}
		w.work <- batch
	}
	return w.problem()
}

func (w *Writer) index(batch []paragraph) error {
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
func (w *Writer) build() {
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
func (w *Writer) newBuilder(i int) (bleve.Builder, error) {
	return bleve.NewBuilder(storeDir(w.dir, i), newMapping(), map[string]any{"batchSize": Batch, "mergeMax": mergeMost, "buildPathPrefix": w.dir})
}

// try does something with bleve and keeps the error. A panic is one, too: bleve has some behind errors of the disk.
func (w *Writer) try(do func() error) {
	err := guard.Do(do)
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = errors.Join(w.err, language.Wrap(disk.SystemError(err), "engine.directory.postings", err))
	w.failed.Store(true)
}

func (w *Writer) problem() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// Common returns the common terms, which the indexes do not have. Before Finish it may return nil.
func (w *Writer) Common() common.Terms { return w.common }

// Finish completes the bleve indexes, unless ctx has ended. Nothing can stop bleve once it merges the segments of one.
func (w *Writer) Finish(ctx context.Context) error {
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
func (w *Writer) stop() {
	if w.work != nil {
		close(w.work)
		w.work = nil
	}
	w.workers.Wait()
}

// Open opens the bleve indexes that have been made, or gives away the one in memory.
func (w *Writer) Open(fsys disk.FS) (*Index, error) {
	if w.dir != "" {
		return Open(fsys, w.dir)
	}
	s, err := snapshotOf(w.memory)
	if err != nil {
		return nil, err
	}
	w.memory = nil
	return &Index{[]store{s}}, nil
}

// Discard gives up. Of the files it removes nothing.
func (w *Writer) Discard() error {
	w.failed.Store(true)
	w.stop()
	if w.memory == nil {
		return nil
	}
	memory := w.memory
	w.memory = nil
	return memory.Close()
}

// documentID is the bleve id of paragraph n of a part: four bytes.
func documentID(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
