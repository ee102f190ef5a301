package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/server/openapi"
)

// An apiView is the page that documents the API.
type apiView struct {
	frame
	Document   openapi.Document
	Operations []operationView
	Problems   []Problem
}

// An operationView is an operation with its place.
type operationView struct {
	openapi.Operation
	Method, Place string
}

// apiPage makes the page that shows a document to people.
func (s *Server) apiPage(d openapi.Document, ops []operation) handler {
	view := apiView{Document: d}
	for _, op := range ops {
		view.Operations = append(view.Operations, operationView{d.Paths[op.place][strings.ToLower(op.method)], op.method, op.place})
	}
	for _, t := range problemTypes() {
		view.Problems = append(view.Problems, t.because(""))
	}
	slices.SortStableFunc(view.Problems, func(a, b Problem) int { return a.Status - b.Status })
	return func(c *gin.Context) error {
		shown := view
		shown.frame = s.frame(c, "api")
		title, err := shown.T("api.heading")
		if err != nil {
			return err
		}
		shown.Title = title
		return s.show(c, http.StatusOK, "api", shown)
	}
}
