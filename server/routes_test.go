package server_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/server"
	"gongbao/server/openapi"
	"gongbao/server/servertest"
)

// TestSiteMap holds the router to the site map: it routes what stands there, and nothing else.
func TestSiteMap(t *testing.T) {
	s := site(t, server.Options{})
	written, routed := s.SiteMap(), s.Routed()
	slices.Sort(written)
	slices.Sort(routed)
	if diff := cmp.Diff(written, routed); diff != "" {
		t.Errorf("the router differs from the site map (-map +router):\n%s", diff)
	}
}

// TestEveryRouteIsDocumented: every route of the API is documented, and everything documented is routed.
func TestEveryRouteIsDocumented(t *testing.T) {
	s := site(t, server.Options{})
	document := servertest.Document(t, s)
	documented := map[string]bool{}
	for path, operations := range document.Paths {
		for method, op := range operations {
			documented[strings.ToUpper(method)+" "+path] = true
			checkParameters(t, path, op)
		}
	}
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, route := range s.Routed() {
		route = parameter.ReplaceAllString(route, "{$1}") // as OpenAPI writes it
		if !strings.Contains(route, "/api/v1/") || strings.HasPrefix(route, "HEAD ") {
			continue
		}
		if !documented[route] {
			t.Errorf("%s is not documented", route)
		}
		delete(documented, route)
	}
	for route := range documented {
		t.Errorf("%s is not routed", route)
	}
}

// checkParameters compares the parameters that an operation reads from its path with those in the path.
func checkParameters(t *testing.T, path string, op openapi.Operation) {
	t.Helper()
	var inPath, read []string
	for _, found := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(path, -1) {
		inPath = append(inPath, found[1])
	}
	for _, p := range op.Parameters {
		if p.In == "path" {
			read = append(read, p.Name)
		}
	}
	if !slices.Equal(inPath, read) {
		t.Errorf("%s reads %q from its path", path, read)
	}
}
