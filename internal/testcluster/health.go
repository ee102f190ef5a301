package testcluster

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// WaitGreen waits until exactly the running nodes form a cluster and every copy of every shard is in service. It does
// not wait for killed nodes, but their replicas count as missing for a minute, the time that OpenSearch gives a lost
// node to return. It fails when ctx ends, and at once if a node ended without being killed.
func (c *Cluster) WaitGreen(ctx context.Context) error {
	const pause = 100 * time.Millisecond
	for {
		h, err := c.health(ctx)
		if err == nil && c.whole(h) {
			return nil
		}
		if dead := c.dead(); dead != nil {
			return fmt.Errorf("an OpenSearch node ended by itself; its last words:\n%s", dead.lastWords())
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the cluster did not become green (%s): %w", h.describe(err), ctx.Err())
		case <-time.After(pause):
		}
	}
}

// whole reports whether h describes a cluster of all running nodes with nothing missing.
func (c *Cluster) whole(h health) bool {
	return h.Status == "green" && (c.nodes == nil || h.Nodes == c.running())
}

func (c *Cluster) running() int {
	count := 0
	for _, n := range c.nodes {
		if n.running() {
			count++
		}
	}
	return count
}

// dead returns a node that ended without being killed, or nil.
func (c *Cluster) dead() *node {
	for _, n := range c.nodes {
		if n.died() {
			return n
		}
	}
	return nil
}

// health is the answer of _cluster/health.
type health struct {
	Status string `json:"status"`
	Nodes  int    `json:"number_of_nodes"`
}

func (h health) describe(err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("it is %s with %d nodes", h.Status, h.Nodes)
}

// health asks the nodes in turn until one answers.
func (c *Cluster) health(ctx context.Context) (h health, err error) {
	for i, url := range c.URLs {
		if c.nodes != nil && !c.nodes[i].running() {
			continue
		}
		if h, err = askHealth(ctx, url); err == nil {
			return h, nil
		}
	}
	return h, err
}

// askHealth asks one node. A node without a manager waits at most a second for one, so that another can be asked.
func askHealth(ctx context.Context, url string) (health, error) {
	var h health
	err := get(ctx, url+"/_cluster/health?timeout=1s&cluster_manager_timeout=1s", &h)
	return h, err
}

// describe returns the version of OpenSearch and the number of nodes: OpenSearch 2.19.1, 3 nodes.
func (c *Cluster) describe(ctx context.Context) (string, error) {
	var about struct {
		Version struct{ Number string }
	}
	if err := get(ctx, c.URLs[0]+"/", &about); err != nil {
		return "", err
	}
	h, err := c.health(ctx)
	return fmt.Sprintf("OpenSearch %s, %d nodes", about.Version.Number, h.Nodes), err
}

// get asks a node, with a timeout of five seconds.
func get(ctx context.Context, url string, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return ask(ctx, http.MethodGet, url, "", answer)
}
