package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/server/api"
	"gongbao/server/problem"
)

const maxBody = 1 << 20 // bytes of a body; uploads have Options.UploadLimit

// bound refuses addresses that are too long.
func (s *Server) bound(c *gin.Context) {
	if n := len(c.Request.RequestURI); n > api.MaxAddress {
		s.fail(c, problem.TooLongAddress.Because("problem.address", n, api.MaxAddress))
	}
}

// limitBody returns the middleware that stops reading a body after so many bytes.
func limitBody(limit int64) gin.HandlerFunc {
	return func(c *gin.Context) { c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit) }
}

// receive reads the body of a request, whose answer nobody keeps.
func (s *Server) receive(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	c.Header("Cache-Control", "no-store")
}

// readable rejects addresses that are not UTF-8: they would find nothing without saying why. In the others a semicolon
// is text: people search for text with semicolons, and a query parser would drop a parameter with one.
func (s *Server) readable(c *gin.Context) {
	c.Request.URL.RawQuery = strings.ReplaceAll(c.Request.URL.RawQuery, ";", "%3B")
	query, err := url.QueryUnescape(c.Request.URL.RawQuery)
	switch {
	case err != nil:
		s.fail(c, problem.BadEncoding.Because("problem.percent", "%", "%25"))
	case !utf8.ValidString(query) || !utf8.ValidString(c.Request.URL.Path):
		s.fail(c, problem.BadEncoding.Because("problem.encoding", url.QueryEscape("碳")))
	}
}

// requireAddress refuses requests whose Host header is no host, unless the owner of the site has named its address: their
// answers would have links that lead nowhere. Health checks need no address.
func (s *Server) requireAddress(c *gin.Context) {
	switch s.site.Below(c.Request) {
	case "/healthz", "/readyz", "/metrics":
		return
	}
	if !s.site.HasAddress(c.Request) {
		s.fail(c, problem.BadHost.Because("problem.host"))
	}
}

// requireIndex refuses requests until an index is open.
func (s *Server) requireIndex(c *gin.Context) {
	if s.site.Service() == nil {
		s.fail(c, problem.Unavailable.Because("problem.opening"))
	}
}

// deadline limits the time of an answer.
func (s *Server) deadline(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.opt.Timeouts.Answer)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}
