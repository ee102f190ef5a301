package testcluster

import (
	"context"
	"crypto/rand"
	"fmt"
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
		ctx := context.WithoutCancel(t.Context())
		for generation := range 3 {
			if err := c.deleteIndex(ctx, fmt.Sprintf("%s-%06d", name, generation+1)); err != nil {
				t.Error(err)
			}
		}
	})
	return c.Location(name)
}

func (c *Cluster) deleteIndex(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, c.URLs[0]+"/"+name+"?ignore_unavailable=true", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("delete index %s: %s", name, resp.Status)
	}
	return nil
}
