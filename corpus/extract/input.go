package extract

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
)

// An input is one file, or one member of an archive, as its reader gets it. Its options have their defaults filled in.
type input struct {
	name  string
	r     io.ReaderAt
	size  int64
	opt   Options
	depth int // archives around it

	seen  *sight    // what recognising it has found out
	spent *spending // shared by everything that came out of one file
}

// A spending is what the members of one file have cost so far.
type spending struct {
	members int
	bytes   int64
}

// A sight is what was learnt of a file while finding its format, kept because most formats ask the same.
type sight struct {
	zip    *zip.Reader // its directory, when it is a zip and has been opened
	zipErr error
	parts  map[string]*zip.File // its members by the names that member knows them by
	text   string               // its head as text, when it has been decoded
	cs     charset
}

// check refuses what no reader should begin with.
func (in input) check() error {
	if in.size == 0 {
		return fmt.Errorf("%w: it has no bytes; fetch it again", ErrEmpty)
	}
	if most := in.opt.Limits.FileBytes; in.size > most {
		return fmt.Errorf("%w: it has %d MB and the limit is %d MB; split it or raise the limit", ErrTooLarge, in.size/megabyte, most/megabyte)
	}
	return nil
}

// stream returns the content from its beginning.
func (in input) stream() *io.SectionReader {
	return io.NewSectionReader(in.r, 0, in.size)
}

// head returns the first n bytes of the content, or all of it when it is shorter.
func (in input) head(n int64) ([]byte, error) {
	head := make([]byte, min(n, in.size))
	got, err := in.r.ReadAt(head, 0)
	if err != nil && !(errors.Is(err, io.EOF) && got == len(head)) {
		return nil, fmt.Errorf("%w: it cannot be read to its end (%w); fetch it again", ErrTruncated, err)
	}
	return head, nil
}

// all returns the whole content, for formats that must be seen whole.
func (in input) all() ([]byte, error) {
	return in.head(in.size)
}

// text returns the whole content of a format that is one document and is decoded in memory.
func (in input) text() ([]byte, error) {
	if most := in.opt.Limits.DocumentBytes; in.size > most {
		return nil, fmt.Errorf("%w: as one document it has %d MB and the limit is %d MB; split it into its reports", ErrTooLarge, in.size/megabyte, most/megabyte)
	}
	return in.all()
}
