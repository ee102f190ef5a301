package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/server"
	"gongbao/server/servertest"
)

// printing are the routes that print addresses of the site, with a part of one.
var printing = map[string]string{
	"/":            `rel="canonical" href="%s/"`,
	"/search?q=绿":  `rel="canonical" href="%s/search?q=%E7%BB%BF"`,
	"/sitemap.xml": "<loc>%s/reports/liaoning-2021</loc>",
	"/feed.atom":   `rel="alternate" href="%s/reports/liaoning-2021"`,
	"/robots.txt":  "%s/sitemap.xml",
	"/reports/liaoning-2021/cite?format=bibtex": "%s/reports/liaoning-2021",
	"/opensearch.xml":                            "%s/search?q=",
	"/api/v1/export?q=碳排放达峰":                     "%s/reports/liaoning-2021#p",
	"/api/v1/reports/liaoning-2021/paragraphs/1": "%s/reports/liaoning-2021/p/1-",
	"/api/openapi.json":                          `"servers":[{"url":"%s`,
}

// TestPublicURL holds that all addresses that the site prints are those of its public URL, whatever the request says.
func TestPublicURL(t *testing.T) {
	for _, public := range []string{"https://example.org", "https://Example.org:443/", "https://example.org/gongbao"} {
		s := site(t, server.Options{PublicURL: public})
		want := "https://example.org" + s.BasePath()
		for path, text := range printing {
			body := servertest.Read(t, servertest.Get(t, s, s.BasePath()+path, "Host", "internal:8080"))
			if text = strings.ReplaceAll(text, "%s", want); !strings.Contains(body, text) || strings.Contains(body, "internal:8080") || strings.Contains(body, "example.com") {
				t.Errorf("%s of %s: no %s in %.2000s", path, public, text, body)
			}
		}
		if body := call(t, s, nil); !strings.Contains(body, want+"/reports/{report}#p{paragraph}") {
			t.Errorf("the tool's answer has no address of %s: %.500s", public, body)
		}
	}
	if got := site(t, server.Options{PublicURL: "https://example.org/gongbao", BasePath: "/gongbao"}).BasePath(); got != "/gongbao" {
		t.Errorf("base path %q", got)
	}
}

// call calls the search tool with more headers.
func call(t *testing.T, s *server.Server, header http.Header) string {
	t.Helper()
	return servertest.Read(t, post(t, s, `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"碳排放达峰"}}}`, header))
}

// post sends a message of an assistant.
func post(t *testing.T, s *server.Server, message string, header http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, s.BasePath()+"/mcp", strings.NewReader(message))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	for name, values := range header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

