package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/language"
	"gongbao/search"
	"gongbao/server/openapi"
	"gongbao/server/problem"
)

// The media types of a body with parameters.
const (
	jsonMedia = "application/json"
	formMedia = "application/x-www-form-urlencoded"
)

// bodyValues returns the parameters in the body of a request, an object of JSON or a form, as those of an address are given.
func bodyValues(r *http.Request, params []param) (url.Values, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if given := r.Header.Get("Content-Type"); given != "" && (err != nil || media != jsonMedia && media != formMedia) {
		return nil, problem.BadMedia.Because("problem.media", given, jsonMedia, formMedia)
	}
	if !utf8.Valid(body) {
		return nil, problem.BadEncoding.Because("problem.body.encoding")
	}
	// curl calls an object of JSON a form unless it is told otherwise; no form begins like one
	if media == jsonMedia || bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return jsonValues(body, params)
	}
	values, err := url.ParseQuery(strings.ReplaceAll(string(body), ";", "%3B"))
	if err != nil {
		return nil, problem.BadEncoding.Because("problem.percent", "%", "%25")
	}
	for name, list := range values {
		if !utf8.ValidString(name + strings.Join(list, "")) {
			return nil, problem.BadEncoding.Because("problem.body.encoding")
		}
	}
	return values, nil
}

// jsonValues reads an object of JSON. A name that comes twice has two values, as in an address.
func jsonValues(body []byte, params []param) (url.Values, error) {
	bad := func(err error) error { return problem.BadBody.Because("problem.body.json").From(err) }
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if begin, err := d.Token(); err != nil || begin != json.Delim('{') {
		return nil, bad(err)
	}
	values := url.Values{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, bad(err)
		}
		name := token.(string) // nothing else stands before a colon
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, bad(err)
		}
		i := slices.IndexFunc(params, func(p param) bool { return p.Name == name })
		if i < 0 {
			values.Add(name, "") // whatever it is, the name is the mistake
			continue
		}
		written, ok := params[i].fromJSON(value)
		if !ok {
			return nil, problem.BadBody.Because("problem.body.value", name, params[i].typeInJSON())
		}
		values[name] = append(values[name], written...)
	}
	if _, err := d.Token(); err != nil {
		return nil, bad(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, bad(err)
	}
	return values, nil
}

// fromJSON writes a value of JSON as an address has it: the lines of a list one by one, a list of a filter's values with commas. It
// reports false of values whose type is not that in the document: null is none, and numbers are integers of 32 bits.
func (p param) fromJSON(value any) (written []string, ok bool) {
	list, isList := value.([]any)
	switch {
	case isList != (p.lines != nil) && p.Kind != search.FilterValue:
		return nil, false
	case !isList:
		list = []any{value}
	}
	for _, v := range list {
		text, ok := p.plainJSON(v)
		if !ok {
			return nil, false
		}
		switch {
		case p.lines != nil:
			text = strings.Join(strings.Fields(text), " ")
		case isList && text == "":
			continue // no value, and a list of none filters by none
		case isList && strings.ContainsAny(text, ",，、|｜"):
			text = `"` + text + `"`
		}
		written = append(written, text)
	}
	if isList && p.lines == nil {
		return []string{strings.Join(written, ",")}, len(list) <= mostValues
	}
	return written, true
}

// plainJSON writes a text or an integer, whichever the values of a parameter may be.
func (p param) plainJSON(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return value, p.Kind != search.NumberValue
	case json.Number:
		f, err := value.Float64()
		if err != nil || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
			return "", false
		}
		return strconv.FormatInt(int64(f), 10), p.numbered() // 2021.0 is an integer to JSON, and what tables of numbers send
	}
	return "", false
}

// numbered reports whether a value may be an integer in JSON.
func (p param) numbered() bool {
	_, _, ok := p.PlainNumbers()
	return p.Kind == search.NumberValue || p.Kind == search.FilterValue && ok
}

