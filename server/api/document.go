package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/server/openapi"
)

// apiVersion is the version of the API that its documentation names. The first number changes with /api/v1.
const apiVersion = "1.0.0"

// document writes the API down. It is made of the operations that routes are made of.
func (s *Server) document(ops []operation) (openapi.Document, error) {
	d := openapi.Document{
		OpenAPI: openapi.Version,
		Info: openapi.Info{
			Title: "Gongbao", Version: apiVersion,
			Description: "Exact full-text search in Chinese government reports. Addresses are UTF-8. Answers carry an ETag for the state of the index; " +
				"ask again with If-None-Match. Errors are problem documents (RFC 9457), whose type is stable.",
		},
		Servers: []openapi.Server{{URL: cmp.Or(s.opt.BasePath, "/")}},
		Paths:   map[string]openapi.Path{},
		Components: openapi.Components{
			Schemas:         map[string]*jsonschema.Schema{},
			SecuritySchemes: map[string]openapi.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}},
		},
	}
	if err := addSchema(&d, reflect.TypeFor[Problem]()); err != nil {
		return d, err
	}
	for _, op := range ops {
		described, err := describe(&d, op)
		if err != nil {
			return d, fmt.Errorf("document %s: %w", op.id, err)
		}
		if d.Paths[op.place] == nil {
			d.Paths[op.place] = openapi.Path{}
		}
		d.Paths[op.place][strings.ToLower(op.method)] = described
	}
	return d, nil
}

// describe writes one operation down, and adds the schema of its answer to the document.
func describe(d *openapi.Document, op operation) (openapi.Operation, error) {
	described := openapi.Operation{ID: op.id, Summary: op.summary, Description: op.about, Responses: map[string]openapi.Response{}}
	for _, p := range op.params {
		described.Parameters = append(described.Parameters, describeParam(p))
	}
	if op.write {
		described.Security = []map[string][]string{{"token": {}}}
	}
	if op.upload {
		described.RequestBody = uploadBody()
	}
	content, err := answerContent(d, op)
	if err != nil {
		return described, err
	}
	described.Responses["200"] = openapi.Response{Description: "The answer.", Content: content}
	for _, e := range op.examples {
		described.Examples = append(described.Examples, openapi.Example{Summary: e.about, Address: e.address, Answer: e.answer})
	}
	describeProblems(described.Responses, op)
	return described, nil
}

// answerContent says what an operation answers with.
func answerContent(d *openapi.Document, op operation) (map[string]openapi.Media, error) {
	content := map[string]openapi.Media{}
	for _, media := range op.media {
		content[media] = openapi.Media{Schema: &jsonschema.Schema{Type: "string"}}
	}
	if op.answer != nil {
		t := reflect.TypeOf(op.answer)
		if err := addSchema(d, t); err != nil {
			return nil, err
		}
		content["application/json"] = openapi.Media{Schema: reference(t)}
	}
	return content, nil
}

// describeProblems writes down, by status, the errors that an operation may end with.
func describeProblems(responses map[string]openapi.Response, op operation) {
	for _, f := range op.failures() {
		responses[strconv.Itoa(f.Status)] = openapi.Response{
			Description: http.StatusText(f.Status) + ": " + typePrefix + strings.Join(f.Names, ", "+typePrefix),
			Content:     map[string]openapi.Media{"application/problem+json": {Schema: reference(reflect.TypeFor[Problem]())}},
		}
	}
}

func describeParam(p param) openapi.Parameter {
	schema := &jsonschema.Schema{Type: "string"}
	switch {
	case p.number:
		schema.Type, schema.Minimum, schema.Maximum = "integer", jsonschema.Ptr(1.0), jsonschema.Ptr(float64(p.max))
	case len(p.values) > 0:
		for _, v := range p.values {
			schema.Enum = append(schema.Enum, v)
		}
	case p.max > 0:
		schema.MaxLength = jsonschema.Ptr(p.max)
	}
	if p.initial != "" {
		schema.Default, _ = json.Marshal(p.initial)
		if p.number {
			schema.Default = json.RawMessage(p.initial)
		}
	}
	in := "query"
	if p.inPath {
		in = "path"
	}
	return openapi.Parameter{Name: p.name, In: in, Description: p.about, Required: p.must, Schema: schema, Example: p.example}
}

// serveDocument answers with the document, which does not change while the server runs.
func serveDocument(d openapi.Document) handler {
	return func(c *gin.Context) error {
		c.Header("Cache-Control", "no-cache")
		return answerJSON(c, d)
	}
}
