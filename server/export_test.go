package server

import (
	"context"
	"regexp"

	"github.com/gin-gonic/gin"
)

// Routes lists what is routed, with parameters as OpenAPI writes them.
func (s *Server) Routes() []string {
	var routes []string
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, r := range s.engine.Routes() {
		routes = append(routes, r.Method+" "+parameter.ReplaceAllString(r.Path, "{$1}"))
	}
	return routes
}

// Route adds a route, for what no real handler does when all is well.
func (s *Server) Route(place string, h func(*gin.Context) error) {
	s.get(place, s.searching(h)...)
}

// Occupy takes all the places of searches that run at once, until it is told to leave.
func (s *Server) Occupy() (leave func()) {
	for range cap(s.gate.running) {
		if err := s.gate.enter(context.Background()); err != nil {
			panic(err)
		}
	}
	return func() {
		for range cap(s.gate.running) {
			s.gate.leave()
		}
	}
}
