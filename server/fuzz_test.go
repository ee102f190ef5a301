package server_test

import (
	"bufio"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/indexer"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/server"
	"gongbao/server/servertest"
)

const token = "a token for tests"

// FuzzAPI sends what it makes up to every part of the site. Whatever it is, the answer is one of ours: no fault of the
// server, and a problem document wherever a program gets an error.
func FuzzAPI(f *testing.F) {
	e := servertest.Index(f, corpustest.Sample(f), hostile())
	indexFile := func(ctx context.Context, files fs.FS, path string, lang language.Lang) (outcome.Outcome, error) {
		return indexer.Run(ctx, e, indexer.Options{Files: files, Paths: []string{path}, Lang: lang})
	}
	s := servertest.Serve(f, e, server.Options{Index: e, IndexFile: indexFile, Token: token})
	const form = "multipart/form-data; boundary=x"
	for _, target := range []string{
		"/api/v1/search?q=碳排放达峰", "/api/v1/search?q=(a OR b) -c 同句:(d e) f NEAR/3 g&year=2020..&region=辽宁&mode=loose&sort=newest&limit=3",
		"/api/v1/search?q=%CC%BC&cursor=eyJvIjowfQ", "/api/v1/suggest?q=gaozhi&limit=5", "/api/v1/export?q=发展&format=jsonl", "/api/v1/export?q=发展&bom=1",
		"/api/v1/reports", "/api/v1/reports/liaoning-2021?q=的", "/api/v1/reports/liaoning-2021/paragraphs/3?q=“", "/api/v1/stats", "/api", "/api/openapi.json",
		"/", "/search?q=绿&page=2", "/reports", "/reports/liaoning-2021?q=绿", "/reports/liaoning-2021/p/3", "/feed.atom",
		"/metrics", "/healthz", "/readyz", "/api/..%2f..%2fetc/passwd", "/api/v1/reports/%00", "/api//",
	} {
		f.Add("GET", strings.ReplaceAll(target, " ", "+"), "", "")
	}
	f.Add("POST", "/api/v1/reports", form, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n政府工作报告\r\n--x--\r\n")
	f.Add("POST", "/mcp", "application/json", `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"绿"}}}`)
	f.Add("DELETE", "/api/v1/reports/hostile-2021", "", "")
	f.Fuzz(func(t *testing.T, method, target, contentType, body string) {
		tryRequest(t, s, method, target, contentType, body)
	})
}

func tryRequest(t *testing.T, s http.Handler, method, target, contentType, body string) {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.1\r\nHost: example.com\r\n\r\n")))
	if err != nil {
		return // net/http answers such a request itself
	}
	made := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Body, r.ContentLength, r.RemoteAddr = made.Body, made.ContentLength, made.RemoteAddr
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", "application/json, text/event-stream")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code >= http.StatusInternalServerError && w.Code != http.StatusServiceUnavailable {
		t.Fatalf("%q %q: %d %s", method, target, w.Code, w.Body)
	}
	problem := w.Header().Get("Content-Type") == "application/problem+json"
	if strings.HasPrefix(r.URL.Path, "/api/v1/") && w.Code >= http.StatusBadRequest && !problem {
		t.Fatalf("%q %q: %d without a problem: %s", method, target, w.Code, w.Body)
	}
}
