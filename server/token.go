package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// A client may try guessBurst wrong tokens at once, and guessRate more a second: five a minute.
const (
	guessBurst = 10
	guessRate  = 5.0 / 60
)

// requireToken admits requests with the token. It compares digests, which have equal lengths, in constant time. A client
// that has sent too many wrong tokens is refused for a while, whatever it sends.
func (s *Server) requireToken(c *gin.Context) {
	if s.opt.Token == "" {
		s.fail(c, problem.ReadOnly.Because("problem.read-only"))
		return
	}
	if s.guesses.exhausted(c.ClientIP(), time.Now()) {
		s.fail(c, problem.TooMany.Because("problem.guesses").After(60))
		return
	}
	shown, isBearer := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
	a, b := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(s.opt.Token))
	if !isBearer || subtle.ConstantTimeCompare(a[:], b[:]) != 1 {
		s.guesses.allow(c.ClientIP(), time.Now())
		c.Header("WWW-Authenticate", `Bearer realm="gongbao"`)
		s.fail(c, problem.Unauthorized.Because("problem.token"))
	}
}
