package server

import "regexp"

// Routes lists what is routed, with parameters as OpenAPI writes them.
func (s *Server) Routes() []string {
	var routes []string
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, r := range s.engine.Routes() {
		routes = append(routes, r.Method+" "+parameter.ReplaceAllString(r.Path, "{$1}"))
	}
	return routes
}
