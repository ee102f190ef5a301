package opensearch_test

import (
	"fmt"
	"net/http"
	"path"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/internal/testcluster"
)

// TestClusterFaults kills nodes and writers. Its parts share one cluster and leave it whole.
func TestClusterFaults(t *testing.T) {
	c := testcluster.Require(t, testcluster.Options{})
	if len(c.URLs) == 1 {
		t.Skip("skipped:", testcluster.ErrForeign)
	}
	f := faults{c, paragraphsOf(t)}
	t.Run("Search", f.testSearch)
	t.Run("Update", f.testUpdate)
	t.Run("All nodes", f.testAllNodes)
	dead := f.killWriters(t) // their leases expire meanwhile
	t.Run("Replacing", f.testReplacing)
	t.Run("Rebuild", f.testRebuild)
	t.Run("Dead writers", func(t *testing.T) { f.testDeadWriters(t, dead) })
	t.Run("Two writers", f.testTwoWriters)
	t.Run("Lost answers", f.testLostAnswers)
}

// faults holds what the fault tests share.
type faults struct {
	*testcluster.Cluster
	paragraphs []corpus.Paragraph // material for reports
}

func (f faults) kill(t *testing.T, node int) {
	t.Helper()
	if err := f.Kill(node); err != nil {
		t.Error(err)
	}
}

func (f faults) green(t *testing.T) {
	t.Helper()
	if err := f.WaitGreen(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// restart restarts nodes and waits until nothing is missing.
func (f faults) restart(t *testing.T, nodes ...int) {
	t.Helper()
	for _, n := range nodes {
		if err := f.Restart(n); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	f.green(t)
	t.Logf("nodes %v are back %.1f s after they were started", nodes, time.Since(began).Seconds())
}

// manager returns the node that manages the cluster.
func (f faults) manager(t *testing.T) int {
	t.Helper()
	var answer []struct{ Node string }
	f.get(t, "/_cat/cluster_manager?format=json", &answer)
	return nodeNamed(t, answer[0].Node)
}

// keeper returns the node with the primary copy of the state of an index.
func (f faults) keeper(t *testing.T, location string) int {
	t.Helper()
	var answer struct {
		Nodes  map[string]struct{ Name string }
		Shards [][]struct {
			Primary bool
			Node    string
		}
	}
	f.get(t, "/"+nameOf(location)+"/_search_shards?routing=state", &answer)
	for _, s := range answer.Shards[0] {
		if s.Primary {
			return nodeNamed(t, answer.Nodes[s.Node].Name)
		}
	}
	t.Fatalf("no primary copy in %+v", answer)
	return 0
}

func nodeNamed(t *testing.T, name string) (n int) {
	t.Helper()
	if _, err := fmt.Sscanf(name, "node%d", &n); err != nil {
		t.Fatalf("node %q: %v", name, err)
	}
	return n
}

// indexes returns the OpenSearch indexes that belong to an index.
func (f faults) indexes(t *testing.T, location string) (names []string) {
	t.Helper()
	var answer []struct{ Index string }
	f.get(t, "/_cat/indices/"+nameOf(location)+"-*?format=json", &answer)
	for _, a := range answer {
		names = append(names, a.Index)
	}
	return names
}

// get asks the nodes in turn until one answers.
func (f faults) get(t *testing.T, what string, answer any) {
	t.Helper()
	if err := f.Ask(t.Context(), http.MethodGet, what, "", answer); err != nil {
		t.Fatal(err)
	}
}

// nameOf returns the name of the index at a location.
func nameOf(location string) string { return path.Base(location) }
