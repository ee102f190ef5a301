package page_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"gongbao/server/servertest"
)

// TestFormsWorkAsTheyAre sends each form of each page as a browser without scripts does, with a word where nothing is filled in, and
// holds that a page in the language of the form answers.
func TestFormsWorkAsTheyAre(t *testing.T) {
	s := counted(t)
	sent := map[string]bool{}
	for _, address := range []string{
		"/", "/search?q=就业", "/search?q=就业&limit=1&region=辽宁", "/search?q=无此词", "/reports", "/reports/r3?q=就业", "/coverage", "/figures", "/figures?name=GDP&year=2022", "/compare/r2",
		"/counts?q=就业", "/trends?q=就业", "/regions?q=就业", "/sentences?q=就业", "/lines?q=就业", "/panel", "/panel?words=就业", "/repeats", "/repeats?text=稳就业，保就业，都要做到", "/following", "/excerpts", "/excerpts?p=r3%231", "/api", "/nowhere",
	} {
		for _, lang := range []string{"zh-CN", "en"} {
			at := address
			if lang == "en" {
				at += map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + "lang=en"
			}
			p := look(t, s, at)
			for _, form := range cascadia.QueryAll(p.root, cascadia.MustCompile("form:not([method=dialog])")) {
				action, method := attributeOf(form, "action"), attributeOf(form, "method")
				if status, got := sendForm(t, s, form); status != http.StatusOK || got != lang {
					t.Errorf("%s: a form for %s answers %d in %q", at, action, status, got)
				}
				path, _, _ := strings.Cut(action, "?")
				sent[method+" "+path] = true
			}
		}
	}
	for _, form := range []string{"get /search", "get /reports", "get /reports/r3", "get /figures", "post /panel", "get /repeats", "get /trends", "post /excerpts", "post /following"} {
		if !sent[form] {
			t.Errorf("no form for %s among %v", form, sent)
		}
	}
}

// sendForm sends a form by its first button, and returns the status and the language of the page that answers.
func sendForm(t *testing.T, s http.Handler, form *html.Node) (status int, lang string) {
	t.Helper()
	fields := url.Values{}
	for _, field := range cascadia.QueryAll(form, cascadia.MustCompile("input[name], textarea[name]")) {
		value := attributeOf(field, "value")
		if field.Data == "textarea" {
			value = textOf(field)
		}
		if value == "" && attributeOf(field, "type") != "hidden" && attributeOf(field, "placeholder") != "2020..2025" {
			value = "就业"
		}
		fields.Add(attributeOf(field, "name"), value)
	}
	for _, field := range cascadia.QueryAll(form, cascadia.MustCompile("select[name]")) {
		fields.Add(attributeOf(field, "name"), attributeOf(cascadia.Query(field, cascadia.MustCompile("option")), "value"))
	}
	action := attributeOf(form, "action")
	var r *http.Response
	if attributeOf(form, "method") == "post" {
		request := httptest.NewRequest(http.MethodPost, action, strings.NewReader(fields.Encode()))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, request)
		r = answer.Result()
		for r.StatusCode == http.StatusSeeOther {
			r = servertest.Get(t, s, r.Header.Get("Location"))
		}
	} else {
		path, _, _ := strings.Cut(action, "?") // the fields take the place of what stands behind it
		r = servertest.Get(t, s, path+"?"+fields.Encode())
	}
	root, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if page := cascadia.Query(root, cascadia.MustCompile("html")); page != nil {
		lang = attributeOf(page, "lang")
	}
	return r.StatusCode, lang
}
