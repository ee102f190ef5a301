package upload

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"runtime"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/server/problem"
	"gongbao/server/site"
)

// A Writer changes the index for clients, one at a time. After an error the index is unchanged.
type Writer struct {
	Site  *site.Site
	Turns interface { // admits changes until ctx ends; leave ends the turn
		Enter(ctx context.Context) (leave func(), err error)
	}
	Limit  time.Duration // to receive an upload and index it, or to delete a report
	Logger *slog.Logger

	// IndexPath indexes a file, or a folder with all its contents, and says in a language what became of each.
	IndexPath func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error)
	// DeleteReport deletes a report.
	DeleteReport func(ctx context.Context, id string) error
}

// Begin gives a request the time for a change instead of that for other requests. The caller calls cancel at the end.
func (w *Writer) Begin(c *gin.Context) (ctx context.Context, cancel context.CancelFunc, err error) {
	if err := site.ExtendDeadlines(c.Writer, time.Now().Add(w.Limit)); err != nil {
		return nil, nil, err
	}
	ctx, cancel = context.WithTimeout(c.Request.Context(), w.Limit)
	return ctx, cancel, nil
}

// Index indexes what path leads to in an upload, and closes the upload.
func (w *Writer) Index(ctx context.Context, u *Upload, path string, lang language.Lang) (outcome.Outcome, error) {
	defer func() {
		if err := u.Close(); err != nil { // which costs disk space and fails no request
			w.Logger.Warn("upload not removed", "error", err)
		}
	}()
	leave, err := w.Turns.Enter(ctx)
	if err != nil {
		return outcome.Outcome{}, err
	}
	defer leave()
	o, err := w.IndexPath(ctx, u, path, lang)
	return o, Unwritten(err, "problem.write")
}

// Delete deletes a report and returns what it was, or fails if the index has none with the id.
func (w *Writer) Delete(ctx context.Context, id string) (search.ReportInfo, error) {
	leave, err := w.Turns.Enter(ctx)
	if err != nil {
		return search.ReportInfo{}, err
	}
	defer leave()
	report, err := w.Site.Service().Report(ctx, id, search.Marking{})
	if err != nil {
		return search.ReportInfo{}, err
	}
	return report.ReportInfo, Unwritten(w.DeleteReport(ctx, id), "problem.write")
}

// Unwritten returns the problem for an error of writing to disk, which a sentence about the cause explains. Other errors
// stay as they are.
func Unwritten(err error, sentence string) error {
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
