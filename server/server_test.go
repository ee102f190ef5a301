package server_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/server"
)

// open makes an index in memory of some reports.
func open(t testing.TB, reports ...corpus.Report) *bleve.Engine {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	put(t, e, reports...)
	return e
}

func put(t testing.TB, e engine.Engine, reports ...corpus.Report) {
	t.Helper()
	err := e.Update(context.WithoutCancel(t.Context()), func(yield func(engine.Change, error) bool) {
		for i := range reports {
			if !yield(engine.Change{Put: &reports[i]}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// site makes a server of the sample report.
func site(t testing.TB, opt server.Options) *server.Server {
	t.Helper()
	return serverOf(t, serviceOf(open(t, corpustest.Sample(t))), opt)
}

func serverOf(t testing.TB, service *search.Service, opt server.Options) *server.Server {
	t.Helper()
	s, err := server.New(service, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func serviceOf(e engine.Engine) *search.Service { return search.New(e, nil) }

// get asks a server for an address.
func get(t testing.TB, s http.Handler, address string, header ...string) *http.Response {
	t.Helper()
	return do(t, s, http.MethodGet, address, nil, header...)
}

// do makes a request with a header given as names and values by turns.
func do(t testing.TB, s http.Handler, method, address string, body io.Reader, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, address, body)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func read(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestHealth(t *testing.T) {
	s := serverOf(t, nil, server.Options{})
	if r := get(t, s, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("healthz without an index: %d", r.StatusCode)
	}
	if r := get(t, s, "/readyz"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("readyz without an index: %d, %v", r.StatusCode, r.Header)
	}
	s.Use(serviceOf(open(t)))
	if r := get(t, s, "/readyz"); r.StatusCode != http.StatusOK {
		t.Errorf("readyz with an index: %d", r.StatusCode)
	}
}

func TestMetrics(t *testing.T) {
	s := site(t, server.Options{})
	get(t, s, "/healthz")
	shown := read(t, get(t, s, "/metrics"))
	for _, want := range []string{`gongbao_http_requests_total{method="GET",route="/healthz",status="200"} 1`, `gongbao_index_info{version="`, "gongbao_searches_waiting 0"} {
		if !strings.Contains(shown, want) {
			t.Errorf("metrics lack %s:\n%.500s", want, shown)
		}
	}
}
