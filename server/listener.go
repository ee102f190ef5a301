package server

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/server/problem"
)

// A problemListener answers with problem documents where net/http refuses a request before any handler sees it: a header
// that is too long, or one that it cannot read. net/http lets no handler write these answers.
type problemListener struct{ net.Listener }

func (l problemListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return problemConn{c}, nil
}

type problemConn struct{ net.Conn }

// CloseWrite lets net/http end its answer before the connection, as it does where it knows the connection.
func (c problemConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}

// Write replaces an answer that net/http writes itself, which it does in one piece.
func (c problemConn) Write(b []byte) (int, error) {
	refusal, ok := readRefusal(b)
	if !ok {
		return c.Conn.Write(b)
	}
	if _, err := c.Conn.Write(refusal.answer()); err != nil {
		return 0, err
	}
	return len(b), nil
}

// refusedHeader follows the status in an answer of net/http itself. An answer of ours has other headers, and in another order.
const refusedHeader = "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"

// A refusal is an answer of net/http itself.
type refusal struct {
	status int
	reason string
}

func readRefusal(b []byte) (refusal, bool) {
	const version = "HTTP/1.1 "
	if len(b) < len(version)+3 || string(b[:len(version)]) != version {
		return refusal{}, false
	}
	line, reason, ok := strings.Cut(string(b), refusedHeader)
	status, err := strconv.Atoi(line[len(version) : len(version)+3])
	return refusal{status, reason}, ok && err == nil && !strings.Contains(line, "\r")
}

// answer writes the refusal as a problem.
func (r refusal) answer() []byte {
	e := problem.Unreadable.Because("problem.unreadable", r.reason)
	if r.status == http.StatusRequestHeaderFieldsTooLarge {
		e = problem.TooLongHeader.Because("problem.header", maxHeader)
	}
	p := e.In(language.EN)
	p.Status, p.Instance = r.status, rand.Text()[:16]
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number always make JSON
	}
	return fmt.Appendf(nil, "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\nX-Request-Id: %s\r\n"+
		"Content-Length: %d\r\nConnection: close\r\n\r\n%s", r.status, http.StatusText(r.status), p.Instance, len(body), body)
}
