package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/server"
	"gongbao/server/servertest"
)

// site makes a server of the sample report.
func site(t testing.TB, opt server.Options) *server.Server {
	t.Helper()
	return servertest.Serve(t, servertest.Index(t, corpustest.Sample(t)), opt)
}

func TestHealth(t *testing.T) {
	s := servertest.Serve(t, nil, server.Options{})
	if r := servertest.Get(t, s, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("healthz without an index: %d", r.StatusCode)
	}
	if r := servertest.Get(t, s, "/readyz"); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("readyz without an index: %d, %v", r.StatusCode, r.Header)
	}
	s.Use(search.New(servertest.Index(t), nil))
	if r := servertest.Get(t, s, "/readyz"); r.StatusCode != http.StatusOK {
		t.Errorf("readyz with an index: %d", r.StatusCode)
	}
}

func TestMetrics(t *testing.T) {
	report := corpustest.Sample(t)
	report.Indexed = "2024-05-06T07:08:09Z"
	index := servertest.Index(t, report)
	stored, err := index.Stored(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.Serve(t, index, server.Options{Index: index})
	servertest.Get(t, s, "/healthz")
	shown := servertest.Read(t, servertest.Get(t, s, "/metrics"))
	for _, want := range []string{
		`gongbao_http_requests_total{method="GET",route="/healthz",status="200"} 1`, `gongbao_index_info{version="`, "gongbao_searches_waiting 0",
		"gongbao_index_reports 1\n", fmt.Sprintf("gongbao_index_paragraphs %d\n", len(report.Paragraphs)), fmt.Sprintf("gongbao_index_bytes %v\n", float64(stored)),
		"gongbao_index_updated_timestamp_seconds 1.714979289e+09\n", `gongbao_uploads_total{outcome="failed"} 0`,
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("metrics lack %s:\n%.500s", want, shown)
		}
	}
}
