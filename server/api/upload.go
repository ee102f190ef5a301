package api

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"runtime"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/internal/scratch"
	"gongbao/search"
	"gongbao/server/problem"
)

const (
	uploadField  = "file"    // name of the form field
	uploadFolder = "uploads" // prefix of the paths of uploaded files in the index
	maxFileName  = 200       // bytes
)

// An upload is a file from a client, kept in a temporary file. It is also the file system with that one file, at path.
type upload struct {
	*scratch.File
	path string
	size int64
}

// receive reads the one file of a form. It uses only the last part of the name that the client gave: no path from outside
// reaches the disk.
func receive(r *http.Request) (*upload, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, problem.BadUpload.Because("problem.upload.form", uploadField)
	}
	part, err := form.NextPart()
	if err != nil {
		return nil, unreadable(err)
	}
	name := fileName(part)
	if part.FormName() != uploadField || name == "" {
		return nil, problem.BadUpload.Because("problem.upload.file", uploadField)
	}
	f, err := scratch.Create()
	if err != nil {
		return nil, unwritten(err, "problem.upload.kept")
	}
	u := &upload{File: f, path: path.Join(uploadFolder, name)}
	if u.size, err = io.Copy(u, part); err != nil {
		return nil, errors.Join(unreadable(err), u.Close())
	}
	if _, err := form.NextPart(); err != io.EOF {
		return nil, errors.Join(problem.BadUpload.Because("problem.upload.several"), u.Close())
	}
	return u, nil
}

// fileName returns the name of the file in a part; empty if it is not acceptable.
func fileName(part *multipart.Part) string {
	name := part.FileName()
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	if !fs.ValidPath(name) || name == "." || len(name) > maxFileName || !utf8.ValidString(name) || strings.ContainsFunc(name, isControl) || name[0] == '.' {
		return ""
	}
	return name
}

// unreadable returns the error for a body that ends early or that cannot be kept. Bodies that are too large or too slow
// keep their own.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	var file *fs.PathError
	switch {
	case errors.As(err, &file):
		return unwritten(err, "problem.upload.kept")
	case errors.As(err, &tooLarge), errors.Is(err, os.ErrDeadlineExceeded):
		return err
	}
	return problem.BadUpload.Because("problem.upload.broken")
}

// Open implements fs.FS.
func (u *upload) Open(name string) (fs.File, error) {
	if name != u.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return uploaded{io.NewSectionReader(u.File, 0, u.size), u}, nil
}

// An uploaded is an upload opened for reading, which may happen several times at once.
type uploaded struct {
	*io.SectionReader
	upload *upload
}

func (f uploaded) Stat() (fs.FileInfo, error) { return f, nil }
func (f uploaded) Close() error               { return nil }
func (f uploaded) Name() string               { return path.Base(f.upload.path) }
func (f uploaded) Mode() fs.FileMode          { return 0o600 }
func (f uploaded) ModTime() time.Time         { return time.Time{} }
func (f uploaded) IsDir() bool                { return false }
func (f uploaded) Sys() any                   { return nil }

// remove removes the temporary file. A failure only costs disk space, so it is logged and fails no request.
func (u *upload) remove(logger *slog.Logger) {
	if err := u.Close(); err != nil {
		logger.Warn("upload not removed", "error", err)
	}
}

// unwritten returns the problem for an error of writing to disk, which a sentence about the cause explains. Other errors
// stay as they are.
func unwritten(err error, sentence string) error {
	var system syscall.Errno
	switch {
	case err == nil, errors.Is(err, search.ErrLocked), errors.Is(err, search.ErrUnavailable), errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), isFullOnWindows(err):
		return problem.NoRoom.Because("problem.upload.room").From(err)
	case errors.As(err, &system):
		return problem.Internal.Because(sentence, system).From(err)
	}
	return err
}

// isFullOnWindows reports whether an error is that of a full disk on Windows, whose numbers mean something else elsewhere.
func isFullOnWindows(err error) bool {
	const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112)
	return runtime.GOOS == "windows" && (errors.Is(err, handleDiskFull) || errors.Is(err, diskFull))
}

// extendDeadlines moves the deadlines to receive and to answer a request, where the connection has deadlines.
func extendDeadlines(c *gin.Context, end time.Time) error {
	control := http.NewResponseController(c.Writer)
	err := errors.Join(control.SetReadDeadline(end), control.SetWriteDeadline(end))
	if errors.Is(err, http.ErrNotSupported) {
		return nil // a recorder in a test
	}
	return err
}
