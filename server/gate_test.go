package server

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/netip"
	"testing"

	"gongbao/server/problem"
)

// asker is a context of the n-th client.
func asker(n int) context.Context {
	return withClient(context.Background(), netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(n)}), 32))
}

// enter begins a turn, or waits for one: then entered gets the function that ends it.
func enter(t *testing.T, g *gate, ctx context.Context) (entered chan func()) {
	t.Helper()
	_, before := g.load()
	running, _ := g.load()
	entered = make(chan func(), 1)
	refused := make(chan error, 1)
	go func() {
		leave, err := g.Enter(ctx)
		if err != nil {
			refused <- err
			return
		}
		entered <- leave
	}()
	for {
		if nowRunning, waiting := g.load(); waiting > before || nowRunning > running {
			return entered
		}
		select {
		case err := <-refused:
			t.Fatal(err)
		default:
		}
	}
}

// TestOneClientHasHalf lets one client ask for all that it can get, and then another.
func TestOneClientHasHalf(t *testing.T) {
	for _, test := range []struct{ places, queue, running, waiting int }{
		{1, 1, 1, 1}, {2, 2, 1, 1}, {4, 12, 2, 6}, {5, 15, 2, 7},
	} {
		g := newFairGate(test.places, test.queue)
		var greedy []chan func()
		for range test.running + test.waiting {
			greedy = append(greedy, enter(t, g, asker(1)))
		}
		if running, waiting := g.load(); running != test.running || waiting != test.waiting {
			t.Errorf("%+v: %d run and %d wait", test, running, waiting)
		}
		var busy *problem.Error
		if _, err := g.Enter(asker(1)); !errors.As(err, &busy) || busy.Type != problem.Busy {
			t.Errorf("%+v: one more: %v", test, err)
		}
		if test.places > 1 {
			(<-enter(t, g, asker(2)))() // at once
		} else {
			g.queue++
			other := enter(t, g, asker(2))
			(<-greedy[0])()
			(<-other)() // before the one that came earlier
			greedy = greedy[1:]
		}
		for _, entered := range greedy {
			(<-entered)()
		}
		if running, waiting := g.load(); running+waiting+len(g.clients) != 0 {
			t.Errorf("%+v: in the end %d run, %d wait, %d clients are known", test, running, waiting, len(g.clients))
		}
	}
}

// TestSeveralClients holds that a client has a quarter of the places while another one asks too, and its half when it is alone again.
func TestSeveralClients(t *testing.T) {
	g := newFairGate(4, 12)
	first, second, third := enter(t, g, asker(1)), enter(t, g, asker(1)), enter(t, g, asker(1))
	if g.shared() {
		t.Error("one client is several")
	}
	other := <-enter(t, g, asker(2)) // at once
	if !g.shared() {
		t.Error("two clients are not several")
	}
	(<-first)()
	if running, waiting := g.load(); running != 2 || waiting != 1 {
		t.Errorf("beside another client %d run and %d wait", running, waiting)
	}
	(<-second)()
	fourth := enter(t, g, asker(1))
	g.several.Store(0) // time passes
	other()
	(<-third)()
	(<-fourth)()
	leave := <-enter(t, g, asker(1))
	(<-enter(t, g, asker(1)))() // at once
	leave()
	plain := newGate(4, 12)
	(<-enter(t, plain, asker(1)))()
	(<-enter(t, plain, asker(2)))()
	if plain.shared() {
		t.Error("a gate without shares looks who asks")
	}
}

// TestTurns holds in which order turns begin at a gate with one place: clients take turns, and each keeps its own order.
func TestTurns(t *testing.T) {
	g := newFairGate(1, 100)
	leave, err := g.Enter(asker(1))
	if err != nil {
		t.Fatal(err)
	}
	var waiting []chan func()
	for _, n := range []int{1, 1, 1, 2, 2, 3} {
		waiting = append(waiting, enter(t, g, asker(n)))
	}
	for _, next := range []int{3, 5, 0, 4, 1, 2} {
		leave()
		for i, entered := range waiting {
			select {
			case leave = <-entered:
				if i != next {
					t.Fatalf("turn %d begins, want %d", i, next)
				}
			default:
				if i == next {
					leave = <-entered
				}
			}
		}
	}
	leave()
}

// TestGateCounts lets clients enter, leave and give up at random: no bound is ever passed, nobody waits beside a place that
// is free for them, and nothing is left behind.
func TestGateCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		places, queue := 1+r.IntN(6), 1+r.IntN(8)
		g := newFairGate(places, queue)
		ended := make(chan struct{})
		const clients, requests = 4, 12
		for n := range clients * requests {
			ctx, cancel := context.WithCancel(asker(n % clients))
			if r.IntN(4) == 0 {
				cancel()
			}
			spins := r.IntN(1000)
			go func() {
				defer func() { ended <- struct{}{} }()
				defer cancel()
				leave, err := g.Enter(ctx)
				if err != nil {
					return
				}
				for range spins {
					g.load()
				}
				leave()
			}()
		}
		for left := clients * requests; left > 0; {
			select {
			case <-ended:
				left--
			default:
			}
			g.mu.Lock()
			if g.running > places || len(g.waiting) > queue || g.running < places && g.next() >= 0 {
				t.Errorf("%d of %d run, %d of %d wait", g.running, places, len(g.waiting), queue)
			}
			for _, of := range g.clients {
				if of.running > max(1, places/2) || of.waiting > max(1, queue/2) {
					t.Errorf("a client has %d of %d and %d of %d", of.running, places, of.waiting, queue)
				}
			}
			g.mu.Unlock()
		}
		if running, waiting := g.load(); running+waiting+len(g.clients) != 0 {
			t.Errorf("in the end %d run, %d wait, %d clients are known", running, waiting, len(g.clients))
		}
	}
}
