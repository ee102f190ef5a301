package indexer

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"slices"

	"gongbao/corpus"
	"gongbao/language"
	"gongbao/search/engine"
)

// run is the state of one call of Run.
type run struct {
	engine engine.Engine
	opt    Options
	found  *scanResult

	before  engine.Snapshot // of the index
	known   *knownFiles
	byReal  map[string]int  // inputs
	stale   map[string]bool // files to read
	gone    map[string]bool // files that no longer exist
	results []readResult
	rows    []row
	missing int
}

// changes yields the changes that bring the index up to date. Comparing and reading happen inside the update, so that
// no other writer changes the index in between.
func (r *run) changes(ctx context.Context) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		wanted := true
		err := r.writeTo(ctx, func(c engine.Change, err error) bool {
			wanted = wanted && yield(c, err)
			return wanted
		})
		if err != nil && wanted {
			yield(engine.Change{}, err)
		}
	}
}

func (r *run) writeTo(ctx context.Context, yield func(engine.Change, error) bool) (err error) {
	if r.before, err = r.engine.Snapshot(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.before.Close()) }()
	if err := r.compare(ctx); err != nil {
		return err
	}
	spool, err := newSpool()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spool.close()) }()
	if err := r.readStale(ctx, spool); err != nil {
		return err
	}
	p := r.resolve()
	if err := r.findNear(ctx, p); err != nil {
		return err
	}
	r.account(p)
	return r.put(ctx, p, spool, yield)
}

// compare finds the files that are stale and those that are gone.
func (r *run) compare(ctx context.Context) error {
	known, err := r.before.Reports(ctx)
	if err != nil {
		return err
	}
	if err := r.digestAll(ctx); err != nil {
		return err
	}
	r.known = newKnownFiles(known)
	r.byReal, r.stale, r.gone = map[string]int{}, map[string]bool{}, map[string]bool{}
	for i, in := range r.found.inputs {
		r.byReal[in.real] = i
		if r.opt.Force || !r.known.isCurrent(in.real, in.digest) {
			r.stale[in.real] = true
		}
	}
	r.findGone()
	r.known.propagate(r.stale, r.gone)
	return r.addStale(ctx)
}

// addStale adds stale files outside the paths to the inputs. Those that cannot be found are not read: they are no longer there, or no
// files any more, but nobody asked to prune them, or they were uploaded, or belong to another file system.
func (r *run) addStale(ctx context.Context) error {
	for _, file := range slices.Sorted(maps.Keys(r.stale)) {
		if _, ok := r.byReal[file]; ok {
			continue
		}
		if real, info, err := r.found.disk.resolve(file); err != nil || real != file || !info.Mode().IsRegular() {
			delete(r.stale, file)
			continue
		}
		if err := r.found.root(ctx, file); err != nil {
			return err
		}
		last := len(r.found.inputs) - 1
		r.found.inputs[last].digest = r.fileDigest(ctx, r.found.inputs[last])
		r.byReal[file] = last
	}
	return nil
}

// findGone finds the files of reports that no longer exist. Without Prune it only counts them.
func (r *run) findGone() {
	for file, entries := range r.known.byFile {
		if _, ok := r.byReal[file]; ok || !r.found.covers(file) {
			continue
		}
		if _, _, err := r.found.disk.resolve(file); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if r.opt.Prune {
			r.gone[file] = true
		} else {
			r.missing += len(entries)
		}
	}
}

// readResult holds what a run remembers of a text that it has read.
type readResult struct {
	input  int
	header corpus.Header
	hashes []uint32 // of its paragraphs
	notes  []language.Sayer
	err    error
	// corrected is set if a row of a sidecar has changed the header.
	corrected bool
}

// readStale reads the stale files; their reports go to the spool.
func (r *run) readStale(ctx context.Context, to *spool) error {
	var inputs []int
	for i, in := range r.found.inputs {
		if r.stale[in.real] {
			inputs = append(inputs, i)
		}
	}
	r.opt.Progress(Progress{Stage: Reading, Total: len(inputs)})
	done, last := 0, -1
	for i, t := range r.readAll(ctx, inputs) {
		if i != last {
			r.opt.Progress(Progress{Stage: Reading, Done: done, Total: len(inputs)})
			done, last = done+1, i
		}
		n := readResult{input: i, header: t.report.Header, notes: t.notes, err: t.err, corrected: t.corrected}
		if t.err != nil {
			n.header.Origin = corpus.Origin{File: r.found.inputs[i].real, Member: t.member}
		} else if err := to.add(&t.report); err != nil {
			return err
		}
		n.hashes = hashesOf(t.report.Paragraphs)
		r.results = append(r.results, n)
	}
	r.opt.Progress(Progress{Stage: Reading, Done: len(inputs), Total: len(inputs)})
	return ctx.Err()
}
