package testcluster

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
)

// NewIndex returns the location of an index that does not exist yet. It deletes the index after the test, since the
// cluster may outlive the test.
func (c *Cluster) NewIndex(t testing.TB) (location string) {
	t.Helper()
	name := "gongbao-test-" + strings.ToLower(rand.Text())
	t.Cleanup(func() {
		if c.nodes != nil {
			return // the index goes with the cluster
		}
		if err := c.deleteIndexes(context.WithoutCancel(t.Context()), name); err != nil {
			t.Error(err)
		}
	})
	return c.Location(name)
}

// deleteIndexes deletes the OpenSearch indexes behind the index called name. Their names begin with it.
func (c *Cluster) deleteIndexes(ctx context.Context, name string) error {
	var names []struct{ Index string }
	if err := c.Ask(ctx, http.MethodGet, "/_cat/indices/"+name+"-*?format=json&h=index", "", &names); err != nil {
		return err
	}
	for _, n := range names {
		if err := c.Ask(ctx, http.MethodDelete, "/"+n.Index, "", nil); err != nil {
			return err
		}
	}
	return nil
}
