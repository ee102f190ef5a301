package server

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"gongbao/server/problem"
)

// A gate bounds how many requests run at once, and how many wait for their turn. A fair gate leaves a client half of
// either at most, so that others find room whatever one asks for, and while several ask, a quarter of those that run: with two for
// each processor and one processor for each (see shared) it leaves others half of the machine. A turn that ends goes to the client
// that has the fewest, and among those to the one whose last turn began first.
type gate struct {
	places, queue int // of all clients
	share         int // a client has one of so many of either at most

	mu      sync.Mutex
	running int
	waiting []*turn // in the order in which they came
	clients map[netip.Prefix]*turns
	begun   int          // turns that have begun
	latest  netip.Prefix // the client that came last
	several atomic.Int64 // until when several clients count as asking: Unix nanoseconds
}

// together is how long after two clients have come one after the other both count as asking.
const together = 2 * time.Second

// A turn is a request that waits. granted is closed when it may run.
type turn struct {
	client  netip.Prefix
	granted chan struct{}
}

// turns are those of a client. One with none is forgotten.
type turns struct {
	running, waiting int
	last             int // gate.begun when the last one began
}

// newGate makes a gate that looks at nobody's share.
func newGate(places, queue int) *gate {
	return &gate{places: places, queue: queue, share: 1, clients: map[netip.Prefix]*turns{}}
}

// newFairGate makes a gate that divides its places between clients.
func newFairGate(places, queue int) *gate {
	g := newGate(places, queue)
	g.share = 2
	return g
}

// part is what a client may have of n at most.
func (g *gate) part(n int) int { return max(1, n/g.share) }

// shared reports whether several clients ask. It is always false of a gate that looks at nobody's share.
func (g *gate) shared() bool { return time.Now().UnixNano() < g.several.Load() }

// most is how many turns of a client may run at once.
func (g *gate) most() int {
	if g.shared() {
		return max(1, g.part(g.places)/2)
	}
	return g.part(g.places)
}

// meet notes that a client comes. The caller holds the lock.
func (g *gate) meet(client netip.Prefix) {
	if g.share > 1 && g.begun > 0 && client != g.latest {
		g.several.Store(time.Now().Add(together).UnixNano())
	}
	g.latest = client
}

// Enter waits for a turn, which ends with leave. It fails if too many wait already, of all clients or of the one that ctx
// names, or if ctx ends first.
func (g *gate) Enter(ctx context.Context) (leave func(), err error) {
	client := clientOf(ctx)
	g.mu.Lock()
	g.meet(client)
	mine := g.clients[client]
	if mine == nil {
		mine = &turns{}
		g.clients[client] = mine
	}
	// whoever waits although a place is free has its share; others need not wait behind it
	if g.running < g.places && mine.running < g.most() {
		g.begin(mine)
		g.mu.Unlock()
		return func() { g.leave(client) }, nil
	}
	if len(g.waiting) >= g.queue || mine.waiting >= g.part(g.queue) {
		all := len(g.waiting) >= g.queue
		g.forget(client)
		g.mu.Unlock()
		if all {
			return nil, problem.Busy.Because("problem.busy", g.places, g.queue)
		}
		return nil, problem.Busy.Because("problem.busy.client", g.most(), g.part(g.queue))
	}
	t := &turn{client, make(chan struct{})}
	g.waiting = append(g.waiting, t)
	mine.waiting++
	g.mu.Unlock()
	select {
	case <-t.granted:
		return func() { g.leave(client) }, nil
	case <-ctx.Done():
		g.giveUp(t)
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, problem.Busy.Because("problem.busy.timeout")
		}
		return nil, ctx.Err()
	}
}

// begin begins a turn. The caller holds the lock.
func (g *gate) begin(of *turns) {
	g.running++
	g.begun++
	of.running++
	of.last = g.begun
}

// forget forgets a client without turns. The caller holds the lock.
func (g *gate) forget(client netip.Prefix) {
	if of := g.clients[client]; of.running == 0 && of.waiting == 0 {
		delete(g.clients, client)
	}
}

// leave ends a turn, and lets others begin theirs.
func (g *gate) leave(client netip.Prefix) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.running--
	g.clients[client].running--
	for g.running < g.places {
		next := g.next()
		if next < 0 {
			break
		}
		t := g.waiting[next]
		g.waiting = slices.Delete(g.waiting, next, next+1)
		of := g.clients[t.client]
		of.waiting--
		g.begin(of)
		close(t.granted)
	}
	g.forget(client)
}

// next is the index of the turn that is to begin next, -1 if none may. The caller holds the lock.
func (g *gate) next() int {
	best := -1
	var least *turns
	most := g.most()
	for i, t := range g.waiting {
		of := g.clients[t.client]
		if of.running >= most {
			continue
		}
		if least == nil || of.running < least.running || of.running == least.running && of.last < least.last {
			best, least = i, of
		}
	}
	return best
}

// giveUp takes back a turn that waits, or ends it if it has been granted meanwhile.
func (g *gate) giveUp(t *turn) {
	g.mu.Lock()
	i := slices.Index(g.waiting, t)
	if i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
		g.clients[t.client].waiting--
		g.forget(t.client)
	}
	g.mu.Unlock()
	if i < 0 {
		g.leave(t.client)
	}
}

// load returns how many turns run and wait.
func (g *gate) load() (running, waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.running, len(g.waiting)
}

// clientKey is the key of a request's client in its context.
type clientKey struct{}

// withClient names the client of what is done under ctx.
func withClient(ctx context.Context, client netip.Prefix) context.Context {
	return context.WithValue(ctx, clientKey{}, client)
}

// clientOf returns the client that ctx names, or the zero Prefix.
func clientOf(ctx context.Context) netip.Prefix {
	client, _ := ctx.Value(clientKey{}).(netip.Prefix)
	return client
}

// admit lets a request through the gate of searches.
func (s *Server) admit(c *gin.Context) {
	leave, err := s.gate.Enter(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	defer leave()
	c.Next()
}
