package server

import (
	"context"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

const (
	maxAddress = 48 << 10 // bytes of a path and query: 5,000 Chinese characters, percent-encoded
	maxBody    = 1 << 20  // bytes of a body, where a handler does not allow more
)

// bound refuses addresses that are too long, and stops reading bodies that are.
func (s *Server) bound(c *gin.Context) {
	if n := len(c.Request.RequestURI); n > maxAddress {
		s.fail(c, problem.TooLongAddress.Errorf("%d bytes, of which %d may be", n, maxAddress))
		return
	}
	limit := int64(maxBody)
	if s.site.Below(c.Request) == "/api/v1/reports" {
		limit = s.opt.UploadLimit
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
}

// readable refuses addresses in another encoding than UTF-8, which would find nothing and not say why.
func (s *Server) readable(c *gin.Context) {
	query, err := url.QueryUnescape(c.Request.URL.RawQuery)
	switch {
	case err != nil:
		s.fail(c, problem.BadEncoding.Errorf("the address has a %% that two hexadecimal digits do not follow; write %% as %%25"))
	case !utf8.ValidString(query) || !utf8.ValidString(c.Request.URL.Path):
		s.fail(c, problem.BadEncoding.Errorf("the address is not UTF-8 but GBK or another encoding; encode the query as UTF-8, as in q=%%E7%%A2%%B3"))
	}
}

// requireIndex refuses what needs an index until there is one.
func (s *Server) requireIndex(c *gin.Context) {
	if s.site.Service() == nil {
		s.fail(c, problem.Unavailable.Errorf("the index is still being opened"))
	}
}

// deadline gives an answer the time it may take.
func (s *Server) deadline(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.opt.Timeouts.Answer)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}
