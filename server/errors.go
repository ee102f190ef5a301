package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search/engine"
)

// A handler answers a request, or says why it cannot and leaves the answer to Server.fail.
type handler func(*gin.Context) error

// handle makes a gin handler that fails in one place.
func (s *Server) handle(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.fail(c, err)
		}
	}
}

// fail answers a request with an error: programs get a problem document, people a page, and the log the whole chain when
// the fault is ours. When a part of the answer is on its way already, all that is left is to cut the connection, so that
// nobody takes the part for the whole.
func (s *Server) fail(c *gin.Context, err error) {
	p := problemOf(err)
	p.Instance = requestID(c)
	level := slog.LevelDebug
	if p.Status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.opt.Logger.Log(c.Request.Context(), level, "request failed", "id", p.Instance, "type", p.Type, "error", err)
	c.Abort()
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
	s.errorPage(c, p.Status, p)
}

// forPrograms tells the part of the site that speaks JSON.
func (s *Server) forPrograms(r *http.Request) bool {
	place := s.place(r)
	return strings.HasPrefix(place, "/api/") || place == "/mcp" || place == "/readyz"
}

// problemOf finds the answer to an error: the problem that it is, or the one that stands for an error of the engine's.
// What nobody foresaw is a fault of ours, of which the client learns the request's id and nothing else.
func problemOf(err error) Problem {
	var p *problem
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p.Problem
	case errors.Is(err, engine.ErrNotFound):
		return notFound.because("no report has this id; /api/v1/reports lists those there are")
	case errors.Is(err, engine.ErrCursor):
		return badCursor.because("the cursor is none that this server gave for this search; begin again without it")
	case errors.As(err, &tooLarge):
		return tooLargeBody.becausef("more than %d bytes were sent", tooLarge.Limit)
	case errors.Is(err, context.DeadlineExceeded):
		return tooSlow.because("no answer in time; ask again, or ask for less")
	case errors.Is(err, context.Canceled):
		return canceled.because("the client went away")
	case errors.Is(err, engine.ErrLocked):
		return busy.because("the index is being written by another process")
	case errors.Is(err, engine.ErrUnavailable):
		return unavailable.because("the index does not answer at the moment")
	}
	return internal.because("something went wrong on our side; name the request's id when you report it")
}

func noSuchPlace(c *gin.Context) error {
	return notFound.errorf("there is nothing at %.200q", c.Request.URL.Path)
}

func noSuchMethod(c *gin.Context) error {
	return badMethod.errorf("%.20q is not possible here", c.Request.Method)
}
