package servertest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/server/openapi"
)

// Document returns the OpenAPI document of a site with what parameters, headers, responses and bodies refer to in their place.
// References to the schemas of answers stay.
func Document(t testing.TB, s http.Handler) openapi.Document {
	t.Helper()
	d := Answer[openapi.Document](t, s, "/api/openapi.json")
	r := resolver{t, d.Components}
	for _, path := range d.Paths {
		for method, op := range path {
			for i, p := range op.Parameters {
				op.Parameters[i] = referred(r, p, p.Ref, r.Parameters)
				op.Parameters[i].Schema = r.schema(op.Parameters[i].Schema)
			}
			if op.RequestBody != nil {
				for media, content := range op.RequestBody.Content {
					op.RequestBody.Content[media] = openapi.Media{Schema: r.schema(content.Schema)}
				}
			}
			for status, response := range op.Responses {
				response = referred(r, response, response.Ref, r.Responses)
				for name, h := range response.Headers {
					response.Headers[name] = referred(r, h, h.Ref, r.Headers)
				}
				op.Responses[status] = response
			}
			path[method] = op
		}
	}
	return d
}

type resolver struct {
	t testing.TB
	openapi.Components
}

// referred returns the component that a reference names, or the value itself without one.
func referred[V any](r resolver, value V, reference string, components map[string]V) V {
	if reference == "" {
		return value
	}
	component, ok := components[reference[strings.LastIndex(reference, "/")+1:]]
	if !ok {
		r.t.Errorf("the document has no %s", reference)
	}
	return component
}

// schema returns a schema without references.
func (r resolver) schema(s *jsonschema.Schema) *jsonschema.Schema {
	s = referred(r, s, s.Ref, r.Schemas).CloneSchemas()
	for name, property := range s.Properties {
		s.Properties[name] = r.schema(property)
	}
	for i, of := range s.AnyOf {
		s.AnyOf[i] = r.schema(of)
	}
	if s.Items != nil {
		s.Items = r.schema(s.Items)
	}
	return s
}
