package language

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"
)

// An Error is a sentence of the catalogue as an error. It wraps those of its arguments that are errors.
type Error struct {
	sentence
	cause error // another wrapped error, or nil
}

// New returns an Error with the sentence called name.
func New(name string, args ...any) *Error { return &Error{sentence: sentence{name, args}} }

// Wrap is New for an error that wraps a cause without showing it.
func Wrap(cause error, name string, args ...any) *Error { return &Error{sentence{name, args}, cause} }

// Error returns the sentence in English, for logs and programs.
func (e *Error) Error() string { return e.In(EN) }

// Unwrap returns the errors that e wraps.
func (e *Error) Unwrap() []error {
	var causes []error
	if e.cause != nil {
		causes = append(causes, e.cause)
	}
	for _, arg := range e.args {
		if err, ok := arg.(error); ok {
			causes = append(causes, err)
		}
	}
	return causes
}

// Err returns the text of any error in a language. It translates an [Error] and the most common errors of the system,
// also where another error wraps them; the text around those stays as it is. What a terminal would obey is quoted, but for
// line breaks.
func (l Lang) Err(err error) string { return Lines(l.err(err)) }

func (l Lang) err(err error) string {
	if s, ok := err.(Sayer); ok {
		return s.In(l)
	}
	if path, ok := err.(*fs.PathError); ok {
		if l == EN {
			return path.Op + " " + Printable(path.Path) + ": " + l.err(path.Err)
		}
		return Printable(path.Path) + "：" + l.err(path.Err)
	}
	causes := causesOf(err)
	if len(causes) == 0 {
		return l.system(err)
	}
	said := err.Error()
	for _, cause := range causes {
		if cause == nil {
			continue // a list of causes may have gaps
		}
		said = strings.Replace(said, cause.Error(), l.err(cause), 1)
	}
	return said
}

func causesOf(err error) []error {
	switch err := err.(type) {
	case interface{ Unwrap() error }:
		if cause := err.Unwrap(); cause != nil {
			return []error{cause}
		}
	case interface{ Unwrap() []error }:
		return err.Unwrap()
	}
	return nil
}

// system returns the sentence for an error of files and disks.
func (l Lang) system(err error) string {
	for _, known := range systemErrors {
		if errors.Is(err, known.err) {
			return l.Say(known.name)
		}
	}
	return err.Error()
}

var systemErrors = []struct {
	err  error
	name string
}{
	{fs.ErrNotExist, "system.missing"}, {fs.ErrExist, "system.exists"}, {fs.ErrPermission, "system.permission"},
	{syscall.ENOSPC, "system.full"}, {syscall.EDQUOT, "system.quota"}, {syscall.EROFS, "system.readonly"}, {syscall.EIO, "system.device"},
	{syscall.ELOOP, "system.loop"}, {syscall.ENAMETOOLONG, "system.long"}, {syscall.ENOTDIR, "system.nofolder"}, {syscall.EISDIR, "system.isfolder"},
	{syscall.EMFILE, "system.open"}, {syscall.ENFILE, "system.open"}, {io.EOF, "system.end"}, {io.ErrUnexpectedEOF, "system.end"},
}
