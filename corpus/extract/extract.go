// Package extract turns published files into documents made of blocks of text, or returns an error that tells a person
// what to do.
//
// [Read] is the entry point: it recognises the format by content (a file's name is only a hint) and yields every
// document in the file: one for a text, a page or a Word file, many for an archive or a table. A document is in reading
// order and holds only what its file holds: package repair joins broken lines, and package ingest finds out which
// report it is.
//
// All readers build on package file; charset detects encodings, and typeset makes blocks from lines and from the
// characters of printed pages. Each format is a package of its own, and formats lists them.
package extract

import (
	"context"
	"io"
	"iter"
	"maps"
	"slices"

	"gongbao/corpus/extract/charset"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

// Read yields every document of a file in order, and an error for every part that cannot be read; after an error it
// continues with the rest where it can. A pair with an error has a Document with only Member and Format set, which name
// the part that failed; test the kind of an error with errors.Is. The file's name decides only between formats that
// both fit the content. r holds size bytes of content; Read does not use it after the loop ends.
//
// When ctx ends, the last pair has its error. If a reader panics, only its document fails.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, opt file.Options) iter.Seq2[file.Document, error] {
	in := file.NewInput(name, r, size, opt)
	in.Nested = readInput
	return func(yield func(file.Document, error) bool) {
		readInput(ctx, in, yield)
	}
}

// readInput reads one file or one member of an archive: it finds the reader and enforces what Read promises.
func readInput(ctx context.Context, in file.Input, yield func(file.Document, error) bool) {
	out := &output{ctx: ctx, yield: yield}
	if err := in.Check(); err != nil {
		out.send(file.Document{}, err)
		return
	}
	out.run(func() {
		rd, err := recognise(in)
		if err != nil {
			out.send(file.Document{}, err)
			return
		}
		out.format = rd.Name
		rd.Read(ctx, in, out.send)
	})
	if err := ctx.Err(); err != nil && !out.ctxSent {
		out.send(file.Document{}, err)
	}
}

// output passes pairs from a reader to the caller's loop and enforces Read's promises, so that no reader has to.
type output struct {
	ctx     context.Context
	yield   func(file.Document, error) bool
	format  string
	stopped bool // the loop has ended
	ctxSent bool // the context's error has been yielded
	outside bool // the caller's loop body is running
}

// send passes a pair on. It ends the reading when the context has ended and calls a document without text an error.
func (o *output) send(doc file.Document, err error) bool {
	if o.stopped || o.ctxSent {
		return false
	}
	if ended := o.ctx.Err(); ended != nil {
		o.ctxSent = true
		doc, err = file.Document{Member: doc.Member}, ended
	}
	if doc.Format == "" {
		doc.Format = o.format
	}
	doc.Notes = append(doc.Notes, mend(&doc)...)
	if err == nil && len(doc.Blocks) == 0 {
		err = language.New("read.other", file.ErrEmpty)
	}
	if err != nil {
		doc = file.Document{Member: doc.Member, Format: doc.Format}
	}
	o.outside = true
	more := o.yield(doc, err)
	o.outside = false
	o.stopped = !more
	return more && !o.ctxSent
}

// mend restores what a program had misread before it was put into a document, in its text and its fields, and returns notes on it.
func mend(doc *file.Document) (notes []language.Sayer) {
	texts, dead := make([]string, 0, len(doc.Blocks)+len(doc.Fields)), 0
	for _, b := range doc.Blocks {
		texts = append(texts, b.Text)
		dead += charset.Dead(b.Text)
	}
	fields := slices.Sorted(maps.Keys(doc.Fields))
	for _, field := range fields {
		texts = append(texts, doc.Fields[field])
	}
	if dead > 0 {
		notes = append(notes, language.Sentence("read.note.dead", dead))
	}
	done := charset.Mend(texts)
	if done.Lines == 0 {
		return notes
	}
	for i := range doc.Blocks {
		doc.Blocks[i].Text = texts[i]
	}
	doc.Fields = maps.Clone(doc.Fields) // of which the documents of one file may share one
	for i, field := range fields {
		doc.Fields[field] = texts[len(doc.Blocks)+i]
	}
	return append(notes, done.Notes()...)
}

// run calls a reader and turns its panic into an error; a panic of the caller's own loop body is left alone.
func (o *output) run(read func()) {
	defer func() {
		if o.outside {
			return
		}
		if cause := recover(); cause != nil {
			o.send(file.Document{}, crashed(cause))
		}
	}()
	read()
}

func crashed(cause any) error {
	return language.New("read.crash", file.ErrCrashed, cause)
}
