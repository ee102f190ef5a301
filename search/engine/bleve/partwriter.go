package bleve

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search/engine/bleve/column"
	"gongbao/search/match"
)

const (
	// batchSize is the number of paragraphs that bleve is given at once: smaller ones make more segments to merge, larger
	// ones take more memory.
	batchSize = 2000
	// batchWriters is the number of batches that bleve is given to write at once, each on a processor of its own.
	batchWriters = 2
	// ample is room on the disk that no part fills. With less, batches are written one by one: when the disk is full while
	// bleve writes two, it panics in a goroutine of its own, where one comes back as an error.
	ample = 2 << 30
	// partSize is the number of paragraphs at which an update begins another part, which bounds the memory that an
	// update takes, and what a merge writes again.
	partSize = 150_000
)

// A partWriter makes a part, report by report.
type partWriter struct {
	dir     string         // empty for a part in memory
	batches errgroup.Group // being written, batchWriters at a time
	failed  atomic.Bool    // one of them has
	name    string
	index   bleve.Index
	batch   *bleve.Batch
	columns map[string]*columnFile

	folded, displayed, paths, titles, outers, records, outlines *column.TextWriter
	outer                                                       map[string]uint32 // index in outers
	outerOf                                                     []byte

	lastPath []byte
	pathOf   []byte
	scratch  []byte
	edits    []byte
	editor   column.Editor
	reports  int
}

// newPartWriter begins the part name in dir, or in memory when dir is empty.
func newPartWriter(dir, name string) (*partWriter, error) {
	w := &partWriter{dir: dir, name: name, columns: map[string]*columnFile{}, outer: map[string]uint32{}}
	if err := w.begin(); err != nil {
		return nil, errors.Join(fmt.Errorf("begin %s: %w", name, err), w.discard())
	}
	return w, nil
}

func (w *partWriter) begin() (err error) {
	grams := ""
	if w.dir != "" {
		grams = filepath.Join(w.dir, w.name, gramDir)
		// an update that was killed may have left a part of this name, which no manifest lists
		if err := os.RemoveAll(filepath.Join(w.dir, w.name)); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(grams), 0o755); err != nil {
			return err
		}
	}
	// a map of its own: bleve writes into the one that it is given
	w.index, err = bleve.NewUsing(grams, newMapping(), scorch.Name, scorch.Name, map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return err
	}
	w.batch = w.index.NewBatch()
	if w.batches.SetLimit(batchWriters); w.dir != "" && freeBytes(w.dir) < ample {
		w.batches.SetLimit(1)
	}
	for name, to := range map[string]**column.TextWriter{
		foldedColumn: &w.folded, displayColumn: &w.displayed, pathColumn: &w.paths, titleColumn: &w.titles, outerColumn: &w.outers, reportColumn: &w.records, outlineColumn: &w.outlines,
	} {
		file, err := w.create(name)
		if err != nil {
			return err
		}
		*to = column.NewTextWriter(file)
	}
	return nil
}

// A columnFile is a column being written, in a file or in memory.
type columnFile struct {
	io.Writer
	file   *os.File // nil in memory
	memory *bytes.Buffer
}

func (w *partWriter) create(name string) (*columnFile, error) {
	c := &columnFile{memory: new(bytes.Buffer)}
	c.Writer = c.memory
	if w.dir != "" {
		f, err := os.Create(filepath.Join(w.dir, w.name, name))
		if err != nil {
			return nil, err
		}
		c.Writer, c.file = f, f
	}
	w.columns[name] = c
	return c, nil
}

// add appends a report.
func (w *partWriter) add(r *corpus.Report) error {
	rec := record{Header: r.Header, First: w.folded.Len()}
	for i := range r.Paragraphs {
		if err := w.addParagraph(&r.Paragraphs[i]); err != nil {
			return err
		}
		rec.Characters += utf8.RuneCountInString(r.Paragraphs[i].Text)
	}
	w.lastPath = nil
	w.reports++
	return errors.Join(addJSON(w.records, rec), addJSON(w.outlines, r.Outline))
}

func addJSON(to *column.TextWriter, v any) error {
	encoded, err := json.Marshal(v)
	if err == nil {
		to.Add(encoded)
	}
	return err
}

