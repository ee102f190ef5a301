package server

import (
	"cmp"
	"net/http"
	"strings"
	"time"

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
	s.match(c, s.tag(version))
}

// pageTag is the key of what the entity tag of a page says beside the version of the index.
const pageTag = "page-tag"

// revalidatePage does the same for pages, which are in the language of the reader's cookie, and some of which say what day it is.
func (s *Server) revalidatePage(c *gin.Context) {
	version, err := s.site.Service().Version(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Vary", "Cookie")
	c.Set(pageTag, "-"+s.pages.Language(c)+time.Now().Format("-20060102"))
	s.match(c, s.tag(version+c.GetString(pageTag)))
}

// revalidateProgram does the same for what the program says of itself, in the language of the reader's cookie.
func (s *Server) revalidateProgram(c *gin.Context) {
	c.Header("Vary", "Cookie")
	s.match(c, s.tag("program-"+s.pages.Language(c)))
}

// match sets the entity tag of an answer, and ends the request if the client has the answer with this tag.
func (s *Server) match(c *gin.Context, tag string) {
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
				c.Header("ETag", s.tag(e.Version()+c.GetString(pageTag)))
			}
			if failed = h(c); c.Writer.Written() {
				return nil
			}
			return failed
		})
		return cmp.Or(err, failed)
	}
}
