package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

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

// fail answers a request with an error: programs get a problem document and people a page. The log gets the whole chain, as
// an error if the fault is ours. If a part of the answer is on its way already, fail cuts the connection, so that nobody
// takes the part for the whole.
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
	if err := s.pages.Error(c, p); err != nil {
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

// problemOf returns the problem that an error carries, or that describes an error of the index. Any other error is a fault
// of ours; the client learns the request's id and nothing else.
func problemOf(err error) problem.Problem {
	var p *problem.Error
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p.Problem
	case errors.Is(err, search.ErrNotFound):
		return problem.NotFound.Because("no report has this id; /api/v1/reports lists those there are")
	case errors.Is(err, search.ErrCursor):
		return problem.BadCursor.Because("the cursor is none that this server gave for this search; begin again without it")
	case errors.As(err, &tooLarge):
		return problem.TooLargeBody.Becausef("more than %d bytes were sent", tooLarge.Limit)
	case errors.Is(err, context.DeadlineExceeded):
		return problem.TooSlow.Because("no answer in time; ask again, or ask for less")
	case errors.Is(err, context.Canceled):
		return problem.Canceled.Because("the client went away")
	case errors.Is(err, search.ErrLocked):
		return problem.Busy.Because("the index is being written by another process")
	case errors.Is(err, search.ErrUnavailable):
		return problem.Unavailable.Because("the index does not answer at the moment")
	}
	return problem.Internal.Because("something went wrong on our side; name the request's id when you report it")
}

func noSuchPath(c *gin.Context) error {
	return problem.NotFound.Errorf("there is nothing at %.200q", c.Request.URL.Path)
}

func noSuchMethod(c *gin.Context) error {
	return problem.BadMethod.Errorf("%.20q is not possible here", c.Request.Method)
}