func (w *partWriter) addParagraph(p *corpus.Paragraph) error {
	path, err := json.Marshal(p.Section)
	if err != nil {
		return err
	}
	if w.lastPath == nil || !bytes.Equal(path, w.lastPath) {
		w.paths.Add(path)
		w.titles.Add(match.FoldTitles(p.Section))
		w.addOuter(p.Section)
		w.lastPath = path
	}
	index := uint32(w.paths.Len() - 1)
	if p.Heading {
		index |= headingBit
	}
	w.pathOf = binary.LittleEndian.AppendUint32(w.pathOf, index)
	w.scratch = text.AppendFold(w.scratch[:0], p.Text)
	if err := w.addGrams(string(w.scratch)); err != nil {
		return err
	}
	w.folded.Add(w.scratch)
	w.edits = w.editor.AppendEdits(w.edits[:0], unsafe.String(unsafe.SliceData(w.scratch), len(w.scratch)), p.Text)
	w.displayed.Add(w.edits)
	return nil
}

// addOuter notes the outermost title of a path; the empty one stands for none.
func (w *partWriter) addOuter(path []string) {
	title := ""
	if len(path) > 0 {
		title = path[0]
	}
	i, ok := w.outer[title]
	if !ok {
		i = uint32(w.outers.Len())
		w.outer[title] = i
		w.outers.Add([]byte(title))
	}
	w.outerOf = binary.LittleEndian.AppendUint32(w.outerOf, i)
}

// addGrams puts the next paragraph into the bleve index.
func (w *partWriter) addGrams(folded string) error {
	err := w.batch.Index(documentID(w.folded.Len()), map[string]any{gramField: text.Loosen(folded)})
	if err == nil && w.batch.Size() >= batchSize {
		w.flush()
	}
	if w.failed.Load() {
		err = w.batches.Wait()
	}
	return err
}

// flush hands the batch over to be written. An error of an earlier one comes back from complete, and nothing is written
// behind it: bleve panics when it is given more after its disk was full.
func (w *partWriter) flush() {
	batch := w.batch
	w.batch = w.index.NewBatch()
	w.batches.Go(func() error {
		if w.failed.Load() {
			return nil
		}
		err := write(w.index, batch)
		w.failed.CompareAndSwap(false, err != nil)
		return err
	})
}

// write gives bleve a batch. When the disk is full bleve closes segments that another batch may be reading, and panics
// there: that is an error of the disk's, and no reason to end the program.
func write(ix bleve.Index, batch *bleve.Batch) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = language.New("engine.directory.full", cause)
		}
	}()
	return ix.Batch(batch)
}

// finish makes the part durable and opens it.
func (w *partWriter) finish(ctx context.Context) (*part, partManifest, error) {
	m := partManifest{Name: w.name, Reports: w.reports, Paragraphs: w.folded.Len()}
	if err := w.complete(ctx); err != nil {
		return nil, m, errors.Join(fmt.Errorf("write %s: %w", w.name, err), w.discard())
	}
	if w.dir == "" {
		p := &part{name: w.name, index: w.index}
		files := map[string]column.Column{}
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
	for _, texts := range []*column.TextWriter{w.folded, w.displayed, w.paths, w.titles, w.outers, w.records, w.outlines} {
		if err := texts.Finish(); err != nil {
			return err
		}
	}
	if err := w.merge(ctx); err != nil {
		return err
	}
	order, err := w.order()
	if err != nil {
		return err
	}
	documents := make([]byte, 0, 4*len(order))
	for _, n := range order {
		documents = binary.LittleEndian.AppendUint32(documents, n)
	}
	if err := errors.Join(w.write(pathOfColumn, w.pathOf), w.write(outerOfColumn, w.outerOf), w.write(documentColumn, documents)); err != nil {
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

// close closes the columns; what is in memory stays as it is.
func (w *partWriter) close() error {
	if w.dir == "" {
		return nil
	}
	var errs []error
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

// order returns the paragraph of each document of the bleve index, by document number. It closes the index first, unless that
// is in memory: until then bleve may go on merging in the background, and a merge numbers documents anew.
func (w *partWriter) order() ([]uint32, error) {
	if w.dir == "" {
		return orderOf(w.index)
	}
	err := w.index.Close()
	w.index = nil
	if err != nil {
		return nil, err
	}
	ix, err := openGrams(filepath.Join(w.dir, w.name))
	if err != nil {
		return nil, err
	}
	order, err := orderOf(ix)
	return order, errors.Join(err, ix.Close())
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
