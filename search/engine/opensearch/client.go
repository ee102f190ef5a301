package opensearch

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

	"gongbao/search/engine"
)

// A client asks the nodes of a cluster, each in its turn. Its methods may be called at the same time.
type client struct {
	location
	http  *http.Client
	turns turns
}

const (
	connectTimeout = 3 * time.Second
	// These end a request that a node has taken and does not answer: one that writes, one that looks through an index, and
	// one that asks how things are, which every node can say at once.
	writeTimeout = 60 * time.Second
	readTimeout  = 20 * time.Second
	stateTimeout = 3 * time.Second
	// connections to one node: searches and batches wait for a free one.
	connections = 32
	// The pause between two tries grows from the one to the other, and is drawn by lot so that many do not come at once.
	shortestPause = 50 * time.Millisecond
	longestPause  = 3 * time.Second
)

// Variables, for tests do not wait that long.
var (
	// readPatience is how long a question is asked again while the cluster cannot answer: longer than it takes to move on
	// to the replicas of a node that is lost, shorter than a reader waits.
	readPatience = 6 * time.Second
	// writePatience is the same for what is written: a node may have to start again.
	writePatience = 90 * time.Second
)

func newClient(at location) (*client, error) {
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
			return nil, fmt.Errorf("%s: %s holds no certificate in PEM", caVariable, at.authorities)
		}
		transport.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	return &client{location: at, http: &http.Client{Transport: transport}, turns: newTurns(len(at.nodes))}, nil
}

// A request is one to the cluster. It may reach it more than once, unless patience is 0.
type request struct {
	method, path string
	body         []byte
	lines        bool          // the body is JSON line by line
	timeout      time.Duration // of one try; writeTimeout when 0
	patience     time.Duration // how long it is tried again
}

// read asks a question with a body in JSON; a nil body is none.
func (c *client) read(ctx context.Context, path string, body, answer any) error {
	r := request{method: http.MethodGet, path: path, timeout: stateTimeout, patience: readPatience}
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}
		r.method, r.body, r.timeout = http.MethodPost, encoded, readTimeout
	}
	return c.do(ctx, r, answer)
}

// do sends a request until it is answered, and decodes the answer into answer unless that is nil. Where one node is not
// there or silent, the others are asked at once.
func (c *client) do(ctx context.Context, r request, answer any) error {
	until := time.Now().Add(r.patience)
	for try := 0; ; try++ {
		err := c.try(ctx, r, answer)
		if err == nil || ctx.Err() != nil || !errors.Is(err, engine.ErrUnavailable) {
			return errors.Join(ctx.Err(), err)
		}
		if try < len(c.nodes)-1 && (unsent(err) || r.patience > 0 && !isRefusal(err)) {
			continue
		}
		wait := pauseBefore(try/len(c.nodes) + 1)
		if time.Now().Add(wait).After(until) {
			return err
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
}

// unsent says that a request failed before anything of it was sent.
func unsent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// pauseBefore draws the pause before the n-th try again.
func pauseBefore(n int) time.Duration {
	most := min(longestPause, shortestPause<<min(n, 10))
	return most/2 + rand.N(most/2)
}

// try sends a request once, to the node whose turn it is, and remembers when that one is silent.
func (c *client) try(ctx context.Context, r request, answer any) error {
	began, node := time.Now(), c.turns.next(time.Now())
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.timeout, writeTimeout))
	defer cancel()
	status, body, err := c.send(ctx, c.nodes[node], r)
	if err != nil {
		if !errors.Is(err, context.Canceled) && (unsent(err) || time.Since(began) > patienceWithNodes) {
			c.turns.pass(node, time.Now())
		}
		return c.unreachable(err)
	}
	if status >= http.StatusBadRequest {
		return c.refused(r, status, body)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return fmt.Errorf("%w: %s gives an answer that is not OpenSearch's: %w", engine.ErrUnavailable, c, err)
	}
	return nil
}

// send sends a request to a node and reads what it answers.
func (c *client) send(ctx context.Context, node string, r request) (status int, body []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, r.method, node+r.path, bytes.NewReader(r.body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if r.lines {
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
func (c *client) unreachable(err error) error {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		return fmt.Errorf("%s: %w; name the file of the cluster's authority with %s", c, unknown, caVariable)
	case errors.As(err, &name):
		return fmt.Errorf("%s: %w; use a name that the certificate has", c, name)
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return fmt.Errorf("%s: the cluster does not speak TLS; write http:// instead of https://", c)
	case errors.Is(err, io.EOF) && strings.HasPrefix(c.nodes[0], "http:"):
		return fmt.Errorf("%w: %s hangs up: %w; if the cluster speaks TLS, write https:// instead of http://", engine.ErrUnavailable, c, err)
	}
	return fmt.Errorf("%w: %s does not answer: %w", engine.ErrUnavailable, c, err)
}
