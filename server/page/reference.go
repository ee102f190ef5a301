package page

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/jsonschema-go/jsonschema"

	"gongbao/language"
	"gongbao/server/api"
	"gongbao/server/openapi"
	"gongbao/server/page/frame"
	"gongbao/server/problem"
)

// An apiView fills the page that documents the API.
type apiView struct {
	frame.Frame
	Document   openapi.Document
	Operations []operationView
	Problems   []problemView
}

// An operationView is an operation with its route.
type operationView struct {
	openapi.Operation
	Method, Path string
	Failures     []api.Failures
}

// A problemView is a type of problem.
type problemView struct {
	problem.Type
	Title, URN string
}

// Largest returns the limit of a number.
func (v apiView) Largest(s *jsonschema.Schema) int { return int(*s.Maximum) }

// Characters returns the limit of the length of a text; 0 where it has none of its own, as where the address ends first, which the
// description says, in bytes.
func (v apiView) Characters(s *jsonschema.Schema) int {
	if s.MaxLength == nil || *s.MaxLength == api.MaxAddress {
		return 0
	}
	return *s.MaxLength
}

// Plain returns a value of a schema as people write it in an address.
func (v apiView) Plain(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}

// Absolute returns the address of a path with scheme and host, for commands.
func (v apiView) Absolute(path string) string { return v.Origin() + v.Path(path) }

// API returns the handler that shows the documentation of the API.
func (p *Pages) API(documentation func(language.Lang) api.Documentation) func(*gin.Context) error {
	return func(c *gin.Context) error {
		f := p.shared.Frame(c, "api")
		f.Title = f.T("page.api.heading")
		f.Description = documentation(f.Lang).Info.Description
		return p.shared.Show(c, http.StatusOK, "api", newAPIView(f, documentation(f.Lang)))
	}
}

func newAPIView(f frame.Frame, d api.Documentation) apiView {
	view := apiView{Frame: f, Document: d.Document}
	for _, op := range d.Operations {
		path := op.TemplatePath()
		view.Operations = append(view.Operations, operationView{d.Paths[path][strings.ToLower(op.Method)], op.Method, path, op.Failures()})
	}
	for _, t := range problem.Types() {
		view.Problems = append(view.Problems, problemView{t, t.Title(f.Lang), problem.Prefix + t.Name})
	}
	slices.SortStableFunc(view.Problems, func(a, b problemView) int { return a.Status - b.Status })
	return view
}
