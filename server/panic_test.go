package server_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/server"
	"gongbao/server/servertest"
)

// A brokenEngine panics when it is asked.
type brokenEngine struct{ engine.Engine }

func (e brokenEngine) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return brokenSnapshot{s}, err
}

type brokenSnapshot struct{ engine.Snapshot }

func (brokenSnapshot) Search(context.Context, engine.Request) (engine.Result, error) {
	panic("no search")
}
func (brokenSnapshot) Report(context.Context, string) (corpus.Report, error) { panic("no report") }

// A dearEngine refuses every search.
type dearEngine struct{ engine.Engine }

func (e dearEngine) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	s, err := e.Engine.Snapshot(ctx)
	return dearSnapshot{s}, err
}

type dearSnapshot struct{ engine.Snapshot }

func (dearSnapshot) Search(context.Context, engine.Request) (engine.Result, error) {
	return engine.Result{}, language.New("engine.dear.query", engine.ErrDear, 40)
}

// TestDearQuery holds how a query that costs too much is refused: with a sentence that says what to leave out.
func TestDearQuery(t *testing.T) {
	s := servertest.Serve(t, dearEngine{servertest.Index(t, corpustest.Sample(t))}, server.Options{})
	for address, says := range map[string]string{"/api/v1/search?q=绿": "NEAR, 同句, brackets", "/search?q=绿&lang=zh": "NEAR、同句、括号"} {
		r := servertest.Get(t, s, address)
		if body := servertest.Read(t, r); r.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, says) {
			t.Errorf("%s: %d %s", address, r.StatusCode, body)
		}
	}
}

// TestPanicOfAWorker makes the work of requests panic, in goroutines of the server's and of others: each is an error of its
// request, with a stack in the log, and the server lives on.
func TestPanicOfAWorker(t *testing.T) {
	var log bytes.Buffer
	s := servertest.Serve(t, brokenEngine{servertest.Index(t, corpustest.Sample(t))}, server.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for address, cause := range map[string]string{"/api/v1/search?q=绿": "no search", "/api/v1/suggest?q=绿": "no report"} {
		log.Reset()
		r := servertest.Get(t, s, address)
		if body := servertest.Read(t, r); r.StatusCode != http.StatusInternalServerError || strings.Contains(body, cause) {
			t.Errorf("%s: %d %s", address, r.StatusCode, body)
		}
		if !strings.Contains(log.String(), cause) || !strings.Contains(log.String(), "server_test.brokenSnapshot") {
			t.Errorf("%s: the log has no stack: %s", address, &log)
		}
	}
	h := httptest.NewServer(s)
	defer h.Close()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: h.URL + "/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "search", Arguments: map[string]any{"query": "碳排放达峰"}})
	if err != nil || !result.IsError {
		t.Errorf("%v %+v", err, result)
	}
	if r := servertest.Get(t, s, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("and then %d", r.StatusCode)
	}
}
