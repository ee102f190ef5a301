package cluster

import (
	"net/http"
	"testing"
	"time"
)

// TestTurns checks that nodes take turns, that a silent one is skipped for a while, and that it is asked all the same
// if every node is silent.
func TestTurns(t *testing.T) {
	at, turns := time.Now(), newTurns(3)
	counts := func(now time.Time) (counts [3]int) {
		for range 30 {
			counts[turns.next(now)]++
		}
		return counts
	}
	if got := counts(at); got != [3]int{10, 10, 10} {
		t.Errorf("three nodes are asked %v times", got)
	}
	turns.pass(1, at)
	if got := counts(at.Add(passed - 1)); got[1] != 0 || got[0] == 0 || got[2] == 0 {
		t.Errorf("while the second is passed over, they are asked %v times", got)
	}
	if got := counts(at.Add(passed)); got != [3]int{10, 10, 10} {
		t.Errorf("after that they are asked %v times", got)
	}
	for node := range 3 {
		turns.pass(node, at)
	}
	if got := counts(at); got != [3]int{10, 10, 10} {
		t.Errorf("when all are silent they are asked %v times", got)
	}
}

// TestSilentNode checks that a node that accepts requests and never answers delays only the first of them.
func TestSilentNode(t *testing.T) {
	clearEnvironment(t)
	release := make(chan struct{})
	silent := serve(t, func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) })
	c := connectTo(t, silent, serve(t, answers(200, "1")))
	r := get(c, time.Second)
	r.Timeout = patienceWithNodes + 100*time.Millisecond
	began := time.Now()
	for range 20 {
		if err := c.Do(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < r.Timeout || took > 2*r.Timeout {
		t.Errorf("twenty requests took %v, with one node of two silent", took)
	}
}
