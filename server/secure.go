package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// contentSecurity lets pages load files of this server, and run no inline code.
const contentSecurity = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that deny browsers what no page of ours needs, and lets the pages of Options.Origin read the
// API.
func (s *Server) secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", contentSecurity)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if s.opt.Origin == "" {
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		return
	}
	if s.forPrograms(c.Request) {
		s.shareWithOrigin(c)
	}
}

// shareWithOrigin implements CORS. It answers preflights, since no route has OPTIONS.
func (s *Server) shareWithOrigin(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Access-Control-Allow-Origin", s.opt.Origin)
	h.Set("Access-Control-Expose-Headers", "Content-Disposition, ETag, Retry-After, X-Request-Id")
	h.Add("Vary", "Origin")
	if c.Request.Method != http.MethodOptions {
		return
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, Mcp-Protocol-Version, Mcp-Session-Id")
	h.Set("Access-Control-Max-Age", "3600")
	c.AbortWithStatus(http.StatusNoContent)
}
