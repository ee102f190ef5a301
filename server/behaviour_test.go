package server_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/search"
	"gongbao/server"
	"gongbao/server/servertest"
)

func TestPanicBecomesAnError(t *testing.T) {
	var log bytes.Buffer
	s := site(t, server.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	s.Route("/api/v1/panic", func(*gin.Context) error { panic("所有人都有错") })
	r := servertest.Get(t, s, "/api/v1/panic")
	body := servertest.Read(t, r)
	id := r.Header.Get("X-Request-Id")
	if r.StatusCode != http.StatusInternalServerError || !strings.Contains(body, id) || strings.Contains(body, "所有人") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
	if !strings.Contains(log.String(), "所有人都有错") || !strings.Contains(log.String(), id) {
		t.Errorf("the log does not tell: %s", log.String())
	}
	if r := servertest.Get(t, s, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("and then %d", r.StatusCode)
	}
	for name := range r.Header {
		if name == "Content-Security-Policy" {
			return
		}
	}
	t.Error("the error has no security headers")
}

func TestTheLogDoesNotTellWhatWasAsked(t *testing.T) {
	var log bytes.Buffer
	s := site(t, server.Options{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	servertest.Get(t, s, "/api/v1/search?q=secret-question")
	servertest.Get(t, s, "/api/v1/search?q=secret-question&cursor=x")
	servertest.Get(t, s, "/api/v1/secret-question")
	if got := log.String(); !strings.Contains(got, `"route":"/api/v1/search"`) || strings.Contains(got, "secret") {
		t.Errorf("%s", got)
	}
}

func TestSecurityHeaders(t *testing.T) {
	s := site(t, server.Options{})
	for _, address := range []string{"/", "/api", "/api/v1/search?q=绿", "/nothing", "/healthz"} {
		h := servertest.Get(t, s, address).Header
		policy := h.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", address, h)
		}
		if h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other origins may read it", address)
		}
	}
}

func TestCORS(t *testing.T) {
	s := site(t, server.Options{Origin: "https://example.org"})
	if got := servertest.Get(t, s, "/api/v1/stats").Header.Get("Access-Control-Allow-Origin"); got != "https://example.org" {
		t.Errorf("origin %q", got)
	}
	if got := servertest.Get(t, s, "/api").Header.Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("pages may be read from %q", got)
	}
	r := servertest.Do(t, s, http.MethodOptions, "/api/v1/stats", nil, "Origin", "https://example.org", "Access-Control-Request-Method", "GET")
	if r.StatusCode != http.StatusNoContent || !strings.Contains(r.Header.Get("Access-Control-Allow-Methods"), "GET") {
		t.Errorf("preflight: %d %v", r.StatusCode, r.Header)
	}
}

func TestRate(t *testing.T) {
	s := site(t, server.Options{Rate: 1, TrustedProxies: []string{"192.0.2.1"}})
	ask := func(client string) *http.Response {
		return servertest.Get(t, s, "/api/v1/stats", "X-Forwarded-For", client)
	}
	for range 3 {
		if r := ask("203.0.113.1"); r.StatusCode != http.StatusOK {
			t.Fatalf("within the rate: %d", r.StatusCode)
		}
	}
	if r := ask("203.0.113.1"); r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") == "" {
		t.Errorf("above the rate: %d", r.StatusCode)
	}
	slow := site(t, server.Options{Rate: 0.3})
	for servertest.Get(t, slow, "/api/v1/stats").StatusCode == http.StatusOK {
	}
	if r := servertest.Get(t, slow, "/api/v1/stats"); r.Header.Get("Retry-After") != "4" {
		t.Errorf("one request in %.1f seconds: again after %s", 1/0.3, r.Header.Get("Retry-After"))
	}
	if r := ask("203.0.113.2"); r.StatusCode != http.StatusOK {
		t.Errorf("another client: %d", r.StatusCode)
	}
	for range 3 {
		ask("2001:db8::1")
	}
	if r := ask("2001:db8::2"); r.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the same client with another address of its own: %d", r.StatusCode)
	}
	if r := servertest.Get(t, s, "/healthz", "X-Forwarded-For", "203.0.113.1"); r.StatusCode != http.StatusOK {
		t.Errorf("health is not asked for by clients: %d", r.StatusCode)
	}
}

