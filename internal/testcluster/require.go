package testcluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// patience is the time that a test waits for a cluster, downloads included.
const patience = 10 * time.Minute

// Require starts a cluster that ends with the test. It skips the test unless GONGBAO_OPENSEARCH=1 or OPENSEARCH_URL is
// set, under -short, and if Java or Maven is missing; with CI=true a missing tool is a failure, since nobody reads
// skips there. If the test fails, Require logs the last output of the nodes. It rejects a test without Cluster in its name, since
// test.sh would not run it.
func Require(t testing.TB, opts Options) *Cluster {
	t.Helper()
	if !strings.Contains(t.Name(), "Cluster") {
		t.Fatal("a test that requires a cluster has Cluster in its name")
	}
	if os.Getenv("GONGBAO_OPENSEARCH") != "1" && os.Getenv("OPENSEARCH_URL") == "" {
		skip(t, "GONGBAO_OPENSEARCH=1 runs this on a real OpenSearch cluster, which takes a minute; OPENSEARCH_URL names one that runs already")
	}
	if testing.Short() {
		skip(t, "-short leaves out what needs a real OpenSearch cluster")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	began := time.Now()
	c, err := Start(ctx, opts)
	switch {
	case errors.Is(err, ErrMissing) && os.Getenv("CI") != "true":
		skip(t, err.Error())
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(func() { c.end(t) })
	on, err := c.describe(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { report(t, on) })
	t.Logf("running on %s, ready after %.1f s", on, time.Since(began).Seconds())
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

// skip skips the test and notes it.
func skip(t testing.TB, why string) {
	t.Helper()
	note(t, "skipped: "+why)
	t.Skip("skipped:", why)
}

// report notes the outcome of a test that had a cluster.
func report(t testing.TB, on string) {
	switch {
	case t.Failed():
		note(t, "failed on "+on)
	case t.Skipped():
		note(t, "skipped on "+on)
	default:
		note(t, "ran on "+on)
	}
}

// note appends a line to the file that GONGBAO_OPENSEARCH_NOTES names, if set. test.sh reads it, since go test does not
// show tests that pass or skip.
func note(t testing.TB, line string) {
	t.Helper()
	name := os.Getenv("GONGBAO_OPENSEARCH_NOTES")
	if name == "" {
		return
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(f, line)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Error(err)
	}
}
