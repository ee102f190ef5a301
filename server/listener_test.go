package server_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gongbao/server"
	"gongbao/server/problem"
)

// What net/http refuses by itself is answered with a problem document too.
func TestRefusalsOfTheProtocol(t *testing.T) {
	address, _, _ := listen(t, site(t, server.Options{}))
	query := url.QueryEscape(strings.Repeat("绿", 10_000))
	for _, test := range []struct {
		request string
		status  int
		kind    string
	}{
		{"GET /api/v1/search?q=" + query + " HTTP/1.1\r\nHost: x\r\n\r\n", 431, "header-too-long"},
		{"GET /api/v1/search?q=" + strings.Repeat(query, 20) + " HTTP/1.1\r\nHost: x\r\n\r\n", 431, "header-too-long"},
		{"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + query + "\r\n\r\n", 431, "header-too-long"},
		{"GET /healthz HTTP/1.1\r\n\r\n", 400, "unreadable-request"},
		{"GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "unreadable-request"},
		{"nonsense\r\n\r\n", 400, "unreadable-request"},
		{"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zip\r\n\r\n", 501, "unreadable-request"},
		{"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n", 505, "unreadable-request"},
	} {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		go func() { // the server may answer and close before it has read all
			_, _ = io.WriteString(c, test.request)
		}()
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Errorf("%.60q: %v", test.request, err)
			continue
		}
		var p problem.Problem
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil || r.StatusCode != test.status || p.Status != test.status ||
			p.Type != problem.Prefix+test.kind || p.Instance == "" || r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.60q: %d %+v %v", test.request, r.StatusCode, p, err)
		}
	}
}
