package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// revalidate lets clients keep answers for as long as the index and the program are the same. They ask each time, since
// an index may change at any moment, and learn for little that nothing has changed.
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
