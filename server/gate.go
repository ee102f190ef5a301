package server

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/gin-gonic/gin"
)

// A gate lets so many searches run at once, and so many others wait for their turn.
type gate struct {
	running chan struct{}
	queue   int64
	waiting atomic.Int64
}

func newGate(running, queue int) *gate {
	return &gate{running: make(chan struct{}, running), queue: int64(queue)}
}

// enter waits for a turn; the caller leaves when it is done. It fails when too many wait already, or ctx ends first.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.running <- struct{}{}:
		return nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.queue {
		return busy.errorf("%d searches are running and %d are waiting; ask again in a moment", cap(g.running), g.queue)
	}
	select {
	case g.running <- struct{}{}:
		return nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return busy.errorf("no search ended in time to make room for this one; ask again in a moment")
		}
		return ctx.Err()
	}
}

func (g *gate) leave() { <-g.running }

// admit lets a request through the gate.
func (s *Server) admit(c *gin.Context) {
	if err := s.gate.enter(c.Request.Context()); err != nil {
		s.fail(c, err)
		return
	}
	defer s.gate.leave()
	c.Next()
}
