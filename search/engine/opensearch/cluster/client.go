// Package cluster speaks to the nodes of an OpenSearch cluster over HTTP: where they are and who asks, which of them is asked
// next, when it is asked again, and what an answer that says no means. What is asked is package opensearch's affair.
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

// A Client asks the nodes of a cluster, each in its turn. Its methods may be called at the same time.
type Client struct {
	Location
	http  *http.Client
	turns turns
}

const (
	connectTimeout = 3 * time.Second
	// defaultTimeout ends a request that a node has taken and does not answer.
	defaultTimeout = 60 * time.Second
	// connections to one node: searches and batches wait for a free one.
	connections = 32
	// The pause between two tries grows from the one to the other, and is drawn by lot so that many do not come at once.
	shortestPause = 50 * time.Millisecond
	longestPause  = 3 * time.Second
)

// New makes a client of the nodes of a location. It reads the file of certificates, and sends nothing.
func New(at Location) (*Client, error) {
	transport := &http.Transport{
		DialContext:         (&net.Dialer{Timeout: connectTimeout, KeepAlive: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout: connectTimeout,
		MaxConnsPerHost:     connections,
		MaxIdleConnsPerHost: connections,
		IdleConnTimeout:     time.Minute,
		Proxy:               http.ProxyFromEnvironment,
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
	return &Client{Location: at, http: &http.Client{Transport: transport}, turns: newTurns(len(at.nodes))}, nil
}

// A Request is one to the cluster. It may reach it more than once, unless Patience is 0.
type Request struct {
	Method, Path string
	Body         []byte
	Lines        bool          // the body is JSON line by line
	Timeout      time.Duration // of one try; a minute when 0
	Patience     time.Duration // how long it is tried again
}

// Do sends a request until it is answered, and decodes the answer into answer unless that is nil. Where one node is not
// there or silent, the others are asked at once. The error is an engine.ErrUnavailable when asking later may help; it shows
// no user and no password.
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

// unsent says that a request failed before anything of it was sent.
func unsent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// PauseBefore draws the pause before the n-th try again, by lot.
func PauseBefore(n int) time.Duration {
	most := min(longestPause, shortestPause<<min(n, 10))
	return most/2 + rand.N(most/2)
}

// try sends a request once, to the node whose turn it is, and remembers when that one is silent.
func (c *Client) try(ctx context.Context, r Request, answer any) error {
	began, node := time.Now(), c.turns.next(time.Now())
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.Timeout, defaultTimeout))
	defer cancel()
	status, body, err := c.send(ctx, c.nodes[node], r)
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

// send sends a request to a node and reads what it answers.
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
	body, err = io.ReadAll(resp.Body)
	return resp.StatusCode, body, err
}

// unreachable says that a node gave no answer. What would be the same at the next try is not called unavailable.
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

// Close gives the connections back that no request uses.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Pause waits, unless ctx ends.
func Pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
