package server_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/corpus/corpustest"
	"gongbao/indexer/outcome"
	"gongbao/language"
	"gongbao/search"
	"gongbao/server"
	"gongbao/server/servertest"
)

// TestOverloadIsNoFault holds that refusals and clients that leave are no errors in the log, and that many of them are few
// lines.
func TestOverloadIsNoFault(t *testing.T) {
	var log bytes.Buffer
	s := site(t, server.Options{Rate: 1, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	s.Route("/api/v1/broken", func(*gin.Context) error {
		return &net.OpError{Op: "write", Err: os.NewSyscallError("write", syscall.EPIPE)}
	})
	for range 100 {
		servertest.Get(t, s, "/api/v1/stats")
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	r := httptest.NewRequest(http.MethodGet, "/api/v1/broken", nil).WithContext(gone)
	r.RemoteAddr = "203.0.113.1:1"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := log.String(); strings.Contains(got, "level=ERROR") || strings.Count(got, "requests refused") != 1 || w.Code != 499 {
		t.Errorf("%d; the log: %s", w.Code, got)
	}
}

// forever is longer than a busy machine takes to answer: whoever waits for what never comes waits longer, for this server has no timeouts.
const forever = 2 * time.Minute

// TestRefusedBodies holds that a request with a body is refused before the body comes, and that the connection ends then.
func TestRefusedBodies(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	h := httptest.NewServer(servertest.Serve(t, e, server.Options{Index: e, IndexFile: noFile, Token: token}))
	defer h.Close()
	for _, request := range []string{
		"POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n--x",
		"POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
		"POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx",
		"DELETE /api/v1/reports/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
	} {
		c, err := net.Dial("tcp", h.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.SetDeadline(time.Now().Add(forever)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(c, request); err != nil {
			t.Fatal(err)
		}
		from := bufio.NewReader(c)
		r, err := http.ReadResponse(from, nil)
		if err != nil || r.StatusCode != http.StatusUnauthorized || !r.Close {
			t.Fatalf("%.60q: %v %v", request, r, err)
		}
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			t.Error(err)
		}
		if rest, err := io.ReadAll(from); err != nil || len(rest) > 0 {
			t.Errorf("%.60q: the connection does not end: %q, %v", request, rest, err)
		}
		c.Close()
	}
}

func noFile(context.Context, fs.FS, string, language.Lang) (outcome.Outcome, error) {
	return outcome.Outcome{}, errors.New("no file was expected")
}

func TestGuessing(t *testing.T) {
	e := servertest.Index(t, corpustest.Sample(t))
	s := servertest.Serve(t, e, server.Options{Index: e, IndexFile: noFile, Token: token, TrustedProxies: []string{"192.0.2.1"}})
	try := func(client, token string) *http.Response {
		return servertest.Do(t, s, http.MethodDelete, "/api/v1/reports/none", nil, "Authorization", "Bearer "+token, "X-Forwarded-For", client)
	}
	for i := range 30 {
		want := http.StatusUnauthorized
		if i >= 10 {
			want = http.StatusTooManyRequests
		}
		if r := try("203.0.113.1", fmt.Sprint(i)); r.StatusCode != want {
			t.Fatalf("guess %d: %d, want %d", i, r.StatusCode, want)
		}
	}
	if r := try("203.0.113.1", token); r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") != "60" {
		t.Errorf("the right one after that: %d %v", r.StatusCode, r.Header)
	}
	for range 30 {
		if r := try("203.0.113.2", token); r.StatusCode != http.StatusNotFound {
			t.Fatalf("another client: %d", r.StatusCode)
		}
	}
}

// TestWriteFailures holds that an upload that cannot be written says why.
func TestWriteFailures(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		says   string
	}{
		{&fs.PathError{Op: "write", Path: "/secret", Err: syscall.ENOSPC}, 507, "disk is full"},
		{fmt.Errorf("update: %w", syscall.EDQUOT), 507, "disk is full"},
		{&fs.PathError{Op: "open", Path: "/secret", Err: syscall.EMFILE}, 503, "too many files"},
		{&fs.PathError{Op: "write", Path: "/secret", Err: syscall.EIO}, 500, "the disk failed"},
		{fmt.Errorf("%w: %w", search.ErrUnavailable, syscall.ECONNREFUSED), 503, "does not answer"},
		{fmt.Errorf("%w: %w", search.ErrUnavailable, os.ErrDeadlineExceeded), 503, "does not answer"},
		{search.ErrLocked, 503, "another process"},
		{errors.New("secret"), 500, "on our side"},
	} {
		e := servertest.Index(t)
		s := servertest.Serve(t, e, server.Options{Index: e, Token: token, IndexFile: func(context.Context, fs.FS, string, language.Lang) (outcome.Outcome, error) {
			return outcome.Outcome{}, test.err
		}})
		body := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n发展\r\n--x--\r\n"
		r := servertest.Do(t, s, http.MethodPost, "/api/v1/reports", strings.NewReader(body), "Content-Type", "multipart/form-data; boundary=x", "Authorization", "Bearer "+token)
		if got := servertest.Read(t, r); r.StatusCode != test.status || !strings.Contains(got, test.says) || strings.Contains(got, "secret") {
			t.Errorf("%v: %d %s", test.err, r.StatusCode, got)
		}
		if shown := servertest.Read(t, servertest.Get(t, s, "/metrics")); !strings.Contains(shown, `gongbao_uploads_total{outcome="failed"} 1`) {
			t.Errorf("%v: metrics count no failed upload", test.err)
		}
	}
}

func TestRateIsChecked(t *testing.T) {
	for _, rate := range []float64{-1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if _, err := server.New(nil, server.Options{Rate: rate}); err == nil {
			t.Errorf("%v is taken for a rate", rate)
		}
	}
}

// TestEarlySuggestions holds that a server that has just started never refuses suggestions.
func TestEarlySuggestions(t *testing.T) {
	s := site(t, server.Options{})
	if r := servertest.Get(t, s, "/api/v1/suggest?q=gaozhiliang"); r.StatusCode != http.StatusOK {
		t.Errorf("%d", r.StatusCode)
	}
	s = site(t, server.Options{Timeouts: server.Timeouts{Answer: time.Nanosecond}})
	if r := servertest.Get(t, s, "/api/v1/suggest?q=gaozhiliang"); r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag") != "" {
		t.Errorf("without time: %d %v", r.StatusCode, r.Header)
	}
}
