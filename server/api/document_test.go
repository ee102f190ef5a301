package api_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
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
	document := servertest.Document(t, s)
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

// What is asked with nothing to look for is answered as the documentation says too: its lists are empty, and never null.
func TestExamplesOfNothing(t *testing.T) {
	s := site(t, server.Options{})
	document := servertest.Document(t, s)
	asked := 0
	for place, path := range document.Paths {
		op, ok := path["get"]
		asks := slices.ContainsFunc(op.Parameters, func(p openapi.Parameter) bool { return p.Name == "q" })
		address := place + "?q=%C2%93" // a control character
		if !ok || !asks || servertest.Get(t, s, address).StatusCode != http.StatusOK {
			continue
		}
		asked++
		t.Run(op.ID, func(t *testing.T) { tryExample(t, s, document, op, openapi.Example{Address: address}) })
	}
	if asked < 5 {
		t.Errorf("%d operations answer nothing", asked)
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
	var answer any
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	whole := withDefinitions(t, document, media.Schema)
	resolved, err := whole.Resolve(&jsonschema.ResolveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := resolved.Validate(answer); err != nil {
		t.Errorf("%s: %v", e.Address, err)
	}
	undocumented(t, whole, whole, answer, op.ID)
}

// definitions is where a schema alone has what the document has among its components.
const definitions = "#/$defs/"

// codePoint finds a code point as a pattern of ECMA-262 writes it, in JSON.
var codePoint = regexp.MustCompile(`\\\\u([0-9a-f]{4})`)

// withDefinitions returns a schema of the document together with the components, which it refers to as its definitions.
func withDefinitions(t *testing.T, d openapi.Document, s *jsonschema.Schema) *jsonschema.Schema {
	b, err := json.Marshal(&jsonschema.Schema{Ref: s.Ref, Defs: d.Components.Schemas})
	if err != nil {
		t.Fatal(err)
	}
	var whole jsonschema.Schema
	inGo := codePoint.ReplaceAllString(string(b), `\\x{$1}`) // the library matches patterns with package regexp
	if err := json.Unmarshal([]byte(strings.ReplaceAll(inGo, "#/components/schemas/", definitions)), &whole); err != nil {
		t.Fatal(err)
	}
	return &whole
}

// undocumented names the fields of an answer that its schema does not have.
func undocumented(t *testing.T, whole, s *jsonschema.Schema, answer any, at string) {
	if s.AnyOf != nil {
		s = s.AnyOf[0]
	}
	if s.Ref != "" {
		s = whole.Defs[strings.TrimPrefix(s.Ref, definitions)]
	}
	switch answer := answer.(type) {
	case map[string]any:
		for name, value := range answer {
			of := s.AdditionalProperties // a map, whose keys are data
			if len(s.Properties) > 0 {
				of = s.Properties[name]
			}
			if of == nil {
				t.Errorf("%s.%s is not documented", at, name)
				continue
			}
			undocumented(t, whole, of, value, at+"."+name)
		}
	case []any:
		for _, value := range answer {
			undocumented(t, whole, s.Items, value, at)
		}
	}
}

// TestSchemas holds that the document describes all that it names: groups, parameters, headers and fields, each object under a name
// of its own, lists that are never null, and examples of the type of their parameters.
func TestSchemas(t *testing.T) {
	d := servertest.Document(t, site(t, server.Options{}))
	for name, component := range d.Components.Schemas {
		for field, s := range component.Properties {
			about := s.Description
			if s.Ref != "" && about == "" {
				about = d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")].Description
			}
			if about == "" || len(s.Properties) > 0 || s.Items != nil && len(s.Items.Properties) > 0 {
				t.Errorf("%s.%s has no description, or an object without a name", name, field)
			}
			if list := s.AnyOf != nil && s.AnyOf[0].Items != nil; list && name != "PanelRow" || slices.Contains(s.Types, "null") {
				t.Errorf("%s.%s may be null", name, field)
			}
		}
	}
	for place, path := range d.Paths {
		for method, op := range path {
			if len(op.Tags) != 1 || op.Responses["200"].Headers["X-Request-Id"].Description == "" || op.Responses["431"].Content == nil {
				t.Errorf("%s %s: %v, %v", method, place, op.Tags, op.Responses)
			}
			for _, p := range op.Parameters {
				_, number := p.Example.(float64)
				if p.Description == "" || p.Schema.Type == "integer" != number && p.Example != nil || p.Required && p.In == "query" && *p.Schema.MinLength != 1 {
					t.Errorf("%s %s: %+v", method, place, p)
				}
			}
		}
	}
	if year := parameter(d, "/api/v1/search", "year"); year.Schema.Pattern == "" || !year.AllowEmptyValue {
		t.Errorf("%+v", year)
	}
	inAddress := *parameter(d, "/api/v1/search", "q").Schema.MaxLength
	for media, body := range d.Paths["/api/v1/search"]["post"].RequestBody.Content {
		if q := body.Schema.Properties["q"]; *q.MaxLength <= inAddress {
			t.Errorf("%s: a body has room for %d bytes, an address for %d", media, *q.MaxLength, inAddress)
		}
	}
}

func parameter(d openapi.Document, place, name string) openapi.Parameter {
	for _, p := range d.Paths[place]["get"].Parameters {
		if p.Name == name {
			return p
		}
	}
	return openapi.Parameter{}
}
