package server

import "github.com/gin-gonic/gin"

// pageRoutes routes what people look at.
func (s *Server) pageRoutes() {}

// errorPage tells a person what went wrong.
func (s *Server) errorPage(c *gin.Context, status int, p Problem) {
	c.String(status, "%s\n%s\n", p.Title, p.Detail)
}
