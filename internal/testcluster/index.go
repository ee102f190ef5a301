package testcluster

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
)

// NewIndex gives the location of an index that is not there. What is made of it is deleted with the test: a cluster that
// outlives the test should not keep it.
func (c *Cluster) NewIndex(t testing.TB) (location string) {
	t.Helper()
	name := "gongbao-test-" + strings.ToLower(rand.Text())
	t.Cleanup(func() {
		if c.nodes != nil {
			return // it goes with the cluster
		}
		if err := c.deleteIndexes(context.WithoutCancel(t.Context()), name); err != nil {
			t.Error(err)
		}
	})
	return c.Location(name)
}

// deleteIndexes deletes the indexes of OpenSearch behind the one of a name, which begin with it.
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
