package server

import (
	"github.com/gin-gonic/gin"
)

// routes is the site map. What a request passes on its way to its handler is written down in the order it is passed.
func (s *Server) routes() error {
	s.engine.Use(s.identify, s.record, s.recoverPanics, s.secure, s.bound, s.readable)
	s.engine.NoRoute(s.handle(noSuchPlace))
	s.engine.NoMethod(s.handle(noSuchMethod))

	s.get("/healthz", s.handle(s.healthz))
	s.get("/readyz", s.handle(s.readyz))
	s.get("/metrics", s.exposition())

	s.assistantRoutes()
	s.pageRoutes()
	return s.apiRoutes()
}

// get routes GET, and HEAD, which is the same without the body.
func (s *Server) get(place string, handlers ...gin.HandlerFunc) {
	s.engine.GET(s.path(place), handlers...)
	s.engine.HEAD(s.path(place), handlers...)
}

// answering is what stands before a handler that reads the index: the client's rate, an open index, and the time that
// an answer may take.
func (s *Server) answering(h handler) []gin.HandlerFunc {
	return []gin.HandlerFunc{s.limitRate, s.requireIndex, s.deadline, s.handle(h)}
}

// searching is answering for a handler that keeps the processor busy, of which only so many run at once.
func (s *Server) searching(h handler) []gin.HandlerFunc {
	return []gin.HandlerFunc{s.limitRate, s.requireIndex, s.deadline, s.admit, s.handle(h)}
}
