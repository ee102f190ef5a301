package opensearch

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// leaseTime is how long a process may write without saying that it still does, which it does four times as often. One that
// was killed keeps others from writing no longer than that. It is a variable for tests, which do not wait that long.
var leaseTime = 20 * time.Second

const (
	// leasePatience is how long an update waits for another process to finish before it gives up.
	leasePatience = 1500 * time.Millisecond
	// reserve is more numbers than any update gives. One that takes over from a process which may still be writing begins
	// that far behind it.
	reserve = 1 << 32
)

// A lease says which process may write. It stands in the state, so that to take it, to keep it and to end an update are
// all the same: to replace the state that one has read. Clocks that differ may let it be taken early; the update of the
// process that had it then fails, and nothing of it is seen.
type lease struct {
	Holder  string    `json:"holder"` // for people
	Since   time.Time `json:"since"`
	Expires time.Time `json:"expires"`
	From    int64     `json:"from"` // the first number that its holder gives
}

// A writer holds the lease of an index.
type writer struct {
	*Engine
	mutex sync.Mutex // of state, which is renewed meanwhile
	state *state
	late  []string // marks of states that it has sent in vain, as it seems; one of them may be written late
	from  int64    // the first number that it may give
	next  int64    // the next one
	lost  error    // set when the lease is gone
	stop  context.CancelFunc
	done  chan struct{}
}

// takeLease waits for the lease, and keeps it until endLease. The context that it gives ends when the lease is lost.
func (e *Engine) takeLease(ctx context.Context) (*writer, context.Context, error) {
	w := &writer{Engine: e}
	until := time.Now().Add(leasePatience)
	for {
		err := w.tryLease(ctx)
		if err == nil {
			held, stop := context.WithCancel(ctx)
			w.stop, w.done = stop, make(chan struct{})
			go w.keep(held, stop)
			return w, held, nil
		}
		if !errors.Is(err, engine.ErrLocked) && w.late == nil || time.Now().After(until) {
			return nil, nil, err
		}
		if err := cluster.Pause(ctx, 100*time.Millisecond); err != nil {
			return nil, nil, err
		}
	}
}

func (w *writer) tryLease(ctx context.Context) error {
	s, err := w.readState(ctx)
	if err != nil {
		return err
	}
	if slices.Contains(w.late, s.Mark) {
		w.state, w.from, w.next = s, s.Lease.From, s.Lease.From
		return nil
	}
	now := time.Now().UTC()
	from := s.Next
	if l := s.Lease; l != nil {
		if now.Before(l.Expires) {
			return language.New("engine.cluster.locked", w.client, engine.ErrLocked, l.Holder, l.Expires.Local().Format(time.TimeOnly))
		}
		from = l.From + reserve // whoever had it may not know yet that it is gone
	}
	next := *s
	next.Mark = rand.Text()
	next.Lease = &lease{Holder: holder(now), Since: now, Expires: now.Add(leaseTime), From: from}
	if err := w.replaceState(ctx, &next); err != nil {
		w.late = append(w.late, next.Mark)
		return err
	}
	w.state, w.from, w.next = &next, from, from
	return nil
}

// holder names this process for people.
func holder(now time.Time) string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s (process %d on %s, since %s UTC)", filepath.Base(os.Args[0]), os.Getpid(), host, now.Format(time.DateTime))
}

// keep renews the lease until ctx ends. When it cannot before the lease expires, it ends ctx itself.
func (w *writer) keep(ctx context.Context, stop context.CancelFunc) {
	defer close(w.done)
	for cluster.Pause(ctx, leaseTime/4) == nil {
		if err := w.renew(ctx); err != nil && ctx.Err() == nil {
			w.mutex.Lock()
			w.lost = err
			w.mutex.Unlock()
			stop()
		}
	}
}

func (w *writer) renew(ctx context.Context) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for {
		err := w.change(ctx, func(s *state) { s.Lease.Expires = time.Now().UTC().Add(leaseTime) })
		if err == nil || errors.Is(err, engine.ErrLocked) || time.Now().After(w.state.Lease.Expires) {
			return err
		}
		if err := cluster.Pause(ctx, cluster.PauseBefore(3)); err != nil {
			return err
		}
	}
}

// latest is the state at the moment: it changes with every renewal.
func (w *writer) latest() *state {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.state
}

// change replaces the state by one that edit has changed. A change that seemed to be in vain may be made late, when its
// connection has broken: then it is not another process that has written meanwhile. The caller holds w.mutex.
func (w *writer) change(ctx context.Context, edit func(*state)) error {
	for {
		next := *w.state
		held := *w.state.Lease
		next.Lease = &held
		edit(&next)
		next.Mark = rand.Text()
		err := w.replaceState(ctx, &next)
		if err == nil {
			w.state = &next
			return nil
		}
		w.late = append(w.late, next.Mark)
		if !errors.Is(err, engine.ErrLocked) {
			return err
		}
		found, readErr := w.readState(ctx)
		if readErr != nil {
			return readErr // it is not known who has written
		}
		if !slices.Contains(w.late, found.Mark) {
			return err
		}
		if w.state = found; found.Lease == nil { // which is the last change
			return nil
		}
	}
}

// stopRenewing leaves the lease to expire, unless it is given back.
func (w *writer) stopRenewing() {
	w.stop()
	<-w.done
}

// endLease makes a last change, which gives the lease back, and stops renewing it.
func (w *writer) endLease(ctx context.Context, edit func(*state)) error {
	w.stopRenewing()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.lost != nil {
		return w.lost
	}
	until := time.Now().Add(writePatience)
	for {
		err := w.change(ctx, func(s *state) {
			edit(s)
			s.Lease = nil
		})
		if err == nil || !errors.Is(err, engine.ErrUnavailable) || time.Now().After(until) || ctx.Err() != nil {
			return err
		}
		if err := cluster.Pause(ctx, cluster.PauseBefore(5)); err != nil {
			return err
		}
	}
}
