package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// requireToken admits requests with the token. It compares digests, which have equal lengths, in constant time.
func (s *Server) requireToken(c *gin.Context) {
	if s.opt.Token == "" {
		s.fail(c, problem.ReadOnly.Because("problem.read-only"))
		return
	}
	shown, isBearer := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
	a, b := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(s.opt.Token))
	if !isBearer || subtle.ConstantTimeCompare(a[:], b[:]) != 1 {
		c.Header("WWW-Authenticate", `Bearer realm="gongbao"`)
		s.fail(c, problem.Unauthorized.Because("problem.token"))
	}
}
