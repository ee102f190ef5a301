package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/server"
	"gongbao/server/servertest"
)

// listen runs a server on a real connection.
func listen(t testing.TB, s *server.Server) (address string, stop context.CancelFunc, ended <-chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	return l.Addr().String(), cancel, done
}

// hostile is a report that means harm.
func hostile() corpus.Report {
	const script = `<script>alert(1)</script>`
	return corpus.Report{
		Header: corpus.Header{ID: "hostile-2021", Title: script + "\r\nSet-Cookie: a=b", Region: script, Kind: corpus.Work, Year: 2021, Speaker: script, SourceURL: "javascript:alert(1)"},
		Paragraphs: []corpus.Paragraph{
			{Ordinal: 1, Text: "发展" + script + `"><img src=x onerror=alert(1)>`, Section: []string{script}, Hash: "00000001"},
			{Ordinal: 2, Text: "=cmd|' /C calc'!A0 发展", Hash: "00000002"},
		},
		Outline: []corpus.Section{{Level: 1, Title: script, Paragraph: 1}},
	}
}

func TestScriptIsText(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, hostile()), server.Options{})
	for _, address := range []string{
		"/api/v1/search?q=发展", "/api/v1/search?q=<script>alert(1)</script>", "/api/v1/reports", "/api/v1/reports/hostile-2021",
		"/api/v1/reports/hostile-2021/paragraphs/1", "/api/v1/suggest?q=<script>", "/api/v1/stats", "/api/v1/search?q=绿&<script>=1",
		"/api/v1/reports/<script>", "/<script>", "/api",
	} {
		r := servertest.Get(t, s, address)
		if strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain") {
			continue // browsers are told to believe that
		}
		if body := servertest.Read(t, r); strings.Contains(body, "<script>") || strings.Contains(body, "<img") {
			t.Errorf("%s: %.300s", address, body)
		}
	}
}

func TestSpreadsheetsRunNothing(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, hostile()), server.Options{})
	if body := servertest.Read(t, servertest.Get(t, s, "/api/v1/export?q=发展")); !strings.Contains(body, "'=cmd|") {
		t.Errorf("%s", body)
	}
}

func TestHeadersCannotBeAdded(t *testing.T) {
	s := servertest.Serve(t, servertest.Index(t, hostile(), corpustest.Sample(t)), server.Options{Origin: "*"})
	inject := url.QueryEscape("x\r\nSet-Cookie: a=b\r\n\r\n<html>")
	for _, address := range []string{
		"/api/v1/search?q=" + inject, "/api/v1/export?q=" + inject, "/api/v1/reports/" + inject, "/api/v1/" + inject,
		"/api/v1/search?q=绿&" + inject + "=1", "/api/v1/reports/hostile-2021", "/api/v1/export?q=发展",
	} {
		r := servertest.Get(t, s, address, "X-Request-Id", "forged", "Host", "evil")
		if r.Header.Get("Set-Cookie") != "" || r.Header.Get("X-Request-Id") == "forged" {
			t.Errorf("%s: %v", address, r.Header)
		}
		for name, values := range r.Header {
			if strings.ContainsAny(strings.Join(values, ""), "\r\n") {
				t.Errorf("%s: %s: %q", address, name, values)
			}
		}
	}
}

func TestHugeQuery(t *testing.T) {
	address, _, _ := listen(t, site(t, server.Options{}))
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		fmt.Fprint(conn, "GET /api/v1/search?q=")
		for range 10 {
			if _, err := io.WriteString(conn, strings.Repeat("a", 1<<20)); err != nil {
				return // cut off, as it should be
			}
		}
	}()
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err == nil && r.StatusCode != http.StatusRequestHeaderFieldsTooLarge && r.StatusCode != http.StatusRequestURITooLong {
		t.Errorf("%d", r.StatusCode)
	}
	alive(t, address)
}

func alive(t *testing.T, address string) {
	t.Helper()
	r, err := http.Get("http://" + address + "/healthz")
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("not alive: %v", err)
	}
	r.Body.Close()
}

// A client that sends its request a byte at a time is cut, and keeps nobody else waiting.
func TestSlowClientIsCut(t *testing.T) {
	address, _, _ := listen(t, site(t, server.Options{Timeouts: server.Timeouts{Header: 100 * time.Millisecond, Read: 200 * time.Millisecond}}))
	for _, request := range []string{"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ", "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		alive(t, address)
		if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("%.20q was not cut: %v", request, err)
		}
	}
}

func TestShutdownFinishesWhatRuns(t *testing.T) {
	s := site(t, server.Options{})
	began, finish := make(chan bool), make(chan bool)
	s.Route("/api/v1/slow", func(c *gin.Context) error {
		began <- true
		<-finish
		c.String(http.StatusOK, "whole")
		return nil
	})
	address, stop, ended := listen(t, s)
	body := make(chan string)
	go func() {
		r, err := http.Get("http://" + address + "/api/v1/slow")
		if err != nil {
			body <- err.Error()
			return
		}
		defer r.Body.Close()
		b, err := io.ReadAll(r.Body)
		body <- fmt.Sprint(string(b), err)
	}()
	<-began
	stop()
	for { // no new connection is taken
		conn, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		conn.Close()
		time.Sleep(time.Millisecond)
	}
	close(finish)
	if got := <-body; got != "whole<nil>" {
		t.Errorf("the running request got %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// An export is of the version that it begins with, whole, also when the index changes meanwhile.
func TestExportOfAChangingIndex(t *testing.T) {
	const paragraphs = 5000
	many := corpus.Report{Header: corpus.Header{ID: "many-2020", Title: "报告", Year: 2020}}
	for i := range paragraphs {
		many.Paragraphs = append(many.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: strings.Repeat("发展。", 100), Hash: fmt.Sprintf("%08x", i)})
	}
	e := servertest.Index(t, many)
	address, _, _ := listen(t, servertest.Serve(t, e, server.Options{}))
	version, err := e.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.Get("http://" + address + "/api/v1/export?q=发展&format=jsonl&head=1")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	servertest.Put(t, e, corpustest.Sample(t))
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Delete: many.ID}, nil) }); err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	if !strings.Contains(lines[0], `"index_version":"`+version+`"`) || len(lines) != 1+paragraphs {
		t.Fatalf("%d lines after %s, want %d of version %s", len(lines), lines[0], 1+paragraphs, version)
	}
	for i, line := range lines[1:] {
		if want := fmt.Sprintf(`{"id":"many-2020#%d",`, i+1); !strings.HasPrefix(line, want) {
			t.Fatalf("line %d begins %.60s, want %s", i+1, line, want)
		}
	}
}
