package indexer

import (
	"context"
	"iter"
	"path"

	"gongbao/corpus"
	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/ingest"
	"gongbao/guard"
	"gongbao/language"
)

// text is one report of a file, or the error in its place.
type text struct {
	member string
	report corpus.Report
	notes  []language.Sayer
	err    error
	// corrected is set if a row of a sidecar has changed the report.
	corrected bool
}

// ahead is the number of reports of a file that may wait, and of files for each job. One large file then does not hold
// up the others, and no more than some megabytes wait.
const ahead = 4

// readAll reads inputs in parallel and yields their texts in the order of the inputs.
func (r *run) readAll(ctx context.Context, inputs []int) iter.Seq2[int, text] {
	return func(yield func(int, text) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		for texts := range r.begin(ctx, inputs) {
			for t := range texts.all {
				if !yield(texts.input, t) {
					return
				}
			}
		}
	}
}

// stream carries the texts of an input while it is being read.
type stream struct {
	input int
	all   chan text
}

// begin starts reading the inputs in order as jobs become free, so that a later input never takes the job of the one
// next in line.
func (r *run) begin(ctx context.Context, inputs []int) <-chan stream {
	streams := make(chan stream, ahead*r.opt.Jobs)
	jobs := make(chan struct{}, r.opt.Jobs)
	go func() {
		defer close(streams)
		for _, i := range inputs {
			s := stream{i, make(chan text, ahead)}
			if !send(ctx, jobs, struct{}{}) || !send(ctx, streams, s) {
				return
			}
			go func() {
				defer func() { <-jobs }()
				defer close(s.all)
				err := guard.Do(func() error {
					for t := range r.read(ctx, r.found.inputs[i]) {
						if !send(ctx, s.all, t) {
							break
						}
					}
					return nil
				})
				if err != nil {
					send(ctx, s.all, text{err: language.New("files.fault", err)})
				}
			}()
		}
	}()
	return streams
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// read yields the reports of a file, and an error for each part without one.
func (r *run) read(ctx context.Context, in input) iter.Seq[text] {
	return func(yield func(text) bool) {
		c, err := r.found.disk.open(in.real)
		if err != nil {
			yield(text{err: language.New("files.closed", reasonOf(err))})
			return
		}
		defer c.Close()
		empty := true
		for doc, err := range extract.Read(ctx, path.Base(in.real), c, in.size, r.fileOptions(in)) {
			empty = false
			if err != nil {
				doc.Blocks = nil
			}
			for _, part := range ingest.Split(doc) {
				if !yield(r.text(in, part, err)) {
					return
				}
			}
		}
		if empty {
			yield(text{err: language.New("files.document")})
		}
	}
}

// fileOptions returns how to read a file.
func (r *run) fileOptions(in input) file.Options {
	return file.Options{Columns: r.opt.Columns, Limits: r.opt.Limits, Recogniser: r.opt.Recogniser, Recognised: func(page, pages int) {
		r.opt.Progress(Progress{Stage: Reading, Page: &Page{File: in.real, Number: page, Total: pages}})
	}}
}

// text makes a report from a document. A panic on the way fails only this document.
func (r *run) text(in input, doc file.Document, err error) (t text) {
	t = text{member: doc.Member, notes: doc.Notes, err: err}
	if err != nil {
		return t
	}
	defer func() {
		if cause := recover(); cause != nil {
			t.err = language.New("files.fault", cause)
		}
	}()
	var notes []language.Sayer
	t.report, notes, t.err = ingest.New(doc, in.name)
	t.notes = append(t.notes, notes...)
	if t.err == nil {
		t.report.Origin = corpus.Origin{File: in.real, Member: doc.Member}
		applied, known := in.sidecar.apply(&t.report, in.real, doc.Member)
		if !known {
			r.keep(&t.report)
		}
		t.corrected = applied
	}
	return t
}

// keep gives a report the facts that the index knows of it, if any, in place of those that its row would say.
func (r *run) keep(report *corpus.Report) {
	if e, ok := r.known.at(report.Origin); ok && !e.copy {
		ingest.Keep(report, &r.known.reports[e.report].Header)
	}
}
