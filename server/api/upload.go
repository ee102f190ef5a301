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
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

const (
	uploadField  = "file"    // name of the form field
	uploadFolder = "uploads" // prefix of the paths of uploaded files in the index
	maxFileName  = 200       // bytes
)

// An upload is a file from a client, in a temporary folder of its own.
type upload struct {
	folder string
	path   string // below folder, with slashes
}

// receive reads the one file of a form into a new folder. It uses only the last part of the name that the client gave: no
// path from outside reaches the disk.
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
	folder, err := os.MkdirTemp("", "gongbao-upload-")
	if err != nil {
		return nil, err
	}
	u := &upload{folder, path.Join(uploadFolder, name)}
	if err := u.write(part); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if _, err := form.NextPart(); err != io.EOF {
		return nil, errors.Join(problem.BadUpload.Because("problem.upload.several"), os.RemoveAll(folder))
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

func (u *upload) write(part io.Reader) error {
	name := filepath.Join(u.folder, filepath.FromSlash(u.path))
	if err := os.Mkdir(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, part); err != nil {
		return errors.Join(unreadable(err), f.Close())
	}
	return f.Close()
}

// unreadable returns the error for a body that ends early. Bodies that are too large or too slow keep their own.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) || errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	return problem.BadUpload.Because("problem.upload.broken")
}

func (u *upload) files() fs.FS { return os.DirFS(u.folder) }

// remove deletes the folder. A failure only costs disk space, so it is logged and fails no request.
func (u *upload) remove(logger *slog.Logger) {
	if err := os.RemoveAll(u.folder); err != nil {
		logger.Warn("upload not removed", "error", err)
	}
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
