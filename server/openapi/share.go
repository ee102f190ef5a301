package openapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// Share makes a document short: what operations have alike becomes a component to which they refer. Of the parameters with one name
// those that are equal most often do, and so do headers, and responses with one status. A schema in a parameter or a body that has a
// title becomes the component of that name, and loses the title; schemas with one title must be equal.
// It changes the document in place, and must be called once.
func (d *Document) Share() error {
	if err := d.shareSchemas(); err != nil {
		return err
	}
	var err [3]error
	d.Components.Headers, err[0] = share(d.eachHeader, func(name string) Header { return Header{Ref: "#/components/headers/" + name} })
	d.Components.Parameters, err[1] = share(d.eachParameter, func(name string) Parameter { return Parameter{Ref: "#/components/parameters/" + name} })
	d.Components.Responses, err[2] = share(d.eachResponse, func(name string) Response { return Response{Ref: "#/components/responses/" + name} })
	return errors.Join(err[:]...)
}

// share replaces the values that have the same name and are equal in two places or more by references to one component. each calls a
// function for all values, with their names, and replaces each by what the function returns.
func share[V any](each func(func(name string, value V) V), reference func(name string) V) (map[string]V, error) {
	uses := map[string]map[string]int{} // by name and written value
	var failed error
	written := func(value V) string {
		b, err := json.Marshal(value)
		failed = errors.Join(failed, err)
		return string(b)
	}
	each(func(name string, value V) V {
		if uses[name] == nil {
			uses[name] = map[string]int{}
		}
		uses[name][written(value)]++
		return value
	})
	components := map[string]V{}
	each(func(name string, value V) V {
		if w := written(value); w != mostUsed(uses[name]) {
			return value
		}
		components[name] = value
		return reference(name)
	})
	return components, failed
}

// mostUsed returns the value that is used most often, at least twice; of equally frequent ones always the same.
func mostUsed(uses map[string]int) (value string) {
	most := 1
	for v, n := range uses {
		if n > most || n == most && value != "" && v < value {
			value, most = v, n
		}
	}
	return value
}

func (d *Document) eachParameter(change func(string, Parameter) Parameter) {
	for _, path := range d.Paths {
		for _, op := range path {
			for i, p := range op.Parameters {
				op.Parameters[i] = change(p.Name, p)
			}
		}
	}
}

func (d *Document) eachHeader(change func(string, Header) Header) {
	for _, path := range d.Paths {
		for _, op := range path {
			for _, response := range op.Responses {
				for name, header := range response.Headers {
					response.Headers[name] = change(name, header)
				}
			}
		}
	}
}

// eachResponse calls change for all answers but those that are of their operation alone; their names are those of their status.
func (d *Document) eachResponse(change func(string, Response) Response) {
	for _, path := range d.Paths {
		for _, op := range path {
			for status, response := range op.Responses {
				if name := statusName(status); status != "200" {
					op.Responses[status] = change(name, response)
				}
			}
		}
	}
}

// statusName returns the name of a status in one word, TooManyRequests.
func statusName(status string) string {
	number, err := strconv.Atoi(status)
	if err != nil {
		return status
	}
	return strings.ReplaceAll(http.StatusText(number), " ", "")
}

// shareSchemas makes components of the schemas with titles in parameters and bodies.
func (d *Document) shareSchemas() error {
	for place, path := range d.Paths {
		for _, op := range path {
			if err := d.shareSchemasOf(op); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
		}
	}
	return nil
}

func (d *Document) shareSchemasOf(op Operation) error {
	for i := range op.Parameters {
		if err := d.shareSchema(&op.Parameters[i].Schema); err != nil {
			return err
		}
	}
	if op.RequestBody == nil {
		return nil
	}
	for media, content := range op.RequestBody.Content {
		if err := d.shareSchema(&content.Schema); err != nil {
			return err
		}
		op.RequestBody.Content[media] = content
	}
	return nil
}

// shareSchema replaces a schema by a reference if it has a title, and does so with those inside it.
func (d *Document) shareSchema(of **jsonschema.Schema) error {
	s := *of
	for name, property := range s.Properties {
		if err := d.shareSchema(&property); err != nil {
			return err
		}
		s.Properties[name] = property
	}
	for i := range s.AnyOf {
		if err := d.shareSchema(&s.AnyOf[i]); err != nil {
			return err
		}
	}
	if s.Items != nil {
		if err := d.shareSchema(&s.Items); err != nil {
			return err
		}
	}
	if s.Title == "" {
		return nil
	}
	name := s.Title
	*of = &jsonschema.Schema{Ref: "#/components/schemas/" + name}
	s.Title = ""
	return d.addComponent(name, s)
}

// addComponent adds a component, unless an equal one is there.
func (d *Document) addComponent(name string, s *jsonschema.Schema) error {
	old, ok := d.Components.Schemas[name]
	if !ok {
		d.Components.Schemas[name] = s
		return nil
	}
	a, errA := json.Marshal(old)
	b, errB := json.Marshal(s)
	if string(a) != string(b) {
		return errors.Join(errA, errB, fmt.Errorf("openapi: two schemas are called %s", name))
	}
	return errors.Join(errA, errB)
}
