package page

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/search/query"
	"gongbao/server/openapi"
)

// An apiView is the page that documents the API.
type apiView struct {
	frame
	Document   openapi.Document
	Operations []operationView
	Problems   []problemView
}

// An operationView is an operation with its place.
type operationView struct {
	openapi.Operation
	Method, Place string
	Failures      []failure
}

// A problemView is a problem with the name that its type ends with.
type problemView struct {
	Problem
	Name string
}

// Say gives a sentence of the document in the page's language.
func (v apiView) Say(sentence string) string {
	if chinese, ok := v.server.pages.chinese[sentence]; ok && v.Lang == query.LangZH {
		return chinese
	}
	return sentence
}

// Largest is the limit of a number, or of the length of a text.
func (v apiView) Largest(s *jsonschema.Schema) int {
	if s.Maximum != nil {
		return int(*s.Maximum)
	}
	return *s.MaxLength
}

// Plain is a value of a schema as people write it in an address.
func (v apiView) Plain(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}

// apiPage makes the page that shows a document to people.
func (s *Server) apiPage(d openapi.Document, ops []operation) handler {
	view := apiView{Document: d}
	for _, op := range ops {
		view.Operations = append(view.Operations, operationView{d.Paths[op.place][strings.ToLower(op.method)], op.method, op.place, op.failures()})
	}
	for _, t := range problemTypes() {
		view.Problems = append(view.Problems, problemView{t.because(""), t.name})
	}
	slices.SortStableFunc(view.Problems, func(a, b problemView) int { return a.Status - b.Status })
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
