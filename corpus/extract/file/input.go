package file

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"

	"gongbao/corpus/extract/charset"
	"gongbao/language"
)

// An Input is one file, or one member of an archive, as its reader receives it. Its limits have their defaults filled
// in.
type Input struct {
	Name    string
	Content io.ReaderAt
	Size    int64
	Options Options
	// Nested reads a file that this one holds with the reader for its format, as a Format's Read does.
	Nested func(ctx context.Context, in Input, yield func(Document, error) bool)
	depth  int // archives around it

	sniffed *sniffed // what format detection has learned
	quota   *quota   // shared by everything unpacked from one file
}

// quota counts the bytes and members unpacked from one file so far.
type quota struct {
	members int
	bytes   int64
}

// sniffed caches what format detection learned about a file; several formats ask for the same facts.
type sniffed struct {
	zip    *zip.Reader // its directory, when it is a zip and has been opened
	zipErr error
	parts  map[string]*zip.File // its members, by the names that member looks up
	flat   map[string][]byte    // its parts, when it holds them in one file
	text   string               // its head as text, once decoded
	cs     charset.Charset
}

// NewInput returns an input for a file; limits that are zero get their defaults.
func NewInput(name string, r io.ReaderAt, size int64, opt Options) Input {
	opt.Limits = opt.Limits.WithDefaults()
	return Input{Name: name, Content: r, Size: size, Options: opt, sniffed: new(sniffed), quota: new(quota)}
}

// Inner returns an input for an unpacked member of this one. Both draw on the same quota.
func (in Input) Inner(name string, content []byte) Input {
	in.Name, in.Content, in.Size = name, bytes.NewReader(content), int64(len(content))
	in.depth, in.sniffed = in.depth+1, new(sniffed)
	return in
}

// Check returns an error for an input that is empty or larger than its limit.
func (in Input) Check() error {
	if in.Size == 0 {
		return language.Wrap(ErrEmpty, "read.bytes")
	}
	if most := in.Options.Limits.FileBytes; in.Size > most {
		return language.New("read.size", ErrTooLarge, in.Size/Megabyte, most/Megabyte)
	}
	return nil
}

// Stream returns the content from its beginning.
func (in Input) Stream() *io.SectionReader {
	return io.NewSectionReader(in.Content, 0, in.Size)
}

// Head returns the first n bytes of the content, or all of a shorter one.
func (in Input) Head(n int64) ([]byte, error) {
	head := make([]byte, min(n, in.Size))
	got, err := in.Content.ReadAt(head, 0)
	if err != nil && !(errors.Is(err, io.EOF) && got == len(head)) {
		return nil, language.New("read.end", ErrTruncated, err)
	}
	return head, nil
}

// all returns the whole content, for formats that need it at once.
func (in Input) all() ([]byte, error) {
	return in.Head(in.Size)
}

// HeadText returns the head of the content as text, in its likely encoding.
func (in Input) HeadText(head []byte) string {
	in.decodeHead(head)
	return in.sniffed.text
}

// HeadCharset returns the likely encoding of the content, given its head.
func (in Input) HeadCharset(head []byte) charset.Charset {
	in.decodeHead(head)
	return in.sniffed.cs
}

func (in Input) decodeHead(head []byte) {
	if in.sniffed.text == "" {
		in.sniffed.cs = charset.Detect(head, charset.Declared(head))
		in.sniffed.text = in.sniffed.cs.Text(head)
	}
}

// Text returns the whole content of a format that is one document and is decoded in memory.
func (in Input) Text() ([]byte, error) {
	if most := in.Options.Limits.DocumentBytes; in.Size > most {
		return nil, language.New("read.document", ErrTooLarge, in.Size/Megabyte, most/Megabyte)
	}
	return in.all()
}
