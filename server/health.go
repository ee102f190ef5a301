package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// healthz answers while the process is alive.
func (s *Server) healthz(c *gin.Context) error {
	c.String(http.StatusOK, "ok\n")
	return nil
}

// readyz reports whether an index can be searched.
func (s *Server) readyz(c *gin.Context) error {
	service := s.site.Service()
	if service == nil {
		return problem.Unavailable.Because("problem.opening")
	}
	if _, err := service.Version(c.Request.Context()); err != nil {
		return err
	}
	c.String(http.StatusOK, "ready\n")
	return nil
}