// typeInJSON says what the value of a parameter is.
func (p param) typeInJSON() language.Sayer {
	switch {
	case p.lines != nil:
		return language.Sentence("problem.body.value.lines")
	case p.Kind == search.FilterValue && p.numbered():
		return language.Sentence("problem.body.value.filter", mostValues)
	case p.Kind == search.FilterValue:
		return language.Sentence("problem.body.value.texts", mostValues)
	case p.numbered():
		return language.Sentence("problem.body.value.number")
	}
	return language.Sentence("problem.body.value.text")
}

// parametersBody describes a body with the parameters of an operation. Several values of a filter may be a list in JSON only.
func parametersBody(op Operation, lang language.Lang) *openapi.RequestBody {
	content := map[string]openapi.Media{}
	for media, ending := range map[string]string{jsonMedia: "Request", formMedia: "Form"} {
		schema := parametersIn(media, op.params, lang)
		schema.Title = openapi.Capital(strings.TrimSuffix(op.id, "ByBody")) + ending
		content[media] = openapi.Media{Schema: schema}
	}
	return &openapi.RequestBody{Description: lang.Say("api.body"), Required: true, Content: content}
}

// parametersIn returns the schema of a body with parameters in a form of writing.
func parametersIn(media string, params []param, lang language.Lang) *jsonschema.Schema {
	object := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: nothing()}
	for _, p := range params {
		schema := schemaOf(p, lang) // a body has room for more than an address
		switch {
		case p.lines != nil:
			list := p.lines.list()
			if media == jsonMedia {
				schema = list
			} else { // a name that stands once in a form has one text, of lines
				schema = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{schema, list}}
			}
		case p.Kind == search.FilterValue && media == jsonMedia:
			schema = filterInJSON(p.Parameter, schema)
		}
		schema.Description = p.About.In(lang)
		if p.Default != "" { // said in words: generators would demand what has a default of every client
			schema.Default = nil
			schema.Description = lang.Say("api.parameter.default", schema.Description, p.Default)
		}
		object.Properties[p.Name] = schema
		object.PropertyOrder = append(object.PropertyOrder, p.Name)
		if p.Required {
			object.Required = append(object.Required, p.Name)
		}
	}
	return object
}

// list returns the schema of a list of lines, of which one at least is not blank.
func (l lines) list() *jsonschema.Schema {
	const blank = `^[\s\u0085]*$`
	return &jsonschema.Schema{
		Type: "array", Items: &jsonschema.Schema{Type: "string", Pattern: blank + "|" + l.value}, Contains: &jsonschema.Schema{Type: "string", Pattern: l.value},
		MinItems: jsonschema.Ptr(1), MaxItems: jsonschema.Ptr(l.most),
	}
}

// orEmpty returns a pattern of the same texts and of the empty one.
func orEmpty(pattern string) string { return "^$|" + pattern }

// nothing is the schema that no value has: a body with unknown fields is refused.
func nothing() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

// filterInJSON returns the schema of a filter: several values as one text, as a list, or a single number.
func filterInJSON(p search.Parameter, text *jsonschema.Schema) *jsonschema.Schema {
	name := openapi.Capital(p.Name)
	filter := &jsonschema.Schema{Title: name + "Filter", AnyOf: []*jsonschema.Schema{text}}
	items := &jsonschema.Schema{Type: "string", Pattern: orEmpty(p.PatternOfOne())}
	if least, most, ok := p.PlainNumbers(); ok {
		number := &jsonschema.Schema{Type: "integer", Minimum: jsonschema.Ptr(float64(least)), Maximum: jsonschema.Ptr(float64(most))}
		filter.AnyOf = append(filter.AnyOf, number)
		items = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{items, number}}
	}
	filter.AnyOf = append(filter.AnyOf, &jsonschema.Schema{Type: "array", Items: items, MaxItems: jsonschema.Ptr(mostValues)})
	return filter
}

const mostValues = 100 // of a list
