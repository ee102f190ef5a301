package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// clearEnvironment shields a test from the environment.
func clearEnvironment(t *testing.T) {
	t.Helper()
	for _, name := range []string{"USER", "PASSWORD", "API_KEY", "CA"} {
		t.Setenv("GONGBAO_OPENSEARCH_"+name, "")
	}
}

// hurry shortens the waits of a test. The clients of the test must have ended before it does.
func hurry(t *testing.T) {
	t.Helper()
	read, write, lease := readPatience, writePatience, leaseTime
	t.Cleanup(func() { readPatience, writePatience, leaseTime = read, write, lease })
	readPatience, writePatience, leaseTime = 50*time.Millisecond, 300*time.Millisecond, 400*time.Millisecond
}

// serve runs a fake node, for responses that no real node gives on demand.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// answers responds to every request with a status and a body.
func answers(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// counted counts the requests to a handler.
func counted(n *atomic.Int32, handler http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		handler(w, r)
	}
}

// connectTo returns a client for nodes, with credentials from the environment.
func connectTo(t *testing.T, urls ...string) *client {
	t.Helper()
	scheme, _, _ := strings.Cut(urls[0], "://")
	var hosts []string
	for _, u := range urls {
		hosts = append(hosts, strings.TrimPrefix(u, scheme+"://"))
	}
	c, err := newClient(scheme + "://" + strings.Join(hosts, ",") + "/gongbao")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// within fails the test if do takes longer than most.
func within(t *testing.T, most time.Duration, do func()) {
	t.Helper()
	began := time.Now()
	do()
	if took := time.Since(began); took > most {
		t.Errorf("took %v, want %v at most", took, most)
	}
}

const (
	wholeAnswer = `{"timed_out":false,"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":7}}}`
	busyAnswer  = `{"status":503,"error":{"type":"busy","reason":"come back"}}`
)

// notWhole holds incomplete answers.
var notWhole = map[string]string{
	"a shard missing":  `{"timed_out":false,"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":7}}}`,
	"a shard failed":   `{"timed_out":false,"_shards":{"total":3,"successful":3,"failed":1},"hits":{"total":{"value":7}}}`,
	"out of time":      `{"timed_out":true,"_shards":{"total":3,"successful":3,"failed":0},"hits":{"total":{"value":7}}}`,
	"no shard":         `{"timed_out":false,"_shards":{"total":0,"successful":0,"failed":0},"hits":{"total":{"value":7}}}`,
	"nothing":          ``,
	"half of one":      wholeAnswer[:len(wholeAnswer)-5],
	"a page":           `<html><body>Sign in</body></html>`,
	"null":             `null`,
	"a list":           `[]`,
	"an empty object":  `{}`,
	"something else":   `{"cluster_name":"search","tagline":"The OpenSearch Project"}`,
	"numbers as texts": `{"_shards":{"total":"three"}}`,
}

func TestSearchNeedsWholeAnswers(t *testing.T) {
	clearEnvironment(t)
	hurry(t)
	for name, body := range notWhole {
		c := connectTo(t, serve(t, answers(200, body)))
		if _, err := c.search(t.Context(), c.Name, object{}); !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
		if n, err := c.count(t.Context(), c.Name, object{}); !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s: counted %d, %v", name, n, err)
		}
	}
}

func TestSearchAllNeedsWholeAnswers(t *testing.T) {
	clearEnvironment(t)
	hurry(t)
	bodies := map[string]string{
		"too few": `{"responses":[` + wholeAnswer + `]}`, "none": `{}`, "nothing": ``, "a page": `<html>`,
		"too many": `{"responses":[` + wholeAnswer + "," + wholeAnswer + "," + wholeAnswer + `]}`,
		"one busy": `{"responses":[` + wholeAnswer + "," + busyAnswer + `]}`,
	}
	for name, body := range notWhole {
		if json.Valid([]byte(body)) && body[0] == '{' {
			bodies["one with "+name] = `{"responses":[` + wholeAnswer + "," + body + `]}`
		}
	}
	for name, body := range bodies {
		c := connectTo(t, serve(t, answers(200, body)))
		if answers, err := c.searchAll(t.Context(), c.Name, []object{{}, {}}); !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s: %v, %v", name, answers, err)
		}
	}
}

// TestSearchesAskAgain checks that incomplete answers are retried.
func TestSearchesAskAgain(t *testing.T) {
	clearEnvironment(t)
	var n atomic.Int32
	c := connectTo(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		body := wholeAnswer
		if n.Add(1)%3 != 0 {
			body = notWhole["a shard missing"]
		}
		if strings.HasSuffix(r.URL.Path, "/_msearch") {
			body = `{"responses":[` + body + `]}`
		}
		fmt.Fprint(w, body)
	}))
	if a, err := c.search(t.Context(), c.Name, object{}); err != nil || a.Hits.Total.Value != 7 {
		t.Errorf("%v, %v", a, err)
	}
	if all, err := c.searchAll(t.Context(), c.Name, []object{{}}); err != nil || len(all) != 1 || all[0].Hits.Total.Value != 7 {
		t.Errorf("%v, %v", all, err)
	}
}

// TestSearchAllTellsWhatIsWrong checks that a search that would fail again is not retried.
func TestSearchAllTellsWhatIsWrong(t *testing.T) {
	clearEnvironment(t)
	for _, tc := range []struct {
		status int
		kind   string
	}{{400, "script_exception"}, {404, missingIndex}} {
		var n atomic.Int32
		body := fmt.Sprintf(`{"responses":[%s,{"status":%d,"error":{"type":%q,"reason":"the reason"}}]}`, wholeAnswer, tc.status, tc.kind)
		c := connectTo(t, serve(t, counted(&n, answers(200, body))))
		_, err := c.searchAll(t.Context(), c.Name, []object{{}, {}})
		if !cluster.IsStatus(err, tc.status) || cluster.KindOf(err) != tc.kind || !strings.Contains(err.Error(), "the reason") || n.Load() != 1 {
			t.Errorf("%v, asked %d times", err, n.Load())
		}
	}
}

// TestSearchesEndWithTheContext checks that pauses between retries end with the context.
func TestSearchesEndWithTheContext(t *testing.T) {
	clearEnvironment(t)
	c := connectTo(t, serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, notWhole["out of time"]) }))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	within(t, time.Second, func() {
		if _, err := c.search(ctx, c.Name, object{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}
