package server

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// record writes down every request: a line in the log, which never has the query, and the metrics.
func (s *Server) record(c *gin.Context) {
	began := time.Now()
	defer func() {
		took := time.Since(began)
		route := c.FullPath()
		if route == "" {
			route = "none" // an address that somebody made up must not become a label
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

// methodLabel gives the methods that the site has, and one word for all that clients make up.
func methodLabel(method string) string {
	switch method {
	case "GET", "HEAD", "POST", "DELETE", "OPTIONS":
		return method
	}
	return "other"
}
