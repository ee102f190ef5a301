package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/assistant"
	"gongbao/server/problem"
)

// assistant answers the calls of assistants. Each call is one request.
func (s *Server) assistant() handler {
	h := assistant.Handler(func(r *http.Request) (*search.Service, assistant.Options) {
		// a tool ends before the request does, so that its error is still sent
		return s.site.Service(), assistant.Options{Base: s.site.Absolute(r, s.site.Path("")), Timeout: s.opt.Timeouts.Answer * 9 / 10, Version: s.opt.Version, Names: s.opt.Names}
	}, len(s.opt.TrustedProxies) > 0)
	return func(c *gin.Context) error {
		for _, origin := range c.Request.Header.Values("Origin") {
			if !s.admits(c.Request, origin) {
				return problem.BadOrigin.Because("problem.origin", origin)
			}
		}
		h.ServeHTTP(c.Writer, c.Request)
		if !c.Writer.Written() {
			return c.Request.Context().Err() // the protocol sends nothing to whom it takes to be gone
		}
		return nil
	}
}

// admits reports whether a page of an origin may send a request: one of this site, or of Options.Origin. Programs that are
// no browsers send no origin.
func (s *Server) admits(r *http.Request, origin string) bool {
	if s.opt.Origin == "*" || origin == s.opt.Origin || origin == s.site.Origin() {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}
