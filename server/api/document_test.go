package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/server"
	"gongbao/server/openapi"
	"gongbao/server/servertest"
)

// Every example of the documentation works on the sample, and what it gets is what the documentation says.
func TestExamples(t *testing.T) {
	s := site(t, server.Options{})
	document := servertest.Answer[openapi.Document](t, s, "/api/openapi.json")
	if document.OpenAPI != openapi.Version || len(document.Paths) < 7 {
		t.Fatalf("%s with %d paths", document.OpenAPI, len(document.Paths))
	}
	for place, path := range document.Paths {
		for method, op := range path {
			if method == "get" && len(op.Examples) == 0 {
				t.Errorf("%s has no example", place)
			}
			for _, e := range op.Examples {
				t.Run(op.ID+"/"+e.Summary, func(t *testing.T) { tryExample(t, s, document, op, e) })
			}
		}
	}
}

func tryExample(t *testing.T, s http.Handler, document openapi.Document, op openapi.Operation, e openapi.Example) {
	r := servertest.Get(t, s, rawAddress(e.Address))
	if e.Body != "" {
		r = servertest.Do(t, s, http.MethodPost, e.Address, strings.NewReader(e.Body), "Content-Type", "application/json")
	}
	body := servertest.Read(t, r)
	if r.StatusCode != http.StatusOK || !strings.Contains(body, e.Answer) {
		t.Fatalf("%s: %d, want %s in %.500s", e.Address, r.StatusCode, e.Answer, body)
	}
	media, ok := op.Responses["200"].Content["application/json"]
	if !ok {
		return
	}
	name := strings.TrimPrefix(media.Schema.Ref, "#/components/schemas/")
	schema := document.Components.Schemas[name]
	if schema == nil {
		t.Fatalf("no schema %q", name)
	}
	resolved, err := schema.Resolve(&jsonschema.ResolveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var answer any
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if err := resolved.Validate(answer); err != nil {
		t.Errorf("%s: %v", e.Address, err)
	}
	undocumented(t, schema, answer, name)
}

// undocumented names the fields of an answer that its schema does not have.
func undocumented(t *testing.T, s *jsonschema.Schema, answer any, at string) {
	switch answer := answer.(type) {
	case map[string]any:
		if len(s.Properties) == 0 {
			return // a map, whose keys are data
		}
		for name, value := range answer {
			if s.Properties[name] == nil {
				t.Errorf("%s.%s is not documented", at, name)
				continue
			}
			undocumented(t, s.Properties[name], value, at+"."+name)
		}
	case []any:
		for _, value := range answer {
			if s.Items != nil {
				undocumented(t, s.Items, value, at)
			}
		}
	}
}
