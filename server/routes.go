package server

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/server/api"
)

// routes is the site map: the middleware, methods, path and handler of every route. Paths lie below the base path.
func (s *Server) routes() []route {
	p, a := s.pages, s.api
	return []route{
		s.reading("/", p.Home),
		s.searching("GET HEAD", "/search", p.Results),
		s.reading("/reports", p.Reports),
		s.reading("/coverage", p.Coverage),
		s.searching("GET HEAD", "/reports/:id", p.Report),
		s.searching("GET HEAD", "/reports/:id/marks", p.Marks),
		s.reading("/reports/:id/p/:place", p.Permalink),
		s.reading("/reports/:id/cite", p.Citation),
		s.reading("/reports/:id/text", p.Text),
		s.searching("GET HEAD", "/counts", p.Counts),
		s.searching("GET HEAD", "/trends", p.Trends),
		s.searching("GET HEAD", "/regions", p.Regions),
		s.searching("GET HEAD", "/sentences", p.Sentences),
		s.searching("GET HEAD", "/lines", p.Lines),
		s.searching("GET HEAD", "/panel", p.Panel),
		s.posting("/panel", p.PanelByForm),
		s.searching("GET HEAD", "/repeats", p.Repeats),
		s.searching("GET HEAD", "/figures", p.Figures),
		s.searching("GET HEAD", "/compare/:new", p.Compare),
		s.searching("GET HEAD", "/compare/:new/:old", p.Compare),
		s.reading("/add", p.Add),
		s.changing("/add", p.AddFiles, s.opt.UploadLimit),
		s.reading("/delete", p.Delete),
		s.changing("/delete", p.DeleteReport, maxBody),
		s.searching("GET HEAD", "/excerpts", p.Excerpts),
		s.posting("/excerpts", p.ExcerptsByForm),
		s.searching("GET HEAD", "/following", p.Following),
		s.posting("/following", p.FollowingByForm),
		s.searching("GET HEAD", "/search.atom", p.SearchFeed),
		s.reading("/feed.atom", p.Feed),
		s.reading("/sitemap.xml", p.Sitemap),
		s.reading("/suggestions", a.BrowserSuggestions),
		s.always("GET HEAD", "/opensearch.xml", p.OpenSearch),
		s.always("GET HEAD", "/robots.txt", p.Robots),
		s.always("GET HEAD", "/favicon.ico", p.Icon),
		s.always("GET HEAD", "/static/:version/*file", p.Asset),

		s.operation("GET HEAD", "/api/v1/search", a.Search),
		s.operation("POST", "/api/v1/search", a.SearchByBody),
		s.operation("GET HEAD", "/api/v1/counts", a.Counts),
		s.operation("POST", "/api/v1/counts", a.CountAll),
		s.operation("GET HEAD", "/api/v1/trends", a.Trends),
		s.operation("GET HEAD", "/api/v1/panel", a.Panel),
		s.operation("POST", "/api/v1/panel", a.PanelByBody),
		s.operation("GET HEAD", "/api/v1/absence", a.Absence),
		s.operation("GET HEAD", "/api/v1/figures", a.Figures),
		s.operation("GET HEAD", "/api/v1/figures/links", a.FigureLinks),
		s.operation("GET HEAD", "/api/v1/export", a.Export),
		s.operation("GET HEAD", "/api/v1/concordance", a.Lines),
		s.operation("GET HEAD", "/api/v1/sentences", a.Sentences),
		s.operation("GET HEAD", "/api/v1/wording", a.Wording),
		s.operation("GET HEAD", "/api/v1/repeats", a.Repeats),
		s.operation("GET HEAD", "/api/v1/compare", a.Compare),
		s.operation("GET HEAD", "/api/v1/suggest", a.Suggest),
		s.operation("GET HEAD", "/api/v1/reports", a.Reports),
		s.operation("GET HEAD", "/api/v1/reports/:id", a.Report),
		s.operation("GET HEAD", "/api/v1/reports/:id/paragraphs/:place", a.Paragraph),
		s.operation("GET HEAD", "/api/v1/stats", a.Stats),
		s.operation("POST", "/api/v1/reports", a.Upload),
		s.operation("DELETE", "/api/v1/reports/:id", a.Delete),
		s.describing("/api", p.API(a.Documentation)),
		s.describing("/api/openapi.json", a.OpenAPI),
		s.searching("POST GET DELETE", "/mcp", s.assistant()),

		s.always("GET HEAD", "/healthz", s.healthz),
		s.always("GET HEAD", "/readyz", s.readyz),
		s.always("GET HEAD", "/metrics", s.exposition()),
	}
}

