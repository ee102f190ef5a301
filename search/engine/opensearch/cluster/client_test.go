package cluster

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongbao/search/engine"
)

// serve runs a fake node, for responses that no real node gives on demand.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func serveTLS(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of handshakes that are meant to fail
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
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
func connectTo(t *testing.T, urls ...string) *Client {
	t.Helper()
	scheme, _, _ := strings.Cut(urls[0], "://")
	var hosts []string
	for _, u := range urls {
		hosts = append(hosts, strings.TrimPrefix(u, scheme+"://"))
	}
	c, err := New(parsed(t, scheme+"://"+strings.Join(hosts, ",")+"/gongbao"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// deadNode returns the address of a node that is gone.
func deadNode(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(nil)
	defer server.Close()
	return server.URL
}

// closingNode returns the address of a node that closes connections without TLS, as OpenSearch does.
func closingNode(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 10_000))
			conn.Close()
		}
	}()
	return "http://" + listener.Addr().String()
}

// hangingNode returns the address of a node that accepts requests and never answers.
func hangingNode(t *testing.T) string {
	t.Helper()
	over := make(chan struct{})
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-over:
		case <-r.Context().Done():
		}
	})
	t.Cleanup(func() { close(over) }) // before the server is closed, which waits for its requests
	return url
}

func get(c *Client, patience time.Duration) Request {
	return Request{Method: http.MethodGet, Path: "/" + c.Name, Patience: patience}
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

func TestCredentialsAreSent(t *testing.T) {
	for _, tc := range []struct{ user, password, key, want string }{
		{"", "", "", ""},
		{"reader", "se:cret", "", "Basic cmVhZGVyOnNlOmNyZXQ="},
		{"", "", "YWJj", "ApiKey YWJj"},
		{"reader", "se:cret", "YWJj", "ApiKey YWJj"},
	} {
		clearEnvironment(t)
		t.Setenv(userVariable, tc.user)
		t.Setenv(passwordVariable, tc.password)
		t.Setenv(keyVariable, tc.key)
		c := connectTo(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%q", r.Header.Get("Authorization"))
		}))
		var got string
		if err := c.Do(t.Context(), get(c, 0), &got); err != nil || got != tc.want {
			t.Errorf("%+v sends %q, want %q; %v", tc, got, tc.want, err)
		}
	}
}

// certificateOf writes the certificate of a server to a file.
func certificateOf(t *testing.T, server *httptest.Server) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	encoded := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, encoded, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAuthoritiesAreTrusted(t *testing.T) {
	clearEnvironment(t)
	server := serveTLS(t, answers(200, `"here"`))
	t.Setenv(caVariable, certificateOf(t, server))
	c := connectTo(t, server.URL)
	var got string
	if err := c.Do(t.Context(), get(c, 0), &got); err != nil || got != "here" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestConnectionsThatCannotBe checks that errors in an address are reported at once, with a remedy.
func TestConnectionsThatCannotBe(t *testing.T) {
	clearEnvironment(t)
	var n atomic.Int32
	plain, secure := serve(t, counted(&n, answers(200, "1"))), serveTLS(t, counted(&n, answers(200, "1")))
	authority := certificateOf(t, secure)
	for name, tc := range map[string]struct{ url, authorities, says string }{
		"an unknown authority":  {secure.URL, "", caVariable},
		"another name":          {strings.Replace(secure.URL, "127.0.0.1", "localhost", 1), authority, "use a name that the certificate has"},
		"TLS to one without":    {strings.Replace(plain, "http:", "https:", 1), "", "write http:// instead of https://"},
		"one with, without TLS": {strings.Replace(secure.URL, "https:", "http:", 1), "", "HTTP request to an HTTPS server"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(caVariable, tc.authorities)
			c := connectTo(t, tc.url)
			within(t, 3*time.Second, func() {
				err := c.Do(t.Context(), get(c, time.Minute), nil)
				if err == nil || errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), tc.says) {
					t.Errorf("%v\ndoes not say %q", err, tc.says)
				}
			})
		})
	}
	if n.Load() > 0 {
		t.Errorf("%d requests were made all the same", n.Load())
	}
}

