// Package server shows the index on the web: pages for people, a documented JSON API for programs, and tools for
// assistants, all from one search.Service.
//
// [New] makes a Server and [Server.Serve] runs it on a listener until its context ends. The site map is routes.go:
// whatever answers, answers from there. A handler returns an error when it cannot do what it was asked, and one function,
// in errors.go, turns every error into a status, a sentence for the reader and a line in the log.
//
// Version 1 of the API only grows: fields and parameters are added, never renamed, and the types of problems stay.
package server

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/gin-gonic/gin"

	"gongbao/search"
)

// A Server is the web site of one index. Its methods may be called at the same time.
type Server struct {
	opt     Options
	service atomic.Pointer[search.Service] // nil until an index is open
	engine  *gin.Engine
	handler http.Handler // the engine, with what goes around all of it
	metrics *metrics
	gate    *gate // of searches
	writers *gate // of changes to the index
	clients *clients
	phrases phrases
	epoch   string // unlike that of any other Server, for tags of what it answers
	pages   *pages
}

// New makes the site of service. A nil service stands for an index that is still to be opened: until [Server.Use] is
// called, only /healthz and /readyz answer. The zero Options work.
func New(service *search.Service, opt Options) (*Server, error) {
	opt, err := opt.complete()
	if err != nil {
		return nil, err
	}
	s := &Server{opt: opt, gate: newGate(opt.Searches, opt.Queue), writers: newGate(1, waitingWriters), clients: newClients(opt.Rate), epoch: rand.Text()[:8]}
	s.service.Store(service)
	if s.pages, err = newPages(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if s.metrics, err = newMetrics(s); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	gin.SetMode(gin.ReleaseMode) // the other modes print to standard output
	s.engine = gin.New()
	s.engine.HandleMethodNotAllowed = true
	s.engine.RedirectTrailingSlash = false
	if err := s.engine.SetTrustedProxies(opt.TrustedProxies); err != nil {
		return nil, fmt.Errorf("server: trusted proxies: %w", err)
	}
	if err := s.routes(); err != nil {
		return nil, err
	}
	s.handler, err = compress(s.engine)
	return s, err
}

// Use lets the server answer from service from now on.
func (s *Server) Use(service *search.Service) { s.service.Store(service) }

// ServeHTTP answers one request, for programs that have a listener of their own and for tests.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// path gives the address of a place on the site, which begins with a slash, as a browser must ask for it.
func (s *Server) path(place string) string { return s.opt.BasePath + place }

// place is the way back: the part of a request's path that lies below the base path.
func (s *Server) place(r *http.Request) string { return strings.TrimPrefix(r.URL.Path, s.opt.BasePath) }
