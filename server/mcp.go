package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server/assistant"
)

// assistantRoutes lets assistants in, which pass what searches pass: each of their calls is one request.
func (s *Server) assistantRoutes() {
	h := assistant.Handler(func(r *http.Request) (*search.Service, assistant.Options) {
		return s.service.Load(), assistant.Options{Base: s.absolute(r, s.opt.BasePath), Timeout: s.opt.Timeouts.Answer}
	}, len(s.opt.TrustedProxies) > 0)
	chain := []gin.HandlerFunc{s.limitRate, s.requireIndex, s.deadline, s.admit, gin.WrapH(h)}
	for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodDelete} {
		s.engine.Handle(method, s.path("/mcp"), chain...)
	}
}
