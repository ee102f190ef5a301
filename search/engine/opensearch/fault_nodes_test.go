package opensearch_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
)

// testSearch kills one node after another while readers search. They may have to wait, but notice nothing else.
func (f faults) testSearch(t *testing.T) {
	location := f.NewIndex(t)
	e := open(t, location)
	reports := reportsOf(f.paragraphs, 40)
	if err := e.Update(t.Context(), putting(reports, nil)); err != nil {
		t.Fatal(err)
	}
	searches := withHits(t, e, searchesFor(reports))
	for _, victim := range []struct {
		name string
		node func() int
	}{
		{"the keeper of the state", func() int { return f.keeper(t, location) }},
		{"the manager", func() int { return f.manager(t) }},
	} {
		f.green(t)
		node := victim.node()
		r := read(t, e, 2, searches)
		time.Sleep(time.Second / 2)
		f.kill(t, node)
		time.Sleep(2 * time.Second)
		f.restart(t, node)
		r.end(t, victim.name+" is killed")
	}
	expectHeld(t, e, reports)
}

// testUpdate kills a node during an update, or at its end.
func (f faults) testUpdate(t *testing.T) {
	location := f.NewIndex(t)
	e := open(t, location)
	all := reportsOf(f.paragraphs, 100)
	held := all[:20]
	if err := e.Update(t.Context(), putting(held, nil)); err != nil {
		t.Fatal(err)
	}
	for _, fault := range []struct {
		name string
		node func() int
		when float64       // 1 at the last report
		more time.Duration // at most that much after it
	}{
		{"a node that does not manage", func() int { return (f.manager(t) + 1 + rand.N(2)) % len(f.URLs) }, 0.2 + 0.6*rand.Float64(), 0},
		{"the manager", func() int { return f.manager(t) }, 0.2 + 0.6*rand.Float64(), 0},
		{"the keeper of the state", func() int { return f.keeper(t, location) }, 1, 500 * time.Millisecond},
	} {
		f.green(t)
		wanted := shortened(all)
		if len(held) == len(all) && len(held[0].Paragraphs) < len(all[0].Paragraphs) {
			wanted = all
		}
		if f.updateWith(t, e, fault.name, fault.node(), fault.when, fault.more, held, wanted) {
			held = wanted
		}
	}
}

// updateWith runs an update, kills a node at some time of it, and reports whether the update succeeded. The index then
// holds all of it or nothing, both while the node is gone and when it is back.
func (f faults) updateWith(t *testing.T, e *opensearch.Engine, name string, node int, when float64, more time.Duration, before, after []*corpus.Report) bool {
	t.Helper()
	var killing sync.WaitGroup
	at := int(when * float64(len(after)))
	r := read(t, e, 1, searchesFor(before, after))
	began := time.Now()
	err := e.Update(t.Context(), putting(after, func(i int) {
		if i == at {
			killing.Go(func() {
				if more > 0 {
					time.Sleep(rand.N(more))
				}
				f.kill(t, node)
			})
		}
	}))
	took := time.Since(began)
	killing.Wait()
	holds := after
	if err != nil {
		if holds = before; !errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s is killed: the update gives %v", name, err)
		}
	}
	r.end(t, name+" is killed during an update")
	t.Logf("%s is killed at %.0f %% of an update of %d reports, which took %.1f s and gave %v", name, 100*when, len(after), took.Seconds(), err)
	expectTotals(t, e, holds)
	for range 2 * len(f.URLs) { // every request meets the lost node once
		if err := e.Update(t.Context(), replacing(nil, nil)); err != nil {
			t.Errorf("%s is gone: an update gives %v", name, err)
		}
	}
	f.restart(t, node)
	expectHeld(t, e, holds)
	return err == nil
}

// testAllNodes kills all nodes during an update. Requests fail with an error, and everything goes on when two nodes are
// back.
func (f faults) testAllNodes(t *testing.T) {
	location := f.NewIndex(t)
	e := open(t, location)
	reports := reportsOf(f.paragraphs, 60)
	held := reports[:20]
	if err := e.Update(t.Context(), putting(held, nil)); err != nil {
		t.Fatal(err)
	}
	searches := withHits(t, e, searchesFor(held))
	f.green(t)

	killed, updated := make(chan struct{}), make(chan error)
	go func() {
		updated <- e.Update(t.Context(), putting(reports, func(i int) {
			if i == len(reports)/2 {
				if err := f.KillAll(); err != nil {
					t.Error(err)
				}
				close(killed)
			}
		}))
	}()
	<-killed
	since := time.Now()
	expectUnavailable(t, "Search", func(ctx context.Context) error { _, err := e.Search(ctx, searches[0].request); return err })
	expectUnavailable(t, "Version", func(ctx context.Context) error { _, err := e.Version(ctx); return err })
	expectUnavailable(t, "Open", func(ctx context.Context) error { _, err := opensearch.Open(ctx, location); return err })
	err := <-updated
	t.Logf("an update that was running gives %.1f s after the end of all nodes: %v", time.Since(since).Seconds(), err)
	if !errors.Is(err, engine.ErrUnavailable) || time.Since(since) > 30*time.Second {
		t.Errorf("it should give ErrUnavailable when its lease is over")
	}

	since = time.Now()
	for _, n := range rand.Perm(len(f.URLs))[:2] {
		if err := f.Restart(n); err != nil {
			t.Fatal(err)
		}
	}
	f.eventually(t, "Search", since, func(ctx context.Context) error {
		result, err := enginetest.Ask(ctx, e, searches[0].request)
		if why := searches[0].wrong(result); err == nil && why != "" {
			t.Error(why)
		}
		return err
	})
	expectTotals(t, e, held)
	f.eventually(t, "Update", since, func(ctx context.Context) error { return e.Update(ctx, putting(reports, nil)) })
	expectTotals(t, e, reports)
	f.restart(t, 0, 1, 2)
	expectHeld(t, e, reports)
}

// expectUnavailable fails unless ask returns ErrUnavailable before a reader loses patience.
func expectUnavailable(t *testing.T, name string, ask func(context.Context) error) {
	t.Helper()
	const most = 10 * time.Second
	began := time.Now()
	err := ask(t.Context())
	t.Logf("without any node, %s gives after %.1f s: %v", name, time.Since(began).Seconds(), err)
	if took := time.Since(began); !errors.Is(err, engine.ErrUnavailable) || took > most {
		t.Errorf("without any node, %s should give ErrUnavailable within %v", name, most)
	}
}

// eventually retries until it succeeds, within the validity of a lease and the start of a cluster.
func (f faults) eventually(t *testing.T, name string, since time.Time, try func(context.Context) error) {
	t.Helper()
	const most = 40 * time.Second
	for {
		err := try(t.Context())
		switch {
		case err == nil:
			t.Logf("%s works %.1f s after two nodes were started", name, time.Since(since).Seconds())
			return
		case !errors.Is(err, engine.ErrUnavailable) && !errors.Is(err, engine.ErrLocked), time.Since(since) > most:
			t.Fatalf("%s, %.1f s after two nodes were started: %v", name, time.Since(since).Seconds(), err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}
