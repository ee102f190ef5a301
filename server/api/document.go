package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/coverage"
	"gongbao/search/figures"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/repeat"
	"gongbao/search/wording"
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
	var err error
	if a.openAPI, err = a.document(ops, language.EN); err != nil {
		return err
	}
	return a.openAPI.Share()
}

// Documentation returns what Document has made in a language, without references but to the schemas of answers.
func (a *API) Documentation(lang language.Lang) Documentation { return a.documentation[lang] }

// OpenAPI answers with the OpenAPI document in English, which does not change while the server runs.
func (a *API) OpenAPI(c *gin.Context) error {
	c.Header("Cache-Control", "no-cache")
	return answerJSON(c, a.openAPI)
}

// document writes the OpenAPI document in a language.
func (a *API) document(ops []Operation, lang language.Lang) (openapi.Document, error) {
	schemas := newSchemas(lang)
	d := openapi.Document{
		OpenAPI: openapi.Version,
		Info: openapi.Info{
			Title: "Gongbao", Version: apiVersion, Description: lang.Say("api.about"),
			Contact: openapi.Contact{Name: "Gongbao"}, License: openapi.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
		},
		Servers: []openapi.Server{{URL: cmp.Or(a.site.Origin()+a.site.Path(""), "/")}},
		Paths:   map[string]openapi.Path{},
		Components: openapi.Components{
			Schemas:         schemas.Components,
			SecuritySchemes: map[string]openapi.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}},
		},
		Security: []map[string][]string{},
	}
	for _, tag := range tags {
		d.Tags = append(d.Tags, openapi.Tag{Name: tag, Description: lang.Say("api.tag." + tag)})
	}
	for _, op := range ops {
		described, err := describe(schemas, op, lang)
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

// The groups of operations.
const (
	askingTag  = "search"
	readingTag = "reports"
	writingTag = "writing"
)

var tags = []string{askingTag, readingTag, writingTag}

// tag returns the group of an operation.
func (op Operation) tag() string {
	switch {
	case op.Write:
		return writingTag
	case strings.HasPrefix(op.Path, "/api/v1/reports"), op.Path == "/api/v1/stats":
		return readingTag
	}
	return askingTag
}

// newSchemas returns the schemas of the answers, of which there are none yet.
func newSchemas(lang language.Lang) *openapi.Schemas {
	return &openapi.Schemas{
		Components: map[string]*jsonschema.Schema{},
		About: func(component, field string) string {
			if name := "api.field." + component + "." + field; language.Has(name) {
				return lang.Say(name)
			}
			return lang.Say("api.field." + field)
		},
		Values: func(t reflect.Type) []string { return values[t] },
		Nullable: func(component, field string) bool {
			return component == "PanelRow" && (field == "counts" || field == "rates")
		},
	}
}

// values are those of the named types of strings in answers. One of which the value may be unknown has the empty string too.
var values = map[reflect.Type][]string{
	reflect.TypeFor[search.Match]():          valuesOf(search.MatchExact, search.MatchEqual, search.MatchLoose, search.MatchRelated, search.MatchNone),
	reflect.TypeFor[search.SuggestionKind](): valuesOf(search.BySound, search.ByLook, search.Plainer, search.ByWording, search.ByOperator, search.ByFilter, search.Without, search.BySuccessor, search.Alone),
	reflect.TypeFor[corpus.Level]():          append(query.ValuesOf(query.Level), ""),
	reflect.TypeFor[corpus.Kind]():           query.ValuesOf(query.Kind),
	reflect.TypeFor[corpus.Role]():           append(query.ValuesOf(query.Role), ""),
	reflect.TypeFor[compare.State]():         valuesOf(compare.Kept, compare.Edited, compare.Moved, compare.Split, compare.Merged, compare.New, compare.Gone),
	reflect.TypeFor[coverage.Kind]():         valuesOf(coverage.Gap, coverage.Several, coverage.Short, coverage.Unknown, coverage.Resolution, coverage.Other),
	reflect.TypeFor[figure.Kind]():           valuesOf(figure.Kinds...),
	reflect.TypeFor[figure.Measure]():        valuesOf(figure.Measures...),
	reflect.TypeFor[figures.Verdict]():       valuesOf(figures.Verdicts...),
	reflect.TypeFor[outcome.State]():         valuesOf(outcome.Added, outcome.Changed, outcome.Unchanged, outcome.Duplicate, outcome.Gone, outcome.Failed, outcome.Ignored),
	reflect.TypeFor[panel.Nested]():          valuesOf(panel.All, panel.Longest),
	reflect.TypeFor[repeat.When]():           valuesOf(repeat.Earlier, repeat.Same, repeat.Later, ""),
	reflect.TypeFor[wording.Against]():       valuesOf(wording.AgainstEarlier, wording.AgainstPrevious),
	reflect.TypeFor[wording.Side]():          valuesOf(wording.SideNew, wording.SideGone),
}

func valuesOf[V ~string](list ...V) (names []string) {
	for _, v := range list {
		names = append(names, string(v))
	}
	return names
}

// describe documents one operation, and adds the schema of its answer to the others.
func describe(schemas *openapi.Schemas, op Operation, lang language.Lang) (openapi.Operation, error) {
	described := openapi.Operation{
		ID: op.id, Tags: []string{op.tag()}, Summary: op.summary.In(lang), Description: op.about.In(lang), Responses: map[string]openapi.Response{},
	}
	if op.Body {
		described.RequestBody = parametersBody(op, lang)
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
	content, err := answerContent(schemas, op)
	if err != nil {
		return described, err
	}
	described.Responses["200"] = openapi.Response{Description: lang.Say("api.answer"), Headers: answerHeaders(op, lang), Content: content}
	if op.revalidated() {
		described.Responses["304"] = openapi.Response{Description: lang.Say("api.answer.kept"), Headers: headers(lang, "ETag", "X-Request-Id")}
	}
	for _, e := range op.examples {
		described.Examples = append(described.Examples, openapi.Example{Summary: e.about.In(lang), Address: e.address, Body: e.body, Answer: e.answer})
	}
	return described, describeProblems(schemas, described.Responses, op, lang)
}

// revalidated reports whether answers have a tag by which a client can ask whether the one that it has kept still holds.
func (op Operation) revalidated() bool { return !op.Write && !op.Body }

// answerHeaders describes the header of an answer.
func answerHeaders(op Operation, lang language.Lang) map[string]openapi.Header {
	names := []string{"X-Request-Id"}
	if op.revalidated() {
		names = append(names, "ETag")
	}
	if len(op.media) > 0 {
		names = append(names, "Content-Disposition")
	}
	return headers(lang, names...)
}

// headers describes fields of the header of an answer.
func headers(lang language.Lang, names ...string) map[string]openapi.Header {
	described := map[string]openapi.Header{}
	for _, name := range names {
		described[name] = openapi.Header{Description: lang.Say("api.header." + strings.ToLower(name)), Schema: &jsonschema.Schema{Type: "string"}}
	}
	return described
}

// answerContent describes the body of an answer.
func answerContent(schemas *openapi.Schemas, op Operation) (map[string]openapi.Media, error) {
	content := map[string]openapi.Media{}
	for _, media := range op.media {
		content[media] = openapi.Media{Schema: &jsonschema.Schema{Type: "string"}}
	}
	if op.answer == nil {
		return content, nil
	}
	schema, err := schemas.Of(reflect.TypeOf(op.answer))
	content["application/json"] = openapi.Media{Schema: schema}
	return content, err
}

// describeProblems documents, by status, the errors that an operation may end with.
func describeProblems(schemas *openapi.Schemas, responses map[string]openapi.Response, op Operation, lang language.Lang) error {
	schema, err := schemas.Of(reflect.TypeFor[problem.Problem]())
	for _, f := range op.Failures() {
		names := []string{"X-Request-Id"}
		switch f.Status {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			names = append(names, "Retry-After")
		case http.StatusUnauthorized:
			names = append(names, "WWW-Authenticate")
		}
		responses[strconv.Itoa(f.Status)] = openapi.Response{
			Description: http.StatusText(f.Status) + ": " + problem.Prefix + strings.Join(f.Names, ", "+problem.Prefix),
			Headers:     headers(lang, names...),
			Content:     map[string]openapi.Media{"application/problem+json": {Schema: schema}},
		}
	}
	return err
}

// MaxAddress is the length of an address, path and parameters, in bytes as they are escaped there: some 5,000 Chinese characters.
const MaxAddress = 48 << 10

// describeParam documents a parameter in the path or in the query part of an address.
func describeParam(p param, lang language.Lang) openapi.Parameter {
	schema := schemaOf(p, lang)
	described := openapi.Parameter{Name: p.Name, In: "query", Description: p.About.In(lang), Required: p.Required, Schema: schema, AllowEmptyValue: !p.Required && !p.inPath}
	if p.inPath {
		described.In = "path"
	}
	if schema.MaxLength != nil && *schema.MaxLength > MaxAddress {
		schema.MaxLength = jsonschema.Ptr(MaxAddress)
		described.Description += lang.Gap() + lang.Say("api.parameter.address", MaxAddress)
	}
	if p.Example == "" {
		return described
	}
	described.Example = p.Example
	if p.Kind == search.NumberValue {
		described.Example = json.Number(p.Example)
	}
	return described
}

// schemaOf returns the schema of the values of a parameter. That of a filter has a title, since many operations have it, and admits
// the empty text, which stands for a filter that is not given.
func schemaOf(p param, lang language.Lang) *jsonschema.Schema {
	schema := &jsonschema.Schema{Type: "string", Pattern: p.Pattern()}
	switch p.Kind {
	case search.FilterValue:
		schema.Title, schema.Description = openapi.Capital(p.Name)+"Text", p.About.In(lang)
		schema.Pattern, schema.MaxLength = orEmpty(schema.Pattern), jsonschema.Ptr(p.Max)
	case search.NumberValue:
		schema.Type, schema.Minimum, schema.Maximum = "integer", jsonschema.Ptr(float64(p.Min)), jsonschema.Ptr(float64(p.Max))
	case search.ChoiceValue:
		for _, v := range slices.DeleteFunc(slices.Clone(p.Values), func(v string) bool { return v == "" }) {
			schema.Enum = append(schema.Enum, v)
		}
	default:
		schema.MaxLength = jsonschema.Ptr(p.Max)
	}
	if p.Required {
		schema.MinLength = jsonschema.Ptr(1)
	}
	if p.Default != "" {
		schema.Default, _ = json.Marshal(p.Default)
		if p.Kind == search.NumberValue {
			schema.Default = json.RawMessage(p.Default)
		}
	}
	return schema
}
