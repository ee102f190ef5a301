package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/server"
	"gongbao/server/servertest"
)

// A forgetful engine no longer keeps the state of its next snapshots when they are asked.
type forgetful struct {
	engine.Engine
	gone *int // how many more
}

func (f forgetful) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := f.Engine.Snapshot(ctx)
	if ctx.Done() == nil || err != nil || *f.gone == 0 { // the first is what a page leaves to be made behind it
		return s, err
	}
	*f.gone--
	return forgotten{s}, nil
}

type forgotten struct{ engine.Snapshot }

func (forgotten) Search(context.Context, engine.Request) (engine.Result, error) {
	return engine.Result{}, engine.ErrGone
}
func (forgotten) Reports(context.Context) ([]engine.Summary, error) { return nil, engine.ErrGone }
func (forgotten) Report(context.Context, string) (corpus.Report, error) {
	return corpus.Report{}, engine.ErrGone
}

// An outgrown index has been built anew by a later version of the program.
type outgrown struct{ engine.Engine }

func (outgrown) Snapshot(context.Context) (engine.Snapshot, error) { return nil, engine.ErrVersion }

func TestOutgrownIndex(t *testing.T) {
	s := servertest.Serve(t, outgrown{servertest.Index(t, corpustest.Sample(t))}, server.Options{})
	for _, address := range []string{"/api/v1/search?q=绿", "/api/v1/reports", "/reports"} {
		if r := servertest.Get(t, s, address); r.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}

// An edition that the index no longer keeps is no error for the client, as long as the next one is kept: then it is a
// sentence that says so.
func TestEditionGone(t *testing.T) {
	gone := 0
	s := servertest.Serve(t, forgetful{servertest.Index(t, corpustest.Sample(t)), &gone}, server.Options{})
	for _, address := range []string{"/", "/search?q=绿", "/reports", "/reports/liaoning-2021", "/api/v1/search?q=绿", "/api/v1/reports", "/api/v1/reports/liaoning-2021", "/api/v1/stats"} {
		gone = 1
		if r := servertest.Get(t, s, address); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", address, r.StatusCode, servertest.Read(t, r))
		}
		gone = 2
		r := servertest.Get(t, s, address)
		if body := servertest.Read(t, r); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("ETag") != "" || strings.HasPrefix(address, "/api/") && !strings.Contains(body, "no longer keeps") {
			t.Errorf("%s: %d %.300s", address, r.StatusCode, body)
		}
		if gone > 0 {
			t.Errorf("%s: has not asked for %d snapshots", address, gone)
		}
	}
}
