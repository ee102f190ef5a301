package testcluster

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"
)

// patience is how long a test waits for a cluster, the fetching of OpenSearch included.
const patience = 10 * time.Minute

// Require starts a cluster that ends with the test. It skips the test where nobody asked for a cluster, by
// GONGBAO_OPENSEARCH=1 or by OPENSEARCH_URL, and where Java or Maven is missing. When the test fails, it shows what
// the nodes wrote last.
func Require(t testing.TB, opts Options) *Cluster {
	t.Helper()
	if os.Getenv("GONGBAO_OPENSEARCH") != "1" && os.Getenv("OPENSEARCH_URL") == "" {
		t.Skip("skipped: GONGBAO_OPENSEARCH=1 runs this on a real OpenSearch cluster, which takes a minute; OPENSEARCH_URL names one that runs already")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	began := time.Now()
	c, err := Start(ctx, opts)
	if errors.Is(err, ErrMissing) {
		t.Skipf("skipped: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.end(t) })
	t.Logf("running on a real OpenSearch cluster, ready after %.1f s", time.Since(began).Seconds())
	return c
}

func (c *Cluster) end(t testing.TB) {
	if t.Failed() {
		for i, n := range c.nodes {
			t.Logf("node %d wrote last:\n%s", i, n.lastWords())
		}
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
