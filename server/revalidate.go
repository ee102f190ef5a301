package server

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/site"
)

// revalidate tags answers with the version of the index, so that clients can keep them. They must ask each time, since the
// index may change at any moment, but an unchanged answer costs little.
func (s *Server) revalidate(c *gin.Context) {
	version, err := s.site.Service().Version(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	tag := s.tag(version)
	c.Header("ETag", tag)
	c.Header("Cache-Control", "no-cache")
	for _, known := range strings.Split(c.GetHeader("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			c.AbortWithStatus(http.StatusNotModified)
			return
		}
	}
}

// tag is the entity tag of answers from a version of the index.
func (s *Server) tag(version string) string { return `W/"` + s.epoch + "-" + version + `"` }

// ofOneEdition turns a handler into one that answers from one edition of the index, and names it in the entity tag where
// there is one. When the index does not keep the edition until the handler is done, and nothing has been sent, the handler
// begins anew with the next edition.
func (s *Server) ofOneEdition(h handler) handler {
	return func(c *gin.Context) error {
		ctx := c.Request.Context()
		var failed error
		err := s.site.Service().Read(ctx, func(e *search.Edition) error {
			c.Request = c.Request.WithContext(site.WithEdition(ctx, e))
			if c.Writer.Header().Get("ETag") != "" {
				c.Header("ETag", s.tag(e.Version()))
			}
			if failed = h(c); c.Writer.Written() {
				return nil
			}
			return failed
		})
		return cmp.Or(err, failed)
	}
}
