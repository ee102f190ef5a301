package server

import (
	"crypto/rand"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// requestIDKey is the key of a request's id in its context.
const requestIDKey = "gongbao/request-id"

// identify gives every request an id, which its answer and all its log lines carry. It ignores ids that clients send: they
// could forge those of others.
func (s *Server) identify(c *gin.Context) {
	id := rand.Text()[:16]
	c.Set(requestIDKey, id)
	c.Header("X-Request-Id", id)
}

func requestID(c *gin.Context) string { return c.GetString(requestIDKey) }

// recoverPanics turns a panic into an error with an id, and lets the server go on.
func (s *Server) recoverPanics(c *gin.Context) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // as guard.Do does: a mapped file may be cut short
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler:
			panic(cause) // net/http cuts the connection
		default:
			s.opt.Logger.Error("panic", "id", requestID(c), "cause", cause, "stack", string(debug.Stack()))
			s.fail(c, problem.Internal.Because("problem.internal"))
		}
	}()
	c.Next()
}