// Without trusted proxies a client cannot make itself into many.
func TestForwardedForIsNotBelieved(t *testing.T) {
	s := site(t, server.Options{Rate: 1})
	var last *http.Response
	for _, client := range []string{"203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"} {
		last = servertest.Get(t, s, "/api/v1/stats", "X-Forwarded-For", client)
	}
	if last.StatusCode != http.StatusTooManyRequests {
		t.Errorf("%d", last.StatusCode)
	}
}

func TestBusy(t *testing.T) {
	s := site(t, server.Options{Searches: 1, Queue: 1, Timeouts: server.Timeouts{Answer: 200 * time.Millisecond}})
	leave := s.Occupy()
	waiting := make(chan *http.Response)
	go func() { waiting <- servertest.Get(t, s, "/api/v1/search?q=绿") }()
	for !strings.Contains(servertest.Read(t, servertest.Get(t, s, "/metrics")), "gongbao_searches_waiting 1") {
		time.Sleep(time.Millisecond)
	}
	if r := servertest.Get(t, s, "/api/v1/search?q=绿"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(servertest.Read(t, r), ":busy") {
		t.Errorf("with a full queue: %d", r.StatusCode)
	}
	if r := servertest.Get(t, s, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("health: %d", r.StatusCode)
	}
	if r := <-waiting; r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("waited in vain: %d", r.StatusCode)
	}
	leave()
	if r := servertest.Get(t, s, "/api/v1/search?q=绿"); r.StatusCode != http.StatusOK {
		t.Errorf("after that: %d", r.StatusCode)
	}
}

func TestDeadline(t *testing.T) {
	s := site(t, server.Options{Timeouts: server.Timeouts{Answer: 20 * time.Millisecond}})
	s.Route("/api/v1/slow", func(c *gin.Context) error {
		<-c.Request.Context().Done()
		return c.Request.Context().Err()
	})
	if r := servertest.Get(t, s, "/api/v1/slow"); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(servertest.Read(t, r), ":timeout") {
		t.Errorf("%d", r.StatusCode)
	}
}

func TestBasePath(t *testing.T) {
	s := site(t, server.Options{BasePath: "/gongbao/"})
	got := servertest.Answer[search.Answer](t, s, "/gongbao/api/v1/search?q=碳排放达峰")
	if !strings.HasPrefix(got.Hits[0].URL, "/gongbao/reports/") {
		t.Errorf("%s", got.Hits[0].URL)
	}
	if r := servertest.Get(t, s, "/api/v1/stats"); r.StatusCode != http.StatusNotFound {
		t.Errorf("outside: %d", r.StatusCode)
	}
	for _, path := range []string{"gongbao", "/a?b", "/a b", "/:a"} {
		if _, err := server.New(nil, server.Options{BasePath: path}); err == nil {
			t.Errorf("%q is taken for a path", path)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, opt := range []server.Options{{Rate: -1}, {TrustedProxies: []string{"nonsense"}}} {
		if _, err := server.New(nil, opt); err == nil {
			t.Errorf("%+v", opt)
		}
	}
}

func TestCitationsHaveThePublicAddress(t *testing.T) {
	s := site(t, server.Options{TrustedProxies: []string{"192.0.2.0/24"}})
	for proto, want := range map[string]string{"https": "https://example.com/reports/", "": "http://example.com/reports/"} {
		if body := servertest.Read(t, servertest.Get(t, s, "/api/v1/reports/liaoning-2021/paragraphs/1", "X-Forwarded-Proto", proto)); !strings.Contains(body, want) {
			t.Errorf("%q: no %s", proto, want)
		}
	}
	direct := httptest.NewServer(site(t, server.Options{}))
	defer direct.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, direct.URL+"/api/v1/reports/liaoning-2021/paragraphs/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "gongbao.test:8080"
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body := servertest.Read(t, r); !strings.Contains(body, "http://gongbao.test:8080/reports/liaoning-2021/p/1-") {
		t.Errorf("no permalink in %.300s", body)
	}
}
