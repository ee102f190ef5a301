// Package openapi is the part of OpenAPI 3.1 that a read-mostly JSON API needs: plain values that marshal to a [Document].
package openapi

import "github.com/google/jsonschema-go/jsonschema"

// Version is the version of the specification that documents follow.
const Version = "3.1.0"

// A Document describes an API.
type Document struct {
	OpenAPI    string          `json:"openapi"`
	Info       Info            `json:"info"`
	Servers    []Server        `json:"servers"`
	Tags       []Tag           `json:"tags"`
	Paths      map[string]Path `json:"paths"`
	Components Components      `json:"components"`

	Security []map[string][]string `json:"security"` // of operations that name none; empty for none
}

// Info names and describes the API.
type Info struct {
	Title       string  `json:"title"`
	Version     string  `json:"version"`
	Description string  `json:"description"`
	Contact     Contact `json:"contact"`
	License     License `json:"license"`
}

// A Contact is whom to ask about the API.
type Contact struct {
	Name string `json:"name"`
}

// A License is that of the program behind the API.
type License struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier"` // of SPDX
}

// A Tag is a group of operations.
type Tag struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// A Server is a base address of the paths.
type Server struct {
	URL string `json:"url"`
}

// A Path holds operations by method, in lower case.
type Path map[string]Operation

// An Operation is one method at one path.
type Operation struct {
	ID          string                `json:"operationId"`
	Tags        []string              `json:"tags"`
	Summary     string                `json:"summary"`
	Description string                `json:"description"`
	Parameters  []Parameter           `json:"parameters,omitempty"`
	RequestBody *RequestBody          `json:"requestBody,omitempty"`
	Responses   map[string]Response   `json:"responses"` // by status
	Security    []map[string][]string `json:"security,omitempty"`
	Examples    []Example             `json:"x-examples,omitempty"`
}

// A Parameter is a part of the path or of the query, or a reference to a component.
type Parameter struct {
	Ref         string             `json:"$ref,omitempty"`
	Name        string             `json:"name,omitempty"`
	In          string             `json:"in,omitempty"` // path or query
	Description string             `json:"description,omitempty"`
	Required    bool               `json:"required,omitempty"`
	Schema      *jsonschema.Schema `json:"schema,omitempty"`
	Example     any                `json:"example,omitempty"`

	AllowEmptyValue bool `json:"allowEmptyValue,omitempty"` // an empty value is none
}

// A RequestBody describes the body of a request.
type RequestBody struct {
	Description string           `json:"description"`
	Required    bool             `json:"required"`
	Content     map[string]Media `json:"content"`
}

// A Response describes an answer, by media type, or is a reference to a component.
type Response struct {
	Ref         string            `json:"$ref,omitempty"`
	Description string            `json:"description,omitempty"`
	Headers     map[string]Header `json:"headers,omitempty"`
	Content     map[string]Media  `json:"content,omitempty"`
}

// A Header is a field of the header of an answer, or a reference to a component.
type Header struct {
	Ref         string             `json:"$ref,omitempty"`
	Description string             `json:"description,omitempty"`
	Schema      *jsonschema.Schema `json:"schema,omitempty"`
}

// Media describes a body of one media type.
type Media struct {
	Schema *jsonschema.Schema `json:"schema"`
}

// An Example is a request to try.
type Example struct {
	Summary string `json:"summary"`
	Address string `json:"address"`
	Body    string `json:"body,omitempty"` // to send
	Answer  string `json:"answer"`         // a text in the answer
}

// Components are the definitions that other parts refer to.
type Components struct {
	Schemas         map[string]*jsonschema.Schema `json:"schemas"`
	Parameters      map[string]Parameter          `json:"parameters,omitempty"`
	Headers         map[string]Header             `json:"headers,omitempty"`
	Responses       map[string]Response           `json:"responses,omitempty"`
	SecuritySchemes map[string]SecurityScheme     `json:"securitySchemes"`
}

// A SecurityScheme is a way to authenticate.
type SecurityScheme struct {
	Type   string `json:"type"`
	Scheme string `json:"scheme"`
}
