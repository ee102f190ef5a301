package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Options say how to read a file. The zero value reads with the usual column names and the default limits.
type Options struct {
	// Columns maps a canonical field name (title, region, level, year, date, kind, source_url, text) to the header of
	// the column that holds it, for tables whose headers are not among the usual ones. It goes before them.
	Columns map[string]string
	Limits  Limits
}

// Limits bound what one file may cost. A field that is zero stands for its default.
type Limits struct {
	// FileBytes is the size of the file itself; 200 MB.
	FileBytes int64
	// DocumentBytes is the size of a text or a page that is read as one document; 32 MB, a thousand times a report.
	// It is held in memory several times over while it is decoded.
	DocumentBytes int64
	// MemberBytes is the size of one unpacked member of an archive or of a zipped format; 200 MB. One member at a time
	// is held in memory, so this bounds memory too.
	MemberBytes int64
	// TotalBytes is the size of all unpacked members together, those of nested archives included; 4 GB.
	TotalBytes int64
	// Members is the number of an archive's members, those of nested archives included; 100,000.
	Members int
	// Ratio is how many times larger than its packed form a member may be once it is larger than a megabyte; 300.
	// Chinese prose packs to a third, its XML to a thirtieth; zip bombs begin near a thousand.
	Ratio int
	// Depth is how deep archives may be nested; 2: an archive in an archive in the file.
	Depth int
}

const megabyte = 1 << 20

// withDefaults fills in the limits that are not set.
func (l Limits) withDefaults() Limits {
	l.FileBytes = defaultTo(l.FileBytes, 200*megabyte)
	l.DocumentBytes = defaultTo(l.DocumentBytes, 32*megabyte)
	l.MemberBytes = defaultTo(l.MemberBytes, 200*megabyte)
	l.TotalBytes = defaultTo(l.TotalBytes, 4096*megabyte)
	l.Members = defaultTo(l.Members, 100_000)
	l.Ratio = defaultTo(l.Ratio, 300)
	l.Depth = defaultTo(l.Depth, 2)
	return l
}

func defaultTo[N int | int64](value, otherwise N) N {
	if value > 0 {
		return value
	}
	return otherwise
}

// Read yields every document of a file in order, and an error for every part that cannot be read; it goes on after an
// error where the rest can be read. A pair with an error has a Document of nothing but Member and Format, which say
// what failed; errors.Is tells the kinds apart. Name is the file's name, which only decides where the content fits
// several formats; r and size are its content, and r is read until Read returns, not after.
//
// When ctx ends, the last pair has its error. A reader that panics has failed for its document, and nothing more.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, opt Options) iter.Seq2[Document, error] {
	opt.Limits = opt.Limits.withDefaults()
	in := input{name: name, r: r, size: size, opt: opt, seen: new(sight), spent: new(spending)}
	return func(yield func(Document, error) bool) {
		readInput(ctx, in, yield)
	}
}

// readInput reads one file or one member of an archive: it finds the reader and keeps what Read promises.
func readInput(ctx context.Context, in input, yield func(Document, error) bool) {
	out := &output{ctx: ctx, yield: yield}
	if err := in.check(); err != nil {
		out.send(Document{}, err)
		return
	}
	out.run(func() {
		rd, err := recognise(in)
		if err != nil {
			out.send(Document{}, err)
			return
		}
		out.format = rd.format
		rd.read(ctx, in, out.send)
	})
	if err := ctx.Err(); err != nil && !out.ctxSent {
		out.send(Document{}, err)
	}
}

// An output stands between a reader and the caller's loop, so that readers need not keep Read's promises one by one.
type output struct {
	ctx     context.Context
	yield   func(Document, error) bool
	format  string
	stopped bool // the loop has ended
	ctxSent bool // the context's error has been yielded
	outside bool // the caller's loop body is running
}

// send passes a pair on. It ends the reading when the context has ended and calls a document without text an error.
func (o *output) send(doc Document, err error) bool {
	if o.stopped || o.ctxSent {
		return false
	}
	if ended := o.ctx.Err(); ended != nil {
		o.ctxSent = true
		doc, err = Document{Member: doc.Member}, ended
	}
	if doc.Format == "" {
		doc.Format = o.format
	}
	if err == nil && len(doc.Blocks) == 0 {
		err = fmt.Errorf("%w; check that the file is the one you meant", ErrEmpty)
	}
	if err != nil {
		doc = Document{Member: doc.Member, Format: doc.Format}
	}
	o.outside = true
	more := o.yield(doc, err)
	o.outside = false
	o.stopped = !more
	return more && !o.ctxSent
}

// run calls a reader and turns its panic into an error; a panic of the caller's own loop body is left alone.
func (o *output) run(read func()) {
	defer func() {
		if o.outside {
			return
		}
		if cause := recover(); cause != nil {
			o.send(Document{}, crashed(cause))
		}
	}()
	read()
}

// errCrashed is the kind of a reader's panic. It is not exported: to a caller it is one more file that cannot be read.
var errCrashed = errors.New("the reader of this format failed on the file, which is our error or a damaged file")

func crashed(cause any) error {
	return fmt.Errorf("%w: %v; save the file anew from the program that made it, or as txt", errCrashed, cause)
}
