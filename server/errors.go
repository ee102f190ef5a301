package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search"
	"gongbao/server/problem"
)

// A handler answers a request, or returns an error for Server.fail to answer with.
type handler func(*gin.Context) error

// wrap turns an http.Handler, which answers its own errors, into a handler.
func wrap(h http.Handler) handler {
	return func(c *gin.Context) error {
		h.ServeHTTP(c.Writer, c.Request)
		return nil
	}
}

// handle turns a handler into gin's. Its errors end in fail.
func (s *Server) handle(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.fail(c, err)
		}
	}
}

// linger is how long the rest of a body is read after an error, so that the client gets to read the answer.
const linger = time.Second

// fail answers a request with an error: programs get a problem document and people a page. The log gets the whole chain, as
// an error if the fault is ours. If a part of the answer is on its way already, fail cuts the connection, so that nobody
// takes the part for the whole.
func (s *Server) fail(c *gin.Context, err error) {
	e := problemOf(c.Request.Context(), err)
	p := e.In(language.EN)
	p.Instance = requestID(c)
	level := slog.LevelDebug
	switch {
	case e.Again():
		s.refusals.count(s.opt.Logger, e.Type, err)
	case p.Status >= http.StatusInternalServerError:
		level = slog.LevelError
	}
	attributes := []any{"id", p.Instance, "type", p.Type, "error", err}
	if panicked := (*guard.Panic)(nil); errors.As(err, &panicked) {
		attributes = append(attributes, "stack", string(panicked.Stack))
	}
	s.opt.Logger.Log(c.Request.Context(), level, "request failed", attributes...)
	c.Abort()
	if c.Request.ContentLength != 0 {
		// Without this, net/http reads what is left of the body before it answers, and long after it.
		c.Header("Connection", "close")
		_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(linger)) // where there is a connection
	}
	if c.Writer.Written() {
		panic(http.ErrAbortHandler)
	}
	c.Writer.Header().Del("ETag")
	c.Header("Cache-Control", "no-store")
	if p.RetryAfter != "" {
		c.Header("Retry-After", p.RetryAfter)
	}
	if s.forPrograms(c.Request) {
		writeProblem(c, p)
		return
	}
	if err := s.pages.Error(c, e, p.Instance); err != nil {
		s.opt.Logger.Error("error page", "id", p.Instance, "error", err)
		c.String(http.StatusInternalServerError, "%s\n", p.Title)
	}
}

func writeProblem(c *gin.Context, p problem.Problem) {
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number always make JSON
	}
	c.Data(p.Status, "application/problem+json", body)
}

// forPrograms reports whether a request is to the part of the site that speaks JSON.
func (s *Server) forPrograms(r *http.Request) bool {
	path := s.site.Below(r)
	return strings.HasPrefix(path, "/api/") || path == "/mcp" || path == "/readyz"
}

// problemOf returns the problem that an error is, or that describes an error of the index. Any other error is a fault
// of ours; the client learns the request's id and nothing else. Whatever fails once the client is gone fails for that.
func problemOf(ctx context.Context, err error) *problem.Error {
	var p *problem.Error
	var tooLarge *http.MaxBytesError
	var noReport *search.NoReport
	var sentence *language.Error
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &noReport):
		return problem.NotFound.Because("problem.report", noReport)
	case errors.Is(err, search.ErrNotFound) && errors.As(err, &sentence):
		return problem.NotFound.With(sentence)
	case errors.Is(err, search.ErrDear):
		return problem.Dear.Because("problem.dear")
	case errors.Is(err, search.ErrCursor):
		return problem.BadCursor.Because("problem.cursor")
	case errors.As(err, &tooLarge):
		return problem.TooLargeBody.Because("problem.body", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, search.ErrUnavailable): // of the client's connection, not a cluster's
		return problem.SlowClient.Because("problem.slow")
	case errors.Is(err, context.DeadlineExceeded):
		return problem.TooSlow.Because("problem.timeout")
	case errors.Is(err, context.Canceled), errors.Is(ctx.Err(), context.Canceled):
		return problem.Canceled.Because("problem.canceled")
	case errors.Is(err, search.ErrLocked):
		return problem.Busy.Because("problem.locked")
	case errors.Is(err, search.ErrGone):
		return problem.Unavailable.Because("problem.changed")
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return problem.Busy.Because("problem.files")
	case errors.Is(err, search.ErrUnavailable), errors.Is(err, search.ErrVersion):
		return problem.Unavailable.Because("problem.unavailable")
	}
	return problem.Internal.Because("problem.internal")
}

func noSuchPath(c *gin.Context) error {
	return problem.NotFound.Because("problem.path", c.Request.URL.Path)
}

func noSuchMethod(c *gin.Context) error {
	return problem.BadMethod.Because("problem.method", c.Request.Method)
}
