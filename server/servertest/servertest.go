// Package servertest makes web sites for tests, from indexes in memory, and sends requests to them.
package servertest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/server"
)

// Index makes an index in memory of some reports.
func Index(t testing.TB, reports ...corpus.Report) *bleve.Engine {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	Put(t, e, reports...)
	return e
}

// Put puts reports into an index.
func Put(t testing.TB, e engine.Engine, reports ...corpus.Report) {
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

// Patience is the time that an answer may take in a test that is not about time: other tests keep the machine busy.
const Patience = time.Minute

// Serve makes a server of an index; of none when e is nil. Unless opt says otherwise, its answers have Patience.
func Serve(t testing.TB, e engine.Engine, opt server.Options) *server.Server {
	t.Helper()
	if opt.Timeouts.Answer == 0 {
		opt.Timeouts.Answer = Patience
	}
	var service *search.Service
	if e != nil {
		service = search.New(e, nil)
	}
	s, err := server.New(service, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Get sends a GET request to a server.
func Get(t testing.TB, s http.Handler, address string, header ...string) *http.Response {
	t.Helper()
	return Do(t, s, http.MethodGet, address, nil, header...)
}

// Do sends a request. header lists names and values alternately.
func Do(t testing.TB, s http.Handler, method, address string, body io.Reader, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, address, body)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

// Read returns the body of an answer.
func Read(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Answer requests JSON and decodes it.
func Answer[T any](t testing.TB, s http.Handler, address string) T {
	t.Helper()
	r := Get(t, s, address)
	body := Read(t, r)
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Fatalf("%s: %d %s %.300s", address, r.StatusCode, r.Header.Get("Content-Type"), body)
	}
	var answer T
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return answer
}
