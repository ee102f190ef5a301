package server

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/server/page/manage"
	"gongbao/server/problem"
	"gongbao/server/upload"
)

// A client may try guessBurst wrong tokens at once, and guessRate more a second: five a minute.
const (
	guessBurst = 10
	guessRate  = 5.0 / 60
)

// requireToken admits requests with the token.
func (s *Server) requireToken(c *gin.Context) {
	if s.opt.Token == "" {
		s.fail(c, problem.ReadOnly.Because("problem.read-only"))
		return
	}
	shown, isBearer := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
	if !isBearer {
		shown = ""
	}
	if err := s.checkToken(c, shown, "problem.token"); err != nil {
		c.Header("WWW-Authenticate", `Bearer realm="gongbao"`)
		s.fail(c, err)
	}
}

// formToken checks the token in a form.
func (s *Server) formToken(c *gin.Context, shown string) error {
	return s.checkToken(c, shown, "problem.add.token")
}

// checkToken returns the error, which a sentence explains, for a request that shows something else than the token. It compares
// digests, which have equal lengths, in constant time. A client that has sent too many wrong tokens is refused for a while, whatever
// it sends.
func (s *Server) checkToken(c *gin.Context, shown, sentence string) error {
	if s.guesses.exhausted(c.ClientIP(), time.Now()) {
		return problem.TooMany.Because("problem.guesses").After(60)
	}
	a, b := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(s.opt.Token))
	if subtle.ConstantTimeCompare(a[:], b[:]) != 1 {
		s.guesses.allow(c.ClientIP(), time.Now())
		return problem.Unauthorized.Because(sentence)
	}
	return nil
}

// managing says who may change the index on pages: without a token, those who sit at the machine of a server that stands alone.
func (s *Server) managing(w *upload.Writer) manage.Options {
	o := manage.Options{Writer: w, Limit: s.opt.UploadLimit, Secret: rand.Text(), Local: s.opt.PublicURL == "" && len(s.opt.TrustedProxies) == 0}
	if s.opt.Token != "" {
		o.Token = s.formToken
	}
	return o
}
