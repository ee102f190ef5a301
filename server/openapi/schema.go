package openapi

import (
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"strings"
	"unicode"

	"github.com/google/jsonschema-go/jsonschema"
)

// Schemas makes the schemas of Go types as encoding/json writes them. Each struct type is a component that others refer to. An
// object may have more fields than its schema says, so that a later version can add some.
type Schemas struct {
	Components map[string]*jsonschema.Schema // by name

	// About describes a field of a component. Values returns the values of a named string type, nil where they are open.
	// Nullable reports whether a list without omitempty may be null.
	About    func(component, field string) string
	Values   func(reflect.Type) []string
	Nullable func(component, field string) bool

	names map[reflect.Type]string
}

// Of returns the schema of the values of a type.
func (s *Schemas) Of(t reflect.Type) (*jsonschema.Schema, error) {
	switch {
	case t == reflect.TypeFor[json.Number]():
		return &jsonschema.Schema{Type: "number"}, nil
	case t.Kind() == reflect.Struct:
		return s.component(t)
	case t.Kind() == reflect.Pointer:
		return s.Of(t.Elem())
	case t.Kind() == reflect.Map:
		values, err := s.Of(t.Elem())
		return &jsonschema.Schema{Type: "object", AdditionalProperties: values}, err
	case t.Kind() == reflect.Slice:
		items, err := s.Of(t.Elem())
		return &jsonschema.Schema{Type: "array", Items: items}, err
	case t.Kind() == reflect.Array:
		items, err := s.Of(t.Elem())
		return &jsonschema.Schema{Type: "array", Items: items, MinItems: jsonschema.Ptr(t.Len()), MaxItems: jsonschema.Ptr(t.Len())}, err
	}
	return s.plain(t)
}

// plain returns the schema of a type without parts.
func (s *Schemas) plain(t reflect.Type) (*jsonschema.Schema, error) {
	switch t.Kind() {
	case reflect.String:
		plain := &jsonschema.Schema{Type: "string"}
		for _, v := range s.Values(t) {
			plain.Enum = append(plain.Enum, v)
		}
		return plain, nil
	case reflect.Bool:
		return &jsonschema.Schema{Type: "boolean"}, nil
	case reflect.Float32, reflect.Float64:
		return &jsonschema.Schema{Type: "number"}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &jsonschema.Schema{Type: "integer"}, nil
	}
	return nil, fmt.Errorf("openapi: no schema of %s", t)
}

// component returns a reference to the component of a struct type.
func (s *Schemas) component(t reflect.Type) (*jsonschema.Schema, error) {
	name, ok := s.names[t]
	if !ok {
		name = s.name(t)
		object := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}}
		s.names[t], s.Components[name] = name, object
		if err := s.fields(object, name, t); err != nil {
			return nil, err
		}
	}
	return &jsonschema.Schema{Ref: "#/components/schemas/" + name}, nil
}

// name returns the name of a component that no other has: that of its type, behind that of its package where it is Answer or taken.
func (s *Schemas) name(t reflect.Type) string {
	if s.names == nil {
		s.names = map[reflect.Type]string{}
	}
	name := Capital(t.Name())
	if _, taken := s.Components[name]; taken || name == "Answer" {
		name = Capital(path.Base(t.PkgPath())) + name
	}
	return name
}

// Capital returns a word of ASCII with a capital letter first.
func Capital(s string) string { return string(unicode.ToUpper(rune(s[0]))) + s[1:] }

// fields adds the fields of a struct type to its schema, those of embedded ones too.
func (s *Schemas) fields(object *jsonschema.Schema, component string, t reflect.Type) error {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if f.Anonymous && tag == "" {
			if err := s.fields(object, component, f.Type); err != nil {
				return err
			}
			continue
		}
		if !f.IsExported() || tag == "-" {
			continue
		}
		if err := s.field(object, component, f); err != nil {
			return fmt.Errorf("%s.%s: %w", t, f.Name, err)
		}
	}
	return nil
}

func (s *Schemas) field(object *jsonschema.Schema, component string, f reflect.StructField) error {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		name = f.Name
	}
	schema, err := s.Of(f.Type)
	if err != nil {
		return err
	}
	if !strings.Contains(options, "omit") {
		object.Required = append(object.Required, name)
		if f.Type.Kind() == reflect.Pointer || s.Nullable(component, name) {
			schema = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{schema, {Type: "null"}}}
		}
	}
	schema.Description = s.About(component, name)
	object.Properties[name] = schema
	object.PropertyOrder = append(object.PropertyOrder, name)
	return nil
}
