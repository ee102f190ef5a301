package server

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// record logs and counts every request. Lines of the log never have the query, except at level debug.
func (s *Server) record(c *gin.Context) {
	began := time.Now()
	defer func() {
		took := time.Since(began)
		route := c.FullPath()
		if route == "" {
			route = "none" // a made-up address must not become a label
		}
		status := strconv.Itoa(c.Writer.Status())
		s.metrics.requests.WithLabelValues(route, methodLabel(c.Request.Method), status).Inc()
		s.metrics.latency.WithLabelValues(route).Observe(took.Seconds())
		s.opt.Logger.Info("request", "id", requestID(c), "method", methodLabel(c.Request.Method), "route", route, "status", c.Writer.Status(),
			"bytes", max(0, c.Writer.Size()), "took", took, "client", c.ClientIP())
		s.opt.Logger.Debug("asked", "id", requestID(c), "query", c.Request.URL.RawQuery)
	}()
	c.Next()
}

// methodLabel returns the method if the site has it, and one word for all that clients make up.
func methodLabel(method string) string {
	switch method {
	case "GET", "HEAD", "POST", "DELETE", "OPTIONS":
		return method
	}
	return "other"
}
