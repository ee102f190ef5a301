package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/server"
	"gongbao/server/openapi"
)

// Every example of the documentation works on the sample, and what it gets is what the documentation says.
func TestExamples(t *testing.T) {
	s := site(t, server.Options{})
	document := answerOf[openapi.Document](t, s, "/api/openapi.json")
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
	r := get(t, s, rawAddress(e.Address))
	body := read(t, r)
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

// Every route of the API is documented, and everything documented is routed.
func TestEveryRouteIsDocumented(t *testing.T) {
	s := site(t, server.Options{})
	document := answerOf[openapi.Document](t, s, "/api/openapi.json")
	documented := map[string]bool{}
	for place, path := range document.Paths {
		for method := range path {
			documented[strings.ToUpper(method)+" "+place] = true
		}
	}
	for _, route := range s.Routes() {
		if !strings.Contains(route, "/api/v1/") || strings.HasPrefix(route, "HEAD ") {
			continue
		}
		if !documented[route] {
			t.Errorf("%s is not documented", route)
		}
		delete(documented, route)
	}
	for route := range documented {
		t.Errorf("%s is not routed", route)
	}
}

func TestAPIPage(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gongbao"})
	page := read(t, get(t, s, "/gongbao/api"))
	for _, want := range []string{`href="/gongbao/api/openapi.json"`, "GET /api/v1/search", "urn:problem-type:gongbao:busy", `href="/gongbao/api/v1/search?q=`, "检索段落"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "style=") || strings.Contains(page, "https://") {
		t.Error("the page has a style of its own or an address elsewhere")
	}
}
