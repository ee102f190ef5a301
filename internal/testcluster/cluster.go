// Package testcluster runs a real OpenSearch cluster for tests: three nodes on this machine, one process each, so that
// a test can kill a node as abruptly as a power cut does and bring it back.
//
// Tests call [Require], which skips them unless a cluster is asked for, and otherwise starts one that ends with the
// test. Other callers use [Start]. The nodes listen on loopback only, speak plain HTTP without passwords, and keep
// their data in a temporary directory. They need a JDK (17 runs OpenSearch 2.19, 21 and later run OpenSearch 3) and
// Maven, which downloads OpenSearch the first time a cluster starts.
//
// If the environment variable OPENSEARCH_URL names a cluster, the package uses that one; its nodes cannot be killed.
package testcluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// size is the number of nodes: the smallest that can elect a manager and keep two copies of a shard after losing one.
const size = 3

// ErrForeign is the error of Kill, KillAll and Restart on the cluster of OPENSEARCH_URL.
var ErrForeign = errors.New("the cluster that OPENSEARCH_URL names is not ours to kill")

// Options configure the nodes. The zero value suits tests.
type Options struct {
	// Bench favours throughput over a quick start, for measurements: 1 GB of heap for each node instead of 512 MB, and
	// the optimizing compiler.
	Bench bool
}

// A Cluster is a running cluster. Its methods are not safe for concurrent use.
type Cluster struct {
	// URLs are the addresses of the nodes: Kill(i) kills the node at URLs[i]. A restarted node keeps its address. The
	// cluster of OPENSEARCH_URL has one address, whatever its size.
	URLs []string

	dir   string
	nodes []*node // nil for the cluster of OPENSEARCH_URL
}

// Start returns a cluster whose nodes have found one another. The caller must Close it; if the caller dies first, the
// nodes end by themselves. Start takes some seconds, and a minute or more the first time, when it downloads OpenSearch.
// The error wraps ErrMissing and names the tool if one is not installed.
func Start(ctx context.Context, opts Options) (*Cluster, error) {
	c, err := prepare(ctx, opts)
	if err != nil {
		return nil, err
	}
	if err := c.startAll(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// prepare sets up a cluster without starting it.
func prepare(ctx context.Context, opts Options) (*Cluster, error) {
	if url := os.Getenv("OPENSEARCH_URL"); url != "" {
		return &Cluster{URLs: []string{strings.TrimRight(url, "/")}}, nil
	}
	dir, err := os.MkdirTemp("", "gongbao-opensearch-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir}
	l, err := newLauncher(ctx, dir)
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	ports, err := freePorts(2 * size)
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	for i, settings := range clusterSettings(dir, ports) {
		c.nodes = append(c.nodes, l.node(filepath.Join(dir, fmt.Sprintf("node%d.log", i)), opts, settings))
		c.URLs = append(c.URLs, fmt.Sprintf("http://127.0.0.1:%d", ports[i]))
	}
	return c, nil
}

func (c *Cluster) startAll(ctx context.Context) error {
	for _, n := range c.nodes {
		if err := n.start(); err != nil {
			return err
		}
	}
	return c.WaitGreen(ctx)
}

// Kill ends a node at once, as SIGKILL does, and returns when its process is gone. The cluster notices on its own.
// Killing a stopped node does nothing.
func (c *Cluster) Kill(node int) error {
	if c.nodes == nil {
		return ErrForeign
	}
	return c.nodes[node].kill()
}

// KillAll kills every node. Nothing answers until one restarts, and no search succeeds until two have.
func (c *Cluster) KillAll() error {
	if c.nodes == nil {
		return ErrForeign
	}
	return c.killAll()
}

func (c *Cluster) killAll() error {
	var errs []error
	for _, n := range c.nodes {
		errs = append(errs, n.kill())
	}
	return errors.Join(errs...)
}

// Restart starts a killed node on its old data. It does not wait until the node has joined; WaitGreen does.
func (c *Cluster) Restart(node int) error {
	if c.nodes == nil {
		return ErrForeign
	}
	return c.nodes[node].start()
}

// Close ends the nodes and deletes their data. It leaves the cluster of OPENSEARCH_URL, and all that the test put
// there, as it is. A second Close does nothing.
func (c *Cluster) Close() error {
	err := c.killAll()
	if c.dir != "" {
		err = errors.Join(err, os.RemoveAll(c.dir))
	}
	return err
}

// Location returns the address of an index on the cluster: http://127.0.0.1:20001,127.0.0.1:20002/name.
func (c *Cluster) Location(index string) string {
	scheme, _, _ := strings.Cut(c.URLs[0], "://")
	hosts := make([]string, len(c.URLs))
	for i, url := range c.URLs {
		hosts[i] = strings.TrimPrefix(url, scheme+"://")
	}
	return scheme + "://" + strings.Join(hosts, ",") + "/" + index
}
