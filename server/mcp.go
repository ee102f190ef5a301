package server

import (
	"net/http"

	"gongbao/search"
	"gongbao/server/assistant"
)

// assistant answers the calls of assistants. Each call is one request.
func (s *Server) assistant() handler {
	h := assistant.Handler(func(r *http.Request) (*search.Service, assistant.Options) {
		return s.site.Service(), assistant.Options{Base: s.site.Absolute(r, s.opt.BasePath), Timeout: s.opt.Timeouts.Answer}
	}, len(s.opt.TrustedProxies) > 0)
	return wrap(h)
}
