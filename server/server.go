// Package server shows the index on the web: pages for people, a documented JSON API for programs, and tools for
// assistants, all from one search.Service.
//
// [New] makes a Server and [Server.Serve] runs it on a listener until its context ends. The site map is routes.go:
// every route is there, on one screen, with its middleware and its handler. The pages are package page, the API is
// package api, the tools are package assistant; this package holds what surrounds them. A handler returns an error when
// it cannot do its work, and one function, in errors.go, turns every error into a status, a sentence for the reader and
// a line in the log.
package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/server/api"
	"gongbao/server/page"
	"gongbao/server/site"
	"gongbao/server/upload"
)

// A Server is the web site of one index. Its methods may be called at the same time.
type Server struct {
	opt     Options
	site    *site.Site
	pages   *page.Pages
	api     *api.API
	engine  *gin.Engine
	handler http.Handler // the engine, compressed
	metrics *metrics
	gate    *gate // of searches
	clients *clients
	guesses *clients // of the token
	epoch   string   // differs from that of every other Server; part of its entity tags

	refusals refusals
}

// New makes the site of service. A nil service means that no index is open yet: until [Server.Use] is called,
// only /healthz and /readyz answer. The zero Options work.
func New(service *search.Service, opt Options) (*Server, error) {
	opt, err := opt.complete()
	if err != nil {
		return nil, err
	}
	s := &Server{
		opt: opt, site: site.New(site.Options{BasePath: opt.BasePath, Origin: opt.origin, TrustedProxies: opt.TrustedProxies, Names: opt.Names}), gate: newFairGate(opt.Searches, opt.Queue), clients: newClients(opt.Rate, int(burstSeconds*opt.Rate)),
		guesses: newClients(guessRate, guessBurst),
		epoch:   rand.Text()[:8],
	}
	s.site.Use(service)
	if s.metrics, err = newMetrics(s); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if s.opt.IndexFile != nil {
		s.opt.IndexFile = s.metrics.counted(s.opt.IndexFile)
	}
	writer := &upload.Writer{
		Site: s.site, Turns: newGate(1, waitingWriters), Limit: opt.Timeouts.Upload, Logger: opt.Logger, IndexPath: s.opt.IndexFile, DeleteReport: s.deleteReport,
	}
	if s.pages, err = page.New(s.site, s.metrics.searched, s.managing(writer)); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.api = api.New(s.site, api.Options{
		Searches: s.gate, Searched: s.metrics.searched, Answer: opt.Timeouts.Answer, Write: opt.Timeouts.Write, Writer: writer, Logger: opt.Logger,
	})
	gin.SetMode(gin.ReleaseMode) // the other modes print to standard output
	s.engine = gin.New()
	s.engine.HandleMethodNotAllowed = true
	s.engine.RedirectTrailingSlash = false
	s.engine.RemoteIPHeaders = []string{"X-Forwarded-For"} // proxies pass on other headers as clients send them
	if err := trust(s.engine, opt.TrustedProxies); err != nil {
		return nil, err
	}
	if err := s.mount(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.handler, err = compress(s.engine)
	return s, err
}

// BasePath returns the path below which the site lies, "" for the root.
func (s *Server) BasePath() string { return s.site.Path("") }

// Use lets the server answer from service from now on.
func (s *Server) Use(service *search.Service) { s.site.Use(service) }

// deleteReport deletes the report with an id from the index.
func (s *Server) deleteReport(ctx context.Context, id string) error {
	return s.opt.Index.Update(ctx, func(yield func(engine.Change, error) bool) { yield(engine.Change{Delete: id}, nil) })
}

// ServeHTTP answers one request, for programs that have a listener of their own and for tests.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
