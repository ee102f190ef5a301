package cluster

import (
	"sync/atomic"
	"time"
)

const (
	// passed is how long a node is passed over that was not there, or silent, while another can be asked.
	passed = 10 * time.Second
	// patienceWithNodes is how long a node has to be silent for that, when a request to it is given up.
	patienceWithNodes = time.Second
)

// turns says which of the nodes is to be asked next. Its methods may be called at the same time.
type turns struct {
	turn  *atomic.Uint32
	until []atomic.Int64 // when each node is asked again, in nanoseconds of Unix time
}

func newTurns(nodes int) turns { return turns{new(atomic.Uint32), make([]atomic.Int64, nodes)} }

// next gives the index of the node whose turn it is.
func (t turns) next(now time.Time) int {
	turn, n := int(t.turn.Add(1)), len(t.until)
	for i := range n {
		if node := (turn + i) % n; t.until[node].Load() <= now.UnixNano() {
			return node
		}
	}
	return turn % n
}

// pass passes a node over for a while.
func (t turns) pass(node int, now time.Time) { t.until[node].Store(now.Add(passed).UnixNano()) }
