package server

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"gongbao/server/openapi"
)

//go:embed templates/api.html templates/api.css
var apiFiles embed.FS

// An operationView is an operation for the page that documents it.
type operationView struct {
	openapi.Operation
	Method, Place string
}

// apiPage makes the page that shows a document to people.
func (s *Server) apiPage(d openapi.Document, ops []operation) (handler, error) {
	page, err := template.ParseFS(apiFiles, "templates/api.html")
	if err != nil {
		return nil, err
	}
	var problems []Problem
	for _, t := range problemTypes() {
		problems = append(problems, t.because(""))
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Status - b.Status })
	var views []operationView
	for _, op := range ops {
		views = append(views, operationView{d.Paths[op.place][strings.ToLower(op.method)], op.method, op.place})
	}
	var body bytes.Buffer
	err = page.Execute(&body, map[string]any{"Base": s.opt.BasePath, "Document": d, "Operations": views, "Problems": problems})
	return func(c *gin.Context) error {
		c.Data(http.StatusOK, "text/html; charset=utf-8", body.Bytes())
		return nil
	}, err
}

// apiStyle answers with the style of that page.
func apiStyle(c *gin.Context) error {
	style, err := apiFiles.ReadFile("templates/api.css")
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "max-age=3600")
	c.Data(http.StatusOK, "text/css; charset=utf-8", style)
	return nil
}
