package server

import (
	"context"
	"net/netip"

	"github.com/gin-gonic/gin"
)

// SiteMap lists the lines of the site map, a line for each method.
func (s *Server) SiteMap() []string {
	var lines []string
	for _, r := range s.routes() {
		for _, method := range r.methods {
			lines = append(lines, method+" "+r.path)
		}
	}
	return lines
}

// Routed lists what the router routes.
func (s *Server) Routed() []string {
	var routed []string
	for _, r := range s.engine.Routes() {
		routed = append(routed, r.Method+" "+r.Path)
	}
	return routed
}

// Route adds a route, for what no real handler does when all is well.
func (s *Server) Route(path string, h func(*gin.Context) error) {
	s.engine.GET(path, s.searching("GET", path, h).chain...)
}

// Occupy takes the turns of all searches that may run at once, until leave is called.
func (s *Server) Occupy() (leave func()) {
	var turns []func()
	for i := range s.gate.places {
		leave, err := s.gate.Enter(withClient(context.Background(), netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}), 32)))
		if err != nil {
			panic(err)
		}
		turns = append(turns, leave)
	}
	return func() {
		for _, leave := range turns {
			leave()
		}
	}
}