// TestNodeThatHangsUp checks retries of a node that may speak TLS or be shutting down; the error names both causes.
func TestNodeThatHangsUp(t *testing.T) {
	clearEnvironment(t)
	c := connectTo(t, closingNode(t))
	err := c.Do(t.Context(), get(c, 100*time.Millisecond), nil)
	if !errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), "write https:// instead of http://") {
		t.Error(err)
	}
}

func TestAuthoritiesThatAreNone(t *testing.T) {
	clearEnvironment(t)
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{empty, empty + ".not"} {
		t.Setenv(caVariable, file)
		if _, err := New(parsed(t, "https://a/gongbao")); err == nil || !strings.Contains(err.Error(), caVariable) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// TestRefusals checks that permanent refusals are not retried, and that the error has the reason.
func TestRefusals(t *testing.T) {
	clearEnvironment(t)
	const because = `{"error":{"type":"some_exception","reason":"outer","caused_by":{"reason":"the reason"}}}`
	for _, tc := range []struct {
		status     int
		body, says string
	}{
		{400, because, "some_exception the reason"},
		{401, "Unauthorized", "set " + userVariable + " and " + passwordVariable + ", or " + keyVariable},
		{403, because, "does not let this user do GET /gongbao: the reason"},
		{404, because, "404 to GET /gongbao: some_exception the reason"},
		{409, `{"error":{"failed_shards":[{"reason":{"reason":"of a shard"}}]}}`, "of a shard"},
		{413, "<h1>too large</h1>", "<h1>too large</h1>"},
	} {
		var n atomic.Int32
		c := connectTo(t, serve(t, counted(&n, answers(tc.status, tc.body))))
		err := c.Do(t.Context(), get(c, time.Minute), nil)
		if err == nil || errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), tc.says) || n.Load() != 1 {
			t.Errorf("%d: %v\ndoes not say %q, or was asked %d times", tc.status, err, tc.says, n.Load())
		}
	}
}

// TestPatience checks that a busy cluster is retried with pauses until patience ends.
func TestPatience(t *testing.T) {
	clearEnvironment(t)
	for _, status := range []int{429, 500, 503} {
		var n atomic.Int32
		c := connectTo(t, serve(t, counted(&n, answers(status, `{"error":{"type":"busy","reason":"come back"}}`))))
		within(t, 2*time.Second, func() {
			err := c.Do(t.Context(), get(c, 500*time.Millisecond), nil)
			if !errors.Is(err, engine.ErrUnavailable) || !strings.Contains(err.Error(), "come back") {
				t.Errorf("%d: %v", status, err)
			}
		})
		if n.Load() < 3 || n.Load() > 7 { // pauses of 25 to 50, 50 to 100, 100 to 200, ... milliseconds
			t.Errorf("%d: asked %d times in half a second", status, n.Load())
		}
	}
}

func TestWithoutPatienceOneTryIsEnough(t *testing.T) {
	clearEnvironment(t)
	var n atomic.Int32
	c := connectTo(t, serve(t, counted(&n, answers(503, ""))), serve(t, counted(&n, answers(503, ""))))
	if err := c.Do(t.Context(), get(c, 0), nil); !errors.Is(err, engine.ErrUnavailable) || n.Load() != 1 {
		t.Errorf("%v, asked %d times", err, n.Load())
	}
}

func TestPauses(t *testing.T) {
	for n, most := range map[int]time.Duration{1: 100 * time.Millisecond, 2: 200 * time.Millisecond, 5: 1600 * time.Millisecond, 6: longestPause, 1000: longestPause} {
		for range 100 {
			if got := PauseBefore(n); got < most/2 || got > most {
				t.Fatalf("the pause before try %d is %v, want %v to %v", n, got, most/2, most)
			}
		}
	}
}

