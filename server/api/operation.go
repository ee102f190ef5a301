package api

import (
	"maps"
	"regexp"
	"slices"

	"github.com/gin-gonic/gin"

	"gongbao/language"
	"gongbao/server/problem"
)

// An Operation is one operation of the API: its route, parameters, documentation and handler in one value, so that none can
// drift from the others.
type Operation struct {
	Method string // of HTTP; set by the server's routes
	Path   string // below the base path, as gin writes it: /api/v1/reports/:id; set by the server's routes
	Write  bool   // changes the index: requires a token, and has its own time limit
	Upload bool   // has a file in its body
	Body   bool   // has parameters in its body
	Costly bool   // keeps the processor busy
	Stream bool   // sends its answer as it goes, with its own time limit

	id       string // in the OpenAPI document: search, listReports, ...
	summary  language.Sayer
	about    language.Sayer
	params   []param
	answer   any      // a value of the type that is answered as JSON
	media    []string // of the answer, where it is not JSON
	examples []example
	problems []problem.Type // beside those that every operation may have
	handle   func(*gin.Context, arguments) error
}

// An example is a request that works on the sample report, and a part of its answer.
type example struct {
	about   language.Sayer
	address string // below the base path, as a person would type it
	body    string // JSON; empty where the parameters are in the address
	answer  string // a text in the answer
}

// TemplatePath returns the path as OpenAPI writes it: /api/v1/reports/{id}.
func (op Operation) TemplatePath() string { return parameter.ReplaceAllString(op.Path, "{$1}") }

// parameter finds a parameter in a path as gin writes it.
var parameter = regexp.MustCompile(`:(\w+)`)

// Answer reads the parameters of a request and answers it, or returns the error for the server to answer with.
func (op Operation) Answer(c *gin.Context) error {
	args, err := readArguments(c, op.params, op.Body)
	if err != nil {
		return err
	}
	return op.handle(c, args)
}

// Failures are the problems of one status.
type Failures struct {
	Status int
	Names  []string // of problem types, sorted
}

// Failures returns the problems that an operation may end with, by ascending status.
func (op Operation) Failures() []Failures {
	types := append([]problem.Type{
		problem.BadEncoding, problem.BadHost, problem.Unreadable, problem.TooLongAddress, problem.TooLongHeader, problem.TooMany, problem.Internal, problem.Busy, problem.Unavailable, problem.TooSlow,
		problem.UnknownParameter, problem.BadParameter,
	}, op.problems...)
	if op.Body {
		types = append(types, problem.BadBody, problem.BadMedia, problem.SlowClient, problem.TooLargeBody)
	}
	if op.Write {
		types = append(types, problem.Unauthorized, problem.ReadOnly, problem.SlowClient, problem.TooLargeBody, problem.NoRoom)
	}
	names := map[int][]string{}
	for _, t := range types {
		names[t.Status] = append(names[t.Status], t.Name)
	}
	var list []Failures
	for _, status := range slices.Sorted(maps.Keys(names)) {
		slices.Sort(names[status])
		list = append(list, Failures{status, names[status]})
	}
	return list
}
