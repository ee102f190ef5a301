package assistant

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
)

// An input describes the arguments of a tool: search parameters, and arguments of its own.
type input struct {
	parameters search.Parameters
	owns       []own
	schema     *jsonschema.Schema // shared by all calls, so that it is resolved once
	shown      *jsonschema.Schema // what clients see: with values and bounds, which schema leaves to the sentences about arguments
}

// An own is an argument of a tool besides search parameters.
type own struct {
	name, kind string
	about      language.Sayer
	values     []string // of a text; any if empty
	required   bool
}

const idName = "id"

// idArgument is the id of a report, which a call cannot do without.
func idArgument(about string) own {
	return own{name: idName, kind: "string", about: language.Sentence(about), required: true}
}

// nextCursor goes on with an answer that was too long.
var nextCursor = own{name: search.CursorName, kind: "string", about: language.Sentence("assistant.cursor")}

// maxTokens is the budget of an answer.
var maxTokens = own{name: "max_tokens", kind: "integer", about: language.Sentence("assistant.tokens")}

// The inputs of the tools that search. Their cursors replace those of search, since an answer may end within a page.
var (
	searchInput   = newInput(searchParameters(), onePerReport, maxTokens)
	countInput    = newInput(countParameters(), maxTokens)
	absenceInput  = newInput(inEnglish(asQuery(search.ExportParameters())).Without(search.ModeName, search.OffsetsName), maxTokens)
	reportsInput  = newInput(searchParameters().Filters().Without("section"), maxTokens, nextCursor)
	coverageInput = newInput(searchParameters().Filters().Without("section"))
)

// searchParameters returns the parameters of a search, with a name and a description of the query for assistants. Their
// passages have no positions, and to count they have a tool of its own.
func searchParameters() search.Parameters {
	return inEnglish(asQuery(search.SearchParameters())).Without(search.OffsetsName).With(search.LimitName, func(p *search.Parameter) {
		p.Min, p.About = 1, language.Sentence("assistant.limit")
	})
}

// asQuery gives the query a name and a description for assistants.
func asQuery(ps search.Parameters) search.Parameters {
	return ps.With(search.QueryName, func(p *search.Parameter) {
		p.Name, p.About = "query", language.Sentence("assistant.search.query")
	})
}

// inEnglish makes English, which the tools are described in, the language of answers that name none.
func inEnglish(ps search.Parameters) search.Parameters {
	return ps.With(search.LangName, func(p *search.Parameter) {
		p.Values, p.Default = []string{string(language.EN), string(language.ZH)}, string(language.EN)
	})
}

func newInput(parameters search.Parameters, owns ...own) input {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}}
	shown := jsonschema.Schema{
		Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	add := func(name string, property *jsonschema.Schema) {
		s.Properties[name] = &jsonschema.Schema{}
		shown.Properties[name] = property
		shown.PropertyOrder = append(shown.PropertyOrder, name)
	}
	for _, p := range parameters {
		add(p.Name, schemaOf(p))
		if p.Required {
			shown.Required = append(shown.Required, p.Name)
		}
	}
	for _, o := range owns {
		property := &jsonschema.Schema{Type: o.kind, Description: o.about.In(lang)}
		if o.name == maxTokens.name {
			property.Minimum, property.Maximum = jsonschema.Ptr(float64(fewestTokens)), jsonschema.Ptr(float64(mostTokens))
		}
		for _, v := range o.values {
			property.Enum = append(property.Enum, v)
		}
		add(o.name, property)
		if o.required {
			shown.Required = append(shown.Required, o.name)
		}
	}
	return input{parameters, owns, s, &shown}
}

// schemaOf returns the schema of a parameter that clients see. Several values of a filter, or a range, are a text; one that is a
// number may be one.
func schemaOf(p search.Parameter) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: p.About.In(lang)}
	switch p.Kind {
	case search.NumberValue:
		s.Type, s.Minimum, s.Maximum = "integer", jsonschema.Ptr(float64(p.Min)), jsonschema.Ptr(float64(p.Max))
	case search.ChoiceValue:
		for _, v := range p.Values {
			s.Enum = append(s.Enum, v)
		}
	case search.FilterValue:
		if _, most, ok := p.PlainNumbers(); ok && most < 10_000 {
			s.Type, s.Types = "", []string{"string", "integer"}
		}
	}
	if p.Default != "" {
		s.Default = json.RawMessage(strconv.Quote(p.Default))
		if p.Kind == search.NumberValue {
			s.Default = json.RawMessage(p.Default)
		}
	}
	return s
}

// check returns the error for a call with an argument that the tool does not know, or with a value of an argument of its own that
// means nothing.
func (in input) check(args arguments) error {
	for _, name := range slices.Sorted(maps.Keys(args)) {
		if _, known := in.schema.Properties[name]; known {
			continue
		}
		for _, other := range in.shown.PropertyOrder {
			if text.Near(name, other) {
				return language.New("assistant.problem.near", name, other)
			}
		}
		return language.New("assistant.problem.unknown", name, in.shown.PropertyOrder)
	}
	for _, o := range in.owns {
		value := args.text(o.name)
		switch {
		case args.values(o.name) == nil:
			return language.New("assistant.problem.value", o.name)
		case o.required && value == "":
			return language.New("assistant.problem.argument", o.name)
		case value != "" && len(o.values) > 0 && !slices.Contains(o.values, value):
			return notOneOf(o.name, value, o.values)
		}
	}
	return nil
}

// request converts the arguments of a call to a search request.
func (in input) request(args arguments) (search.Request, error) {
	for name := range args {
		if args.values(name) == nil {
			return search.Request{}, language.New("assistant.problem.value", name)
		}
	}
	r, problems := in.parameters.Read(args.values)
	if len(problems) == 0 {
		return r, nil
	}
	p := problems[0]
	if p.Parameter.Kind == search.ChoiceValue {
		return r, notOneOf(p.Parameter.Name, p.Value, p.Parameter.Values)
	}
	return r, p
}

// notOneOf returns the error for an argument outside its values.
func notOneOf(name, value string, values []string) error {
	values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
	last := len(values) - 1
	return language.New("assistant.problem.choice", name, value, values[:last], values[last])
}

// arguments are the arguments of a call, of the types in its schema.
type arguments map[string]any

// values returns an argument as search.Parameters.Read expects it.
func (a arguments) values(name string) []string {
	switch v := a[name].(type) {
	case string:
		return []string{v}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case bool:
		return []string{strconv.FormatBool(v)}
	case nil:
		return []string{""}
	case []any: // 2021 and 2022, which mean 2021,2022
		list := make([]string, len(v))
		for i, one := range v {
			list[i] = strings.Join(arguments{"": one}.values(""), "")
		}
		return []string{strings.Join(list, ",")}
	}
	return nil
}

func (a arguments) text(name string) string { return strings.Join(a.values(name), "") }

// number returns a number, also one that is written as a text; 0 if it is none.
func (a arguments) number(name string) int {
	n, err := strconv.ParseFloat(a.text(name), 64)
	if err != nil {
		return 0
	}
	return int(n)
}