// TestOneCitation holds that a paragraph is cited by one string, whoever asks for it and where.
func TestOneCitation(t *testing.T) {
	for _, host := range []string{"gongbao.example.cn", "127.0.0.1:8080"} {
		s := site(t, server.Options{})
		api := servertest.Read(t, servertest.Get(t, s, "http://"+host+"/api/v1/reports/liaoning-2021/paragraphs/69"))
		var answer struct{ Citations map[string]string }
		if err := json.Unmarshal([]byte(api), &answer); err != nil {
			t.Fatal(err)
		}
		message := `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"cite","arguments":{"id":"liaoning-2021#69"}}}`
		tool := servertest.Read(t, servertest.Do(t, s, http.MethodPost, "http://"+host+"/mcp", strings.NewReader(message), "Content-Type", "application/json", "Accept", "application/json, text/event-stream"))
		for format, want := range answer.Citations {
			page := servertest.Read(t, servertest.Get(t, s, "http://"+host+"/reports/liaoning-2021/cite?p=69&format="+format))
			if page != want {
				t.Errorf("%s at %s: the page has %s, the API %s", format, host, page, want)
			}
			quoted, err := json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			if local := host == "127.0.0.1:8080"; strings.Contains(want, host) == local {
				t.Errorf("%s at %s: %s", format, host, want)
			}
			if format != "csl-json" && !strings.Contains(strings.ReplaceAll(tool, `\\`, `\`), strings.Trim(string(quoted), `"`)) {
				t.Errorf("%s at %s: the tool has not %s: %.2000s", format, host, quoted, tool)
			}
		}
	}
}

func TestHost(t *testing.T) {
	s, public := site(t, server.Options{}), site(t, server.Options{PublicURL: "https://example.org"})
	for _, test := range []struct {
		host   string
		status int
	}{
		{"example.org", 200}, {"127.0.0.1:8080", 200}, {"[::1]:8080", 200}, {"a_b.example", 200},
		{"", 400}, {" ", 400}, {"a:b@example.org", 400}, {"example.org/x?y#z", 400}, {`example.org"><b>`, 400}, {"example.org:port", 400}, {":80", 400},
	} {
		for path := range printing {
			if got := status(s, path, test.host); got != test.status {
				t.Errorf("%s at host %q: %d, want %d", path, test.host, got, test.status)
			}
			if got := status(public, path, test.host); got != 200 {
				t.Errorf("%s at host %q of a site with an address: %d", path, test.host, got)
			}
		}
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if got := status(s, path, ""); got != 200 {
			t.Errorf("%s without a host: %d", path, got)
		}
	}
}

func status(s http.Handler, path, host string) int {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = host
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code
}

func TestAddressesAreChecked(t *testing.T) {
	for _, opt := range []server.Options{
		{PublicURL: "example.org"}, {PublicURL: "ftp://example.org"}, {PublicURL: "https://"}, {PublicURL: "https://a:b@example.org"}, {PublicURL: "https://example.org?x"},
		{PublicURL: "https://example.org#x"}, {PublicURL: "https://a b"}, {PublicURL: "https://example.org/a b"}, {PublicURL: "https://example.org/a", BasePath: "/b"},
		{Origin: "a b"}, {Origin: "example.org"}, {Origin: "https://example.org/"}, {Origin: "https://example.org/a"}, {Origin: "null"}, {Origin: "https://*"},
	} {
		if _, err := server.New(nil, opt); err == nil {
			t.Errorf("taken: %+v", opt)
		}
	}
}

// TestOrigin holds that only pages of the site, and of the origin that it names, may call the tools.
func TestOrigin(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	for _, test := range []struct {
		opt     server.Options
		origins []string
		status  int
	}{
		{server.Options{}, nil, 200},
		{server.Options{}, []string{"http://example.com"}, 200}, // the request's own host
		{server.Options{}, []string{"https://EXAMPLE.com"}, 200},
		{server.Options{}, []string{"https://example.org"}, 403},
		{server.Options{}, []string{"http://example.com:8080"}, 403},
		{server.Options{}, []string{"null"}, 403},
		{server.Options{}, []string{"http://example.com", "https://example.org"}, 403},
		{server.Options{Origin: "https://example.org"}, []string{"https://example.org"}, 200},
		{server.Options{Origin: "HTTPS://Example.org:443"}, []string{"https://example.org"}, 200},
		{server.Options{Origin: "https://example.org"}, []string{"https://example.net"}, 403},
		{server.Options{Origin: "*"}, []string{"https://example.net"}, 200},
		{server.Options{PublicURL: "https://example.org/a"}, []string{"https://example.org"}, 200},
	} {
		r := post(t, servertest.Serve(t, e, test.opt), `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`, http.Header{"Origin": test.origins})
		if r.StatusCode != test.status {
			t.Errorf("%+v, origin %q: %d, want %d", test.opt, test.origins, r.StatusCode, test.status)
		}
	}
}

func TestBatchesAreRefused(t *testing.T) {
	s := site(t, server.Options{})
	message := `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	for _, body := range []string{"[]", "[" + message + "]", " \n\t[" + message + "," + message + "]", "["} {
		for _, version := range []http.Header{nil, {"Mcp-Protocol-Version": {"2025-03-26"}}} {
			r := post(t, s, body, version)
			if got := servertest.Read(t, r); r.StatusCode != 400 || !strings.Contains(got, `"code":-32600`) || !strings.Contains(got, "batches") {
				t.Errorf("%s: %d %s", body, r.StatusCode, got)
			}
		}
	}
	for _, body := range []string{message, "\n " + message} {
		if r := post(t, s, body, nil); r.StatusCode != 200 {
			t.Errorf("%q: %d", body, r.StatusCode)
		}
	}
}

// TestClientsBehindProxies holds that a client is known by what a trusted proxy says of it, and cannot make itself another
// by headers that the proxy passes on.
func TestClientsBehindProxies(t *testing.T) {
	for _, headers := range [][]string{
		{"X-Real-IP"}, {"X-Real-IP", "X-Forwarded-For"}, {"X-Forwarded-For"}, {"CF-Connecting-IP"}, {"True-Client-IP"}, {"Forwarded"}, {"X-Appengine-Remote-Addr"},
	} {
		for _, trusted := range [][]string{nil, {"192.0.2.1"}} {
			s := site(t, server.Options{Rate: 1, TrustedProxies: trusted})
			var statuses []int
			for _, address := range []string{"203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5"} {
				var header []string
				for _, name := range headers {
					value := address
					if name == "X-Forwarded-For" {
						value += ", nonsense" // the last one is what the proxy adds
					}
					header = append(header, name, value)
				}
				statuses = append(statuses, servertest.Get(t, s, "/api/v1/stats", header...).StatusCode)
			}
			if !slices.Contains(statuses, http.StatusTooManyRequests) {
				t.Errorf("%q with proxies %q: the rate is passed by", headers, trusted)
			}
		}
	}
}
