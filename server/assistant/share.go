package assistant

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"
)

// leastShared is the length in bytes from which an object is worth a definition.
const leastShared = 120

// sharedSchema returns a schema that says the same, in which objects that come more than once stand once, among its definitions.
func sharedSchema(of *jsonschema.Schema) (*jsonschema.Schema, error) {
	s := &sharing{times: map[string]int{}, names: map[string]string{}}
	root := of.CloneSchemas()
	for _, below := range parts(root) {
		if err := s.count(*below); err != nil {
			return nil, err
		}
	}
	definitions := map[string]*jsonschema.Schema{}
	for name, below := range parts(root) {
		if err := s.replace(name, below, definitions); err != nil {
			return nil, err
		}
	}
	if len(definitions) > 0 {
		root.Defs = definitions
	}
	return root, nil
}

// sharing knows the objects of a schema by what they say.
type sharing struct {
	times map[string]int
	names map[string]string // of those among the definitions
}

// parts gives the schemas right below one, each with the name of the property that it is for.
func parts(s *jsonschema.Schema) iter.Seq2[string, **jsonschema.Schema] {
	return func(yield func(string, **jsonschema.Schema) bool) {
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			p := s.Properties[name]
			more := yield(name, &p)
			s.Properties[name] = p
			if !more {
				return
			}
		}
		if s.Items != nil {
			yield("item", &s.Items)
		}
	}
}

// saying returns what an object says, without what it is said to be for; empty if it is not worth a definition.
func saying(s *jsonschema.Schema) (string, error) {
	if len(s.Properties) == 0 {
		return "", nil
	}
	bare := *s
	bare.Description = ""
	said, err := json.Marshal(&bare)
	if err != nil || len(said) < leastShared {
		return "", err
	}
	return string(said), nil
}

func (s *sharing) count(of *jsonschema.Schema) error {
	said, err := saying(of)
	if err != nil {
		return err
	}
	if said != "" {
		s.times[said]++
	}
	for _, below := range parts(of) {
		if err := s.count(*below); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a reference where an object comes more than once, here and below.
func (s *sharing) replace(name string, at **jsonschema.Schema, definitions map[string]*jsonschema.Schema) error {
	of := *at
	said, err := saying(of)
	if err != nil {
		return err
	}
	defined, known := s.names[said]
	if !known {
		for inner, below := range parts(of) {
			if err := s.replace(inner, below, definitions); err != nil {
				return err
			}
		}
		if said == "" || s.times[said] < 2 {
			return nil
		}
		for n := 1; defined == "" || definitions[defined] != nil; n++ {
			defined = fmt.Sprint(name, n)
		}
		s.names[said] = defined
		definition := *of
		definition.Description = ""
		definitions[defined] = &definition
	}
	*at = &jsonschema.Schema{Description: of.Description, Ref: "#/$defs/" + defined}
	return nil
}