// TestClusterThatRecovers checks that a request succeeds once the cluster recovers.
func TestClusterThatRecovers(t *testing.T) {
	clearEnvironment(t)
	var n atomic.Int32
	c := connectTo(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1) < 3 {
			answers(429, "")(w, nil)
			return
		}
		answers(200, `"at last"`)(w, nil)
	}))
	var got string
	if err := c.Do(t.Context(), get(c, 5*time.Second), &got); err != nil || got != "at last" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestDeadNode checks that another node replaces a dead one at once, also for requests that must not be repeated, since
// they were not sent.
func TestDeadNode(t *testing.T) {
	clearEnvironment(t)
	for _, patience := range []time.Duration{0, 5 * time.Second} {
		c := connectTo(t, deadNode(t), serve(t, answers(200, "1")), deadNode(t))
		within(t, time.Second, func() {
			for range 50 {
				if err := c.Do(t.Context(), get(c, patience), nil); err != nil {
					t.Fatalf("patience of %v: %v", patience, err)
				}
			}
		})
	}
}

func TestAllNodesDead(t *testing.T) {
	clearEnvironment(t)
	c := connectTo(t, deadNode(t), deadNode(t))
	within(t, 2*time.Second, func() {
		if err := c.Do(t.Context(), get(c, 200*time.Millisecond), nil); !errors.Is(err, engine.ErrUnavailable) {
			t.Error(err)
		}
	})
}

// TestContextEndsEverything checks that requests and pauses end with the context.
func TestContextEndsEverything(t *testing.T) {
	clearEnvironment(t)
	for name, url := range map[string]string{"answer": hangingNode(t), "pause": serve(t, answers(503, "")), "connection": deadNode(t)} {
		t.Run(name, func(t *testing.T) {
			c := connectTo(t, url)
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			within(t, time.Second, func() {
				if err := c.Do(ctx, get(c, time.Minute), nil); !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		})
	}
}

func TestNothingIsAskedAfterTheEnd(t *testing.T) {
	clearEnvironment(t)
	var n atomic.Int32
	c := connectTo(t, serve(t, counted(&n, answers(200, "1"))))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Do(ctx, get(c, time.Minute), nil); !errors.Is(err, context.Canceled) || n.Load() != 0 {
		t.Errorf("%v, asked %d times", err, n.Load())
	}
}

// TestErrorsShowNothingSecret checks all kinds of errors, including those of package net/http, which contain the
// address.
func TestErrorsShowNothingSecret(t *testing.T) {
	clearEnvironment(t)
	t.Setenv(keyVariable, "SECRETkey")
	secure := serveTLS(t, answers(200, "1"))
	for name, url := range map[string]string{
		"dead": deadNode(t), "closing": closingNode(t), "401": serve(t, answers(401, "")), "403": serve(t, answers(403, "")),
		"500": serve(t, answers(500, "")), "garbage": serve(t, answers(200, "<html>")), "TLS": secure.URL,
		"no TLS": strings.Replace(secure.URL, "https:", "http:", 1),
		"redirect": serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		}),
	} {
		for _, credentials := range []string{"", "SECRETuser:SECRETpassword@"} {
			c := connectTo(t, strings.Replace(url, "://", "://"+credentials, 1))
			err := c.Do(t.Context(), get(c, 0), new(string))
			if err == nil || strings.Contains(fmt.Sprintf("%v %+v %q", err, err, err), "SECRET") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestAnswerThatBreaksOff loses the connection in the middle of a response.
func TestAnswerThatBreaksOff(t *testing.T) {
	clearEnvironment(t)
	c := connectTo(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, `{"hits":`)
	}))
	if err := c.Do(t.Context(), get(c, 0), new(map[string]any)); !errors.Is(err, engine.ErrUnavailable) {
		t.Error(err)
	}
}
