package server

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
)

// operations is the API, in the order in which its documentation shows it.
func (s *Server) operations() []operation {
	return []operation{
		s.searchOperation(), s.exportOperation(), s.suggestOperation(),
		s.listOperation(), s.reportOperation(), s.paragraphOperation(), s.statsOperation(),
		s.uploadOperation(), s.deleteOperation(),
	}
}

// apiRoutes routes the API with its documentation.
func (s *Server) apiRoutes() error {
	ops := s.operations()
	for _, op := range ops {
		s.route(op)
	}
	document, err := s.document(ops)
	if err != nil {
		return err
	}
	s.get("/api", s.handle(s.apiPage(document, ops)))
	s.get("/api/openapi.json", s.handle(serveDocument(document)))
	return nil
}

// answerJSON sends a body. Characters that mean something in HTML are escaped, for clients that take it for that.
func answerJSON(c *gin.Context, body any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	c.Data(http.StatusOK, "application/json; charset=utf-8", append(b, '\n'))
	return nil
}
