// Package cluster is an HTTP client for the nodes of an OpenSearch cluster: addresses and credentials, choice of node,
// retries, and the meaning of error responses. It knows nothing of indexes; package opensearch does.
package cluster

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"gongbao/language"
	"gongbao/search/engine"
)

// A Client sends requests to the nodes of a cluster in turn. It is safe for concurrent use.
type Client struct {
	Location
	http  *http.Client
	turns turns
}

const (
	connectTimeout = 3 * time.Second
	// defaultTimeout bounds one try of a request.
	defaultTimeout = 60 * time.Second
	// connections is the maximum number of connections to one node; requests wait for a free one.
	connections = 32
	// Pauses between tries grow from the shortest to the longest, with jitter so that clients do not retry in step.
	shortestPause = 50 * time.Millisecond
	longestPause  = 3 * time.Second
	// The limits of a response, in bytes after decompression, unless a request has its own: of its body, of the body of an
	// error, and of its header.
	defaultMost = 16 << 20
	errorMost   = 64 << 10
	headerMost  = 1 << 20
)

// New returns a client for the nodes of a location. It reads the certificate file and sends nothing.
func New(at Location) (*Client, error) {
	transport := &http.Transport{
		DialContext:         (&net.Dialer{Timeout: connectTimeout, KeepAlive: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout: connectTimeout,
		MaxConnsPerHost:     connections,
		MaxIdleConnsPerHost: connections,
		IdleConnTimeout:     time.Minute,
		Proxy:               http.ProxyFromEnvironment,

		MaxResponseHeaderBytes: headerMost,
	}
	if at.authorities != "" {
		pem, err := os.ReadFile(at.authorities)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", caVariable, err)
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(pem) {
			return nil, language.New("engine.cluster.certificate", caVariable, at.authorities)
		}
		transport.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	c := &http.Client{Transport: transport, CheckRedirect: stay}
	return &Client{Location: at, http: c, turns: newTurns(len(at.nodes))}, nil
}

// stay keeps a client from following redirects: its credentials are for the nodes that its user has named.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// A Request is a request to the cluster. Unless Patience is 0, it may be executed more than once.
type Request struct {
	Method, Path string
	Body         []byte
	Lines        bool          // the body is newline-delimited JSON
	Timeout      time.Duration // of one try; a minute if 0
	Patience     time.Duration // time for retries
	Most         int64         // bytes of the response; 16 MB if 0
}

// Do sends a request, retries it within its patience, and decodes the response into answer unless that is nil. If a
// node is down or silent, Do tries the others at once. The error wraps engine.ErrUnavailable if a later try may
// succeed. It contains no user and no password.
func (c *Client) Do(ctx context.Context, r Request, answer any) error {
	until := time.Now().Add(r.Patience)
	for try := 0; ; try++ {
		err := c.try(ctx, r, answer)
		if err == nil || ctx.Err() != nil || !errors.Is(err, engine.ErrUnavailable) {
			return errors.Join(ctx.Err(), err)
		}
		if try < len(c.nodes)-1 && (unsent(err) || r.Patience > 0 && !isRefusal(err)) {
			continue
		}
		wait := PauseBefore(try/len(c.nodes) + 1)
		if time.Now().Add(wait).After(until) {
			return err
		}
		if err := Pause(ctx, wait); err != nil {
			return err
		}
	}
}

// unsent reports whether a request failed before any of it was sent.
func unsent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// PauseBefore returns the pause before the n-th retry, with jitter.
func PauseBefore(n int) time.Duration {
	most := min(longestPause, shortestPause<<min(n, 10))
	return most/2 + rand.N(most/2)
}

// try sends a request once, to the next node, and takes a node that is down or silent out of turn.
func (c *Client) try(ctx context.Context, r Request, answer any) error {
	began, node := time.Now(), c.turns.next(time.Now())
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.Timeout, defaultTimeout))
	defer cancel()
	status, body, err := c.send(ctx, c.nodes[node], r)
	if permanent := new(language.Error); errors.As(err, &permanent) {
		return err
	}
	if err != nil {
		if !errors.Is(err, context.Canceled) && (unsent(err) || time.Since(began) > patienceWithNodes) {
			c.turns.pass(node, time.Now())
		}
		return c.unreachable(err)
	}
	if status >= http.StatusBadRequest {
		return c.Refused(r, status, body)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return language.New("engine.cluster.foreign", engine.ErrUnavailable, c, err)
	}
	return nil
}

// send sends a request to a node and reads the response.
func (c *Client) send(ctx context.Context, node string, r Request) (status int, body []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, r.Method, node+r.Path, bytes.NewReader(r.Body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if r.Lines {
		req.Header.Set("Content-Type", "application/x-ndjson")
	}
	switch {
	case c.key != "":
		req.Header.Set("Authorization", "ApiKey "+c.key)
	case c.user != "":
		req.SetBasicAuth(c.user, c.password)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusMultipleChoices && resp.StatusCode < http.StatusBadRequest {
		return 0, nil, language.New("engine.cluster.redirect", engine.ErrNotIndex, c, target(resp))
	}
	most := cmp.Or(r.Most, defaultMost)
	if resp.StatusCode >= http.StatusBadRequest {
		body, err = io.ReadAll(io.LimitReader(resp.Body, errorMost))
		return resp.StatusCode, body, err
	}
	body, err = io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err == nil && int64(len(body)) > most {
		err = language.New("engine.cluster.answer", c, most)
	}
	return resp.StatusCode, body, err
}

// target returns the server that a response redirects to, without a user and a path.
func target(resp *http.Response) string {
	to, err := resp.Location()
	if err != nil {
		return "?"
	}
	return to.Scheme + "://" + to.Host
}

// unreachable returns the error for a node without a response. Causes that no retry can mend are not ErrUnavailable.
func (c *Client) unreachable(err error) error {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		return language.New("engine.cluster.authority", c, unknown, caVariable)
	case errors.As(err, &name):
		return language.New("engine.cluster.hostname", c, name)
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return language.New("engine.cluster.plain", c)
	case errors.Is(err, io.EOF) && strings.HasPrefix(c.nodes[0], "http:"):
		return language.New("engine.cluster.tls", engine.ErrUnavailable, c, err)
	}
	return language.New("engine.cluster.silent", engine.ErrUnavailable, c, err)
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Pause waits for d, or returns the error of ctx if that ends first.
func Pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
