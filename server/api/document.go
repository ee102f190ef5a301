package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/openapi"
	"gongbao/server/problem"
)

// apiVersion is the version of the API that its documentation names. The first number changes with /api/v1.
const apiVersion = "1.0.0"

// Documentation describes the API to people and programs.
type Documentation struct {
	openapi.Document
	Operations []Operation // in the order of the server's routes
}

// Document makes the documentation of operations that have their routes. It must return before the API answers.
func (a *API) Document(ops []Operation) error {
	a.documentation = map[language.Lang]Documentation{}
	for _, lang := range language.Langs() {
		d, err := a.document(ops, lang)
		if err != nil {
			return err
		}
		a.documentation[lang] = Documentation{d, ops}
	}
	return nil
}

// Documentation returns what Document has made in a language.
func (a *API) Documentation(lang language.Lang) Documentation { return a.documentation[lang] }

// OpenAPI answers with the OpenAPI document in English, which does not change while the server runs.
func (a *API) OpenAPI(c *gin.Context) error {
	c.Header("Cache-Control", "no-cache")
	return answerJSON(c, a.documentation[language.EN].Document)
}

// document writes the OpenAPI document in a language.
func (a *API) document(ops []Operation, lang language.Lang) (openapi.Document, error) {
	d := openapi.Document{
		OpenAPI: openapi.Version,
		Info: openapi.Info{
			Title: "Gongbao", Version: apiVersion, Description: lang.Say("api.about"),
		},
		Servers: []openapi.Server{{URL: cmp.Or(a.site.Origin()+a.site.Path(""), "/")}},
		Paths:   map[string]openapi.Path{},
		Components: openapi.Components{
			Schemas:         map[string]*jsonschema.Schema{},
			SecuritySchemes: map[string]openapi.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}},
		},
	}
	if err := addSchema(&d, reflect.TypeFor[problem.Problem]()); err != nil {
		return d, err
	}
	for _, op := range ops {
		described, err := describe(&d, op, lang)
		if err != nil {
			return d, fmt.Errorf("document %s: %w", op.id, err)
		}
		path := op.TemplatePath()
		if d.Paths[path] == nil {
			d.Paths[path] = openapi.Path{}
		}
		d.Paths[path][strings.ToLower(op.Method)] = described
	}
	return d, nil
}

// describe documents one operation, and adds the schema of its answer to the document.
func describe(d *openapi.Document, op Operation, lang language.Lang) (openapi.Operation, error) {
	described := openapi.Operation{ID: op.id, Summary: op.summary.In(lang), Description: op.about.In(lang), Responses: map[string]openapi.Response{}}
	if op.Body {
		described.RequestBody = parametersBody(op.params, lang)
	} else {
		for _, p := range op.params {
			described.Parameters = append(described.Parameters, describeParam(p, lang))
		}
	}
	if op.Write {
		described.Security = []map[string][]string{{"token": {}}}
	}
	if op.Upload {
		described.RequestBody = uploadBody(lang)
	}
	content, err := answerContent(d, op)
	if err != nil {
		return described, err
	}
	described.Responses["200"] = openapi.Response{Description: lang.Say("api.answer"), Content: content}
	for _, e := range op.examples {
		described.Examples = append(described.Examples, openapi.Example{Summary: e.about.In(lang), Address: e.address, Body: e.body, Answer: e.answer})
	}
	describeProblems(described.Responses, op)
	return described, nil
}

// answerContent describes the body of an answer.
func answerContent(d *openapi.Document, op Operation) (map[string]openapi.Media, error) {
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

// describeProblems documents, by status, the errors that an operation may end with.
func describeProblems(responses map[string]openapi.Response, op Operation) {
	for _, f := range op.Failures() {
		responses[strconv.Itoa(f.Status)] = openapi.Response{
			Description: http.StatusText(f.Status) + ": " + problem.Prefix + strings.Join(f.Names, ", "+problem.Prefix),
			Content:     map[string]openapi.Media{"application/problem+json": {Schema: reference(reflect.TypeFor[problem.Problem]())}},
		}
	}
}

func describeParam(p param, lang language.Lang) openapi.Parameter {
	schema := &jsonschema.Schema{Type: "string"}
	switch p.Kind {
	case search.NumberValue:
		schema.Type, schema.Minimum, schema.Maximum = "integer", jsonschema.Ptr(float64(p.Min)), jsonschema.Ptr(float64(p.Max))
	case search.ChoiceValue:
		for _, v := range p.Values {
			schema.Enum = append(schema.Enum, v)
		}
	default:
		schema.MaxLength = jsonschema.Ptr(p.Max)
	}
	if p.Default != "" {
		schema.Default, _ = json.Marshal(p.Default)
		if p.Kind == search.NumberValue {
			schema.Default = json.RawMessage(p.Default)
		}
	}
	in := "query"
	if p.inPath {
		in = "path"
	}
	return openapi.Parameter{Name: p.Name, In: in, Description: p.About.In(lang), Required: p.Required, Schema: schema, Example: p.Example}
}

// addSchema adds the schema of a Go type under its name.
func addSchema(d *openapi.Document, t reflect.Type) error {
	schema, err := jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[json.Number](): {Type: "number"},
	}})
	if err != nil {
		return err
	}
	extensible(schema)
	d.Components.Schemas[schemaName(t)] = schema
	return nil
}

// extensible lets a later version add fields.
func extensible(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	for _, p := range s.Properties {
		extensible(p)
	}
	extensible(s.Items)
	if len(s.Properties) > 0 {
		s.AdditionalProperties = nil
	}
}

// schemaName returns the name of a Go type with a capital, behind that of its package where it is the answer of another than a search.
func schemaName(t reflect.Type) string {
	name := t.Name()
	if of := path.Base(t.PkgPath()); name == "Answer" && of != "search" {
		name = of + name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func reference(t reflect.Type) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/components/schemas/" + schemaName(t)}
}
