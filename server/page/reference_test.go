package page_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gongbao/language"
	"gongbao/server"
	"gongbao/server/problem"
	"gongbao/server/servertest"
)

// TestDocumentationInBothLanguages: the English page says what the OpenAPI document says, and nothing of it is left on the
// Chinese page.
func TestDocumentationInBothLanguages(t *testing.T) {
	s := site(t, server.Options{})
	const sentences = ".api > p:nth-of-type(1), .api h2, .api section > p:not(.api-place), .api td, .api-examples li, .api dl div:first-child dd"
	zh, en := look(t, s, "/api").all(sentences), look(t, s, "/api?lang=en").all(sentences)
	if len(zh) != len(en) {
		t.Fatalf("%d sentences in Chinese, %d in English", len(zh), len(en))
	}
	compare := func(zh, en string) {
		t.Helper()
		if !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || zh == en {
			t.Errorf("in Chinese %q is %q", en, zh)
		}
	}
	for i := range en {
		compare(zh[i], en[i])
	}
	for _, said := range documented(t, s) {
		if !slices.ContainsFunc(en, func(shown string) bool { return strings.HasPrefix(shown, said) }) {
			t.Errorf("the English page lacks %q", said)
		}
		if slices.ContainsFunc(zh, func(shown string) bool { return strings.HasPrefix(shown, said) }) {
			t.Errorf("the Chinese page says %q", said)
		}
	}
}

// documented lists the sentences of the OpenAPI document and the titles of problems, in English.
func documented(t *testing.T, s http.Handler) []string {
	t.Helper()
	d := servertest.Document(t, s)
	said := []string{d.Info.Description}
	for _, path := range d.Paths {
		for _, op := range path {
			said = append(said, op.Summary, op.Description, op.Responses["200"].Description)
			for _, p := range op.Parameters {
				said = append(said, p.Description)
			}
			for _, e := range op.Examples {
				said = append(said, e.Summary)
			}
			if op.RequestBody != nil {
				said = append(said, op.RequestBody.Description)
			}
		}
	}
	for _, p := range problem.Types() {
		said = append(said, p.Title(language.EN))
	}
	return said
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

// TestLimitsOfTexts holds that the length of a text is said once: in characters where it is a limit of its own, and in bytes where the
// address ends first.
func TestLimitsOfTexts(t *testing.T) {
	s := site(t, server.Options{})
	for lang, limit := range map[string]string{"zh": "49,152 字节", "en": "49,152 bytes"} {
		bytes, characters := 0, 0
		for _, cell := range look(t, s, "/api?lang="+lang).all(".api td") {
			inBytes, inCharacters := strings.Contains(cell, limit), lengths.MatchString(cell)
			if inBytes && inCharacters || strings.Contains(cell, "49152") {
				t.Errorf("%s: %s", lang, cell)
			}
			if inBytes {
				bytes++
			} else if inCharacters {
				characters++
			}
		}
		if bytes < 5 || characters < 5 {
			t.Errorf("%s: %d limits in bytes, %d in characters", lang, bytes, characters)
		}
	}
	refusal := servertest.Read(t, servertest.Get(t, s, "/api/v1/search?q="+strings.Repeat("a", 49_152)))
	if !strings.Contains(refusal, "49,152") || strings.Contains(refusal, "49152") {
		t.Error(refusal)
	}
}

// lengths is what the documentation says of the length of a text in characters.
var lengths = regexp.MustCompile(`最多 [\d,]+ 字( |$|，)|at most [\d,]+ characters`)
