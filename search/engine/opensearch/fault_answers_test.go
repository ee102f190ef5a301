package opensearch_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// A fate is the outcome of a request to replace the state of an index.
type fate int

const (
	answered fate = iota
	lost          // executed, but the response is lost
	late          // the connection breaks, and it is executed later
)

// testLostAnswers updates an index over a connection that breaks whenever the state is replaced. No completed work is
// lost or mistaken for that of another process.
func (f faults) testLostAnswers(t *testing.T) {
	reports := reportsOf(f.paragraphs, 6)
	for _, c := range []struct {
		name  string
		fates []fate // of the first requests, by turns
	}{
		{"lease lost", []fate{lost}},
		{"lease late", []fate{late}},
		{"end lost", []fate{answered, lost}},
		{"end late", []fate{answered, late}},
		{"all lost", []fate{lost, lost, lost, lost}},
		{"all late", []fate{late, late, late, late}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel() // most of the time they wait to ask again
			location := f.NewIndex(t)
			held := reports[:3]
			sound := open(t, location)
			if err := sound.Update(t.Context(), putting(held, nil)); err != nil {
				t.Fatal(err)
			}
			between := &brokenLine{target: f.URLs[0], fates: c.fates}
			server := httptest.NewServer(between)
			defer server.Close()
			defer between.working.Wait()
			e := open(t, server.URL+"/"+nameOf(location))
			for _, now := range [][]int{{0, 4}, {0, 6}} {
				began := time.Now()
				err := e.Update(t.Context(), putting(reports[now[0]:now[1]], nil))
				t.Logf("an update takes %d ms and gives %v", time.Since(began).Milliseconds(), err)
				if err != nil {
					t.Errorf("the state could be replaced in the end, but the update gives %v", err)
				} else {
					held = reports[now[0]:now[1]]
				}
				between.working.Wait()
				if err := sound.Refresh(t.Context()); err != nil {
					t.Fatal(err)
				}
				expectHeld(t, sound, held)
			}
		})
	}
}

// A brokenLine is a faulty proxy of a node.
type brokenLine struct {
	target  string
	working sync.WaitGroup // requests executed late

	mutex sync.Mutex
	fates []fate
}

func (b *brokenLine) next() (next fate) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(b.fates) > 0 {
		next, b.fates = b.fates[0], b.fates[1:]
	}
	return next
}

func (b *brokenLine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(b.target)
	if err != nil {
		panic(err)
	}
	does := answered
	if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/_doc/state") && r.URL.Query().Get("op_type") == "" {
		does = b.next()
	}
	if does == answered {
		httputil.NewSingleHostReverseProxy(target).ServeHTTP(w, r)
		return
	}
	const delay = 300 * time.Millisecond
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	b.working.Go(func() {
		if does == late {
			time.Sleep(delay)
		}
		again, err := http.NewRequestWithContext(context.WithoutCancel(r.Context()), r.Method, b.target+r.URL.RequestURI(), bytes.NewReader(body))
		if err != nil {
			panic(err)
		}
		again.Header = r.Header
		if resp, err := http.DefaultClient.Do(again); err == nil {
			resp.Body.Close()
		}
	})
	if does == lost {
		b.working.Wait()
	}
	panic(http.ErrAbortHandler)
}
