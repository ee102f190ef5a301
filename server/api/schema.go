package server

import (
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/server/openapi"
)

// addSchema adds the schema of a Go type under its name.
func addSchema(d *openapi.Document, t reflect.Type) error {
	schema, err := jsonschema.ForType(t, nil)
	if err != nil {
		return err
	}
	extensible(schema)
	d.Components.Schemas[schemaName(t)] = schema
	return nil
}

// extensible allows for fields that a later version adds.
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

// schemaName is the name of a Go type with a capital.
func schemaName(t reflect.Type) string { return strings.ToUpper(t.Name()[:1]) + t.Name()[1:] }

func reference(t reflect.Type) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/components/schemas/" + schemaName(t)}
}
