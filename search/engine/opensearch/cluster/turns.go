package cluster

import (
	"sync/atomic"
	"time"
)

const (
	// passed is the time for which an absent or silent node loses its turn to others.
	passed = 10 * time.Second
	// patienceWithNodes is the time after which an unanswered request makes its node count as silent.
	patienceWithNodes = time.Second
)

// turns chooses the node for each request, round robin. It is safe for concurrent use.
type turns struct {
	turn  *atomic.Uint32
	until []atomic.Int64 // end of the penalty of each node, in Unix nanoseconds
}

func newTurns(nodes int) turns { return turns{new(atomic.Uint32), make([]atomic.Int64, nodes)} }

// next returns the index of the next node.
func (t turns) next(now time.Time) int {
	turn, n := int(t.turn.Add(1)), len(t.until)
	for i := range n {
		if node := (turn + i) % n; t.until[node].Load() <= now.UnixNano() {
			return node
		}
	}
	return turn % n
}

// pass takes a node out of turn for a while.
func (t turns) pass(node int, now time.Time) { t.until[node].Store(now.Add(passed).UnixNano()) }