// A route is a line of the site map.
type route struct {
	methods   []string // of HTTP
	path      string   // below the base path, as gin writes it
	chain     []gin.HandlerFunc
	operation *api.Operation // of the API; nil for every other route
}

// always routes a handler that serves every client, with or without an index.
func (s *Server) always(methods, path string, h handler) route {
	return route{methods: strings.Fields(methods), path: path, chain: []gin.HandlerFunc{limitBody(maxBody), s.handle(h)}}
}

// describing routes a handler that answers the same in a language for as long as the server runs.
func (s *Server) describing(path string, h handler) route {
	r := s.always(readOnly, path, h)
	r.chain = slices.Insert(r.chain, 0, s.revalidateProgram)
	return r
}

// reading routes a handler that reads the index: the client's rate is limited, an index is open, and the answer has a
// deadline and is of one edition.
func (s *Server) reading(path string, h handler) route {
	r := s.always("GET HEAD", path, s.ofOneEdition(h))
	r.chain = slices.Insert(r.chain, 0, s.limitRate, s.requireIndex, s.revalidatePage, s.deadline)
	return r
}

// searching routes a handler that keeps the processor busy: like reading, with a limit on how many run at once.
func (s *Server) searching(methods, path string, h handler) route {
	r := s.always(methods, path, s.ofOneEdition(h))
	r.chain = slices.Insert(r.chain, 0, s.limitRate, s.requireIndex, s.deadline, s.admit)
	if methods == readOnly {
		r.chain = slices.Insert(r.chain, 2, s.revalidatePage)
	}
	return r
}

// readOnly are the methods of what changes nothing.
const readOnly = "GET HEAD"

// posting routes a handler that keeps the processor busy for a form, which comes before its turn, however slowly.
func (s *Server) posting(path string, h handler) route {
	r := s.always("POST", path, s.ofOneEdition(h))
	r.chain = slices.Insert(r.chain, 0, s.limitRate, s.requireIndex, limitBody(maxBody), s.receive, s.deadline, s.admit)
	return r
}

// changing routes a form that changes the index. It has the time of uploads, and a body of so many bytes at most.
func (s *Server) changing(path string, h handler, limit int64) route {
	return route{methods: []string{"POST"}, path: path, chain: []gin.HandlerFunc{s.limitRate, s.requireIndex, limitBody(limit), s.handle(h)}}
}

// operation routes an operation of the API, behind the middleware that its properties require.
func (s *Server) operation(methods, path string, described func() api.Operation) route {
	op := described()
	op.Method, op.Path = strings.Fields(methods)[0], path
	chain := []gin.HandlerFunc{s.limitRate}
	switch {
	case op.Write:
		chain = append(chain, s.requireToken, s.requireIndex)
	case op.Body: // comes before its turn among the searches, however slowly
		chain = append(chain, s.requireIndex, limitBody(maxBody), s.receive)
		if !op.Stream {
			chain = append(chain, s.deadline)
		}
	case op.Stream:
		chain = append(chain, s.requireIndex, s.revalidate)
	default:
		chain = append(chain, s.requireIndex, s.revalidate, s.deadline)
	}
	if op.Costly {
		chain = append(chain, s.admit)
	}
	limit := int64(maxBody)
	if op.Upload {
		limit = s.opt.UploadLimit
	}
	h := op.Answer
	if !op.Write {
		h = s.ofOneEdition(h)
	}
	chain = append(chain, limitBody(limit), s.handle(h))
	return route{methods: strings.Fields(methods), path: path, chain: chain, operation: &op}
}

// mount routes the site map, behind the middleware that every request passes, and documents the operations in it.
func (s *Server) mount() error {
	s.engine.Use(s.identify, s.record, s.recoverPanics, s.secure, s.bound, s.requireAddress, s.readable)
	s.engine.NoRoute(s.handle(noSuchPath))
	s.engine.NoMethod(s.handle(noSuchMethod))
	var operations []api.Operation
	for _, r := range s.routes() {
		s.engine.Match(r.methods, s.site.Path(r.path), r.chain...)
		if r.operation != nil {
			operations = append(operations, *r.operation)
		}
	}
	return s.api.Document(operations)
}
