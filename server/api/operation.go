package server

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// An operation is one thing that the API does. Its route, the reading of its parameters and its documentation are all
// made from this one value, so that none can drift from the others.
type operation struct {
	id       string // search, listReports, ...
	method   string
	place    string // as OpenAPI writes it: /api/v1/reports/{id}
	summary  string
	about    string
	params   []param
	answer   any      // a value of the type that is answered as JSON
	media    []string // of the answer, where it is not JSON
	examples []example
	problems []problemType // beside those that every operation may have
	upload   bool          // takes files in its body
	write    bool          // changes the index: needs a token, and takes its time
	costly   bool          // keeps the processor busy
	stream   bool          // sends its answer as it goes, in its own time
	handle   func(*gin.Context, arguments) error
}

// An example is a request that works on the sample report, and what is in its answer.
type example struct {
	about   string
	address string // below the base path, as a person would type it
	answer  string // some text of the answer
}

// route gives an operation its place.
func (s *Server) route(op operation) {
	chain := []gin.HandlerFunc{s.limitRate}
	if op.write {
		chain = append(chain, s.requireToken, s.requireIndex)
	} else {
		chain = append(chain, s.requireIndex, s.revalidate)
		if !op.stream {
			chain = append(chain, s.deadline)
		}
	}
	if op.costly {
		chain = append(chain, s.admit)
	}
	chain = append(chain, s.handle(func(c *gin.Context) error {
		args, err := readArguments(c, op.params)
		if err != nil {
			return err
		}
		return op.handle(c, args)
	}))
	place := ginPlace(op.place)
	if op.method == http.MethodGet {
		s.get(place, chain...)
		return
	}
	s.engine.Handle(op.method, s.path(place), chain...)
}

// ginPlace writes a path as gin does: /api/v1/reports/:id.
func ginPlace(place string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(place)
}

// A failure is a status that an operation may end with, and the names of its problems.
type failure struct {
	Status int
	Names  []string
}

// failures lists what may go wrong in an operation, by status.
func (op operation) failures() []failure {
	types := append([]problemType{badEncoding, tooLongAddress, tooMany, internal, busy, unavailable, tooSlow, unknownParameter, badParameter}, op.problems...)
	if op.write {
		types = append(types, unauthorized, readOnly, tooLargeBody)
	}
	names := map[int][]string{}
	for _, t := range types {
		names[t.status] = append(names[t.status], t.name)
	}
	var list []failure
	for _, status := range slices.Sorted(maps.Keys(names)) {
		slices.Sort(names[status])
		list = append(list, failure{status, names[status]})
	}
	return list
}
