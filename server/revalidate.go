package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// revalidate tags answers with the version of the index, so that clients can keep them. They must ask each time, since the
// index may change at any moment, but an unchanged answer costs little.
func (s *Server) revalidate(c *gin.Context) {
	version, err := s.site.Service().Version(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	tag := `W/"` + s.epoch + "-" + version + `"`
	c.Header("ETag", tag)
	c.Header("Cache-Control", "no-cache")
	for _, known := range strings.Split(c.GetHeader("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			c.AbortWithStatus(http.StatusNotModified)
			return
		}
	}
}
