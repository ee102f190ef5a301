package assistant

import (
	"strconv"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/language"
	"gongbao/search"
)

// An input describes the arguments of a tool: search parameters, and arguments of its own.
type input struct {
	parameters search.Parameters
	schema     *jsonschema.Schema // shared by all calls, so that it is resolved once
}

// An own is an argument of a tool besides search parameters.
type own struct {
	name, kind string
	about      language.Sayer
}

// maxTokens is the budget of an answer.
var maxTokens = own{"max_tokens", "integer", language.Sentence("assistant.tokens")}

// The inputs of the tools that search. Their cursors replace those of search, since an answer may end within a page.
var (
	searchInput  = newInput(searchParameters(), maxTokens)
	countInput   = newInput(searchParameters().Without(search.ModeName, search.SortName, search.LimitName, search.CursorName, search.ExplainName), own{"by", "string", language.Sentence("assistant.count.by")})
	reportsInput = newInput(searchParameters().Filters().Without("section"), maxTokens, own{search.CursorName, "string", language.Sentence("assistant.cursor")})
)

// searchParameters returns the parameters of a search, with a name and a description of the query for assistants. Their
// passages have no positions, and to count they have a tool of its own.
func searchParameters() search.Parameters {
	return search.SearchParameters().Without(search.OffsetsName).With(search.LimitName, func(p *search.Parameter) {
		p.Min = 1
	}).With(search.QueryName, func(p *search.Parameter) {
		p.Name = "query"
		p.About = language.Sentence("assistant.search.query")
	})
}

func newInput(parameters search.Parameters, owns ...own) input {
	s := &jsonschema.Schema{
		Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	add := func(name string, property *jsonschema.Schema) {
		s.Properties[name] = property
		s.PropertyOrder = append(s.PropertyOrder, name)
	}
	for _, p := range parameters {
		add(p.Name, schemaOf(p))
		if p.Required {
			s.Required = append(s.Required, p.Name)
		}
	}
	for _, o := range owns {
		add(o.name, &jsonschema.Schema{Type: o.kind, Description: o.about.In(lang)})
	}
	return input{parameters, s}
}

// schemaOf returns the schema of a parameter. It states bounds as text only: the parameter table rejects other values
// with a helpful sentence, a schema validator would not.
func schemaOf(p search.Parameter) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: p.About.In(lang)}
	switch p.Kind {
	case search.NumberValue:
		s.Type = "integer"
		s.Description = lang.Say("assistant.number", s.Description, p.Max)
	case search.ChoiceValue:
		s.Description = lang.Say("assistant.choice", s.Description, p.Values)
	}
	if p.Default != "" {
		s.Description = lang.Say("assistant.initial", s.Description, p.Default)
	}
	return s
}

// request converts the arguments of a call to a search request.
func (in input) request(args arguments) (search.Request, error) {
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
	}
	return nil
}

func (a arguments) text(name string) string {
	v, _ := a[name].(string)
	return v
}

func (a arguments) number(name string) int {
	v, _ := a[name].(float64)
	return int(v)
}
