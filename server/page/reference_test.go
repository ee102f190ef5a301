package page_test

import (
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/openapi"
	pages "gongbao/server/page"
	"gongbao/server/problem"
	"gongbao/server/servertest"
)

// TestDocumentationInChinese: whatever the documentation says, its page says in Chinese, and nothing is left of what it said.
func TestDocumentationInChinese(t *testing.T) {
	chinese, err := pages.ReadChinese()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	d := servertest.Answer[openapi.Document](t, site(t, server.Options{}), "/api/openapi.json")
	said[d.Info.Description] = true
	for _, path := range d.Paths {
		for _, op := range path {
			said[op.Description], said[op.Responses["200"].Description] = true, true
			for _, p := range op.Parameters {
				said[p.Description] = true
			}
			for _, e := range op.Examples {
				said[e.Summary] = true
			}
			if op.RequestBody != nil {
				said[op.RequestBody.Description] = true
			}
		}
	}
	for _, p := range problem.Types() {
		said[p.Title] = true
	}
	for sentence := range said {
		if chinese[sentence] == "" {
			t.Errorf("api.zh.json lacks %q", sentence)
		}
	}
	for sentence := range chinese {
		if !said[sentence] {
			t.Errorf("nothing says %q any more", sentence)
		}
	}
}

func TestAPIPage(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gongbao"})
	shown := servertest.Read(t, servertest.Get(t, s, "/gongbao/api"))
	for _, want := range []string{`href="/gongbao/api/openapi.json"`, "GET /api/v1/search", "urn:problem-type:gongbao:busy", `href="/gongbao/api/v1/search?q=`, "检索段落"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(shown, "style=") || strings.Contains(shown, "https://") {
		t.Error("the page has a style of its own or an address elsewhere")
	}
}
