package server

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// A gate bounds how many searches run at once, and how many wait for their turn.
type gate struct {
	running chan struct{}
	queue   int64
	waiting atomic.Int64
}

func newGate(running, queue int) *gate {
	return &gate{running: make(chan struct{}, running), queue: int64(queue)}
}

// Enter waits for a turn, which ends with Leave. It fails if too many wait already, or ctx ends first.
func (g *gate) Enter(ctx context.Context) error {
	select {
	case g.running <- struct{}{}:
		return nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.queue {
		return problem.Busy.Because("problem.busy", cap(g.running), g.queue)
	}
	select {
	case g.running <- struct{}{}:
		return nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return problem.Busy.Because("problem.busy.timeout")
		}
		return ctx.Err()
	}
}

// Leave ends a turn.
func (g *gate) Leave() { <-g.running }

// admit lets a request through the gate of searches.
func (s *Server) admit(c *gin.Context) {
	if err := s.gate.Enter(c.Request.Context()); err != nil {
		s.fail(c, err)
		return
	}
	defer s.gate.Leave()
	c.Next()
}
