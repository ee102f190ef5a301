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

	"gongbao/guard"
	"gongbao/language"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// leaseTime is the validity of a lease. Its holder renews it four times as often, so a killed writer blocks others no
// longer than that. It is a variable so that tests can wait less.
var leaseTime = 20 * time.Second

const (
	// leasePatience is the time that an update waits for another writer before it gives up.
	leasePatience = 1500 * time.Millisecond
	// reserve exceeds the number of reports in any update. A writer that takes a lease over from one that may still
	// write skips that many numbers.
	reserve = 1 << 32
)

// A lease says which process may write. It is part of the state, so taking it, renewing it and ending an update are the
// same operation: a compare-and-swap of the state. Clock skew may let another process take it early; the update of the
// former holder then fails without any visible effect.
type lease struct {
	Holder  string    `json:"holder"` // for people
	Since   time.Time `json:"since"`
	Expires time.Time `json:"expires"`
	From    int64     `json:"from"` // first number that the holder assigns
}

// A writer holds the lease of an index.
type writer struct {
	*Engine
	mutex sync.Mutex // guards state, which renewals replace
	state *state
	late  []string // marks of states whose write seemed to fail; one may still take effect
	from  int64    // first number that it may assign
	next  int64    // next number
	lost  error    // set when the lease is lost
	stop  context.CancelFunc
	done  chan struct{}
}

// takeLease waits for the lease, and renews it until endLease. The returned context ends if the lease is lost.
func (e *Engine) takeLease(ctx context.Context) (*writer, context.Context, error) {
	w := &writer{Engine: e}
	until := time.Now().Add(leasePatience)
	for {
		began := time.Now()
		err := w.tryLease(ctx)
		if err == nil {
			e.see(w.state, began) // which another writer may have left until then
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
	if err := s.known(w.Location); err != nil {
		return err // what else a later program keeps in the state would be lost
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
		from = l.From + reserve // the former holder may still write
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

// holder describes this process for people.
func holder(now time.Time) string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s (process %d on %s, since %s UTC)", filepath.Base(os.Args[0]), os.Getpid(), host, now.Format(time.DateTime))
}

// keep renews the lease until ctx ends. It calls stop if it cannot renew the lease in time.
func (w *writer) keep(ctx context.Context, stop context.CancelFunc) {
	defer close(w.done)
	for cluster.Pause(ctx, leaseTime/4) == nil {
		if err := guard.Do(func() error { return w.renew(ctx) }); err != nil && ctx.Err() == nil {
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

// latest returns the current state, which every renewal replaces.
func (w *writer) latest() *state {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.state
}

// change replaces the state by an edited copy. If a connection breaks, a write that seemed to fail may take effect
// later; change recognizes it by its mark and does not take it for another writer. The caller must hold w.mutex.
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
			return readErr // the writer is unknown
		}
		if !slices.Contains(w.late, found.Mark) {
			return err
		}
		if w.state = found; found.Lease == nil { // the write that gave the lease back
			return nil
		}
	}
}

// stopRenewing stops renewals. The lease expires unless it is given back.
func (w *writer) stopRenewing() {
	w.stop()
	<-w.done
}

// endLease stops renewals, applies a last edit and gives the lease back.
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
