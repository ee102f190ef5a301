package opensearch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/engine/opensearch/cluster"
)

// put returns an update that puts a report without paragraphs, after it calls meanwhile.
func put(id string, meanwhile func()) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		if meanwhile != nil {
			meanwhile()
		}
		yield(engine.Change{Put: &corpus.Report{Header: corpus.Header{ID: id}}}, nil)
	}
}

// putUntil returns an update that puts reports until it is stopped, or far too long. It sets ended if it was stopped.
func putUntil(ended *bool) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for i := range 500 {
			if !yield(engine.Change{Put: &corpus.Report{Header: corpus.Header{ID: fmt.Sprint("late-", i)}}}, nil) {
				*ended = true
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// TestOneWriterAtATime checks that a writer excludes others, even beyond the validity of one lease, and that they learn
// who it is.
func TestOneWriterAtATime(t *testing.T) {
	s := newStandIn(t, nil)
	first, second := (&link{standIn: s}).open(t), (&link{standIn: s}).open(t)
	err := first.Update(t.Context(), put("a", func() {
		began := time.Now()
		for time.Since(began) < leaseTime+leaseTime/2 {
			err := second.Update(t.Context(), put("b", nil))
			if !errors.Is(err, engine.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
				t.Fatalf("the second update: %v", err)
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Update(t.Context(), put("b", nil)); err != nil {
		t.Fatal(err)
	}
	if now := s.now(); now.Serial != 2 || now.Next != 2 || now.Reports != 2 || now.Lease != nil || len(now.Hidden) > 0 {
		t.Errorf("%+v", now)
	}
}

// TestLeaseIsRenewed checks that the lease never comes near its end during an update, and is given back.
func TestLeaseIsRenewed(t *testing.T) {
	s := newStandIn(t, nil)
	e := (&link{standIn: s}).open(t)
	err := e.Update(t.Context(), put("a", func() {
		for range 30 {
			if now := s.now(); now.Lease == nil || time.Until(now.Lease.Expires) < leaseTime/4 {
				t.Fatalf("%+v", now.Lease)
			}
			time.Sleep(leaseTime / 20)
		}
	}))
	if err != nil || s.now().Lease != nil || s.writes < 5 {
		t.Errorf("%d writes of the state, %v", s.writes, err)
	}
	writes := s.writes
	time.Sleep(leaseTime / 2)
	if s.writes != writes {
		t.Error("the lease is renewed after the update")
	}
}

// TestExpiredLeaseIsTakenOver checks that the lease of a killed writer blocks nobody once it expires, and that the
// numbers it may have assigned are skipped.
func TestExpiredLeaseIsTakenOver(t *testing.T) {
	s := newStandIn(t, func(s *state) {
		s.Next = 10
		s.Lease = &lease{Holder: "one that was killed", Expires: time.Now().Add(500 * time.Millisecond), From: 10}
	})
	e := (&link{standIn: s}).open(t)
	if err := e.Update(t.Context(), put("a", nil)); err != nil {
		t.Fatal(err)
	}
	now := s.now()
	for i := range now.Hidden {
		now.Hidden[i].Since = time.Time{}
	}
	if diff := cmp.Diff([]stretch{{From: 10, To: 10 + reserve}}, now.Hidden); diff != "" || now.Next != 11+reserve {
		t.Errorf("the next number is %d; hidden are:\n%s", now.Next, diff)
	}
	if diff := cmp.Diff([]int64{10 + reserve}, s.documents); diff != "" {
		t.Error(diff)
	}
}

// TestTakenOver checks that an update that lost its lease fails with that reason and shows nothing.
func TestTakenOver(t *testing.T) {
	s := newStandIn(t, nil)
	e := (&link{standIn: s}).open(t)
	other := &lease{Holder: "another", Expires: time.Now().Add(time.Hour), From: reserve}
	ended := false
	changes := func(yield func(engine.Change, error) bool) {
		s.intrude(func(s *state) { s.Lease, s.Mark = other, "another" })
		putUntil(&ended)(yield)
	}
	if err := e.Update(t.Context(), changes); !errors.Is(err, engine.ErrLocked) || errors.Is(err, context.Canceled) || !ended {
		t.Errorf("%v, and it ended: %v", err, ended)
	}
	if now := s.now(); now.Mark != "another" || now.Next != 0 || now.Lease.Holder != "another" {
		t.Errorf("%+v", now)
	}
}

// TestTakenOverAtTheEnd is the same for an update that notices only when it replaces the state.
func TestTakenOverAtTheEnd(t *testing.T) {
	s := newStandIn(t, nil)
	leaseTime = time.Minute
	e := (&link{standIn: s}).open(t)
	err := e.Update(t.Context(), put("a", func() { s.intrude(func(s *state) { s.Lease, s.Mark = nil, "another" }) }))
	if now := s.now(); !errors.Is(err, engine.ErrLocked) || now.Mark != "another" || now.Next != 0 {
		t.Errorf("%v, %+v", err, now)
	}
}

// TestCutOff checks that an update that cannot renew its lease ends before another may write, and that only the update
// of the other becomes visible.
func TestCutOff(t *testing.T) {
	s := newStandIn(t, nil)
	var cut atomic.Bool
	first := (&link{standIn: s, before: func(w http.ResponseWriter, _ *http.Request) bool {
		if cut.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return cut.Load()
	}}).open(t)
	second := (&link{standIn: s}).open(t)
	ended := false
	err := first.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		cut.Store(true)
		putUntil(&ended)(yield)
		cut.Store(false)
		if err := second.Update(t.Context(), put("b", nil)); err != nil {
			t.Errorf("the other: %v", err)
		}
	})
	if !ended || !errors.Is(err, engine.ErrUnavailable) && !errors.Is(err, engine.ErrLocked) || errors.Is(err, context.Canceled) {
		t.Errorf("%v, and it ended: %v", err, ended)
	}
	if now := s.now(); now.Reports != 1 || now.Next != 1+reserve || now.Lease != nil {
		t.Errorf("%+v", now)
	}
}

// hangUp drops a response.
func hangUp() bool { panic(http.ErrAbortHandler) }

// TestLostAnswers checks that an update survives the loss of a response to a write of the state: a read tells whether
// the write succeeded.
func TestLostAnswers(t *testing.T) {
	for name, lose := range map[string]func(w http.ResponseWriter) bool{
		"connection": func(http.ResponseWriter) bool { return hangUp() },
		"proxy": func(w http.ResponseWriter) bool {
			w.WriteHeader(http.StatusGatewayTimeout)
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStandIn(t, nil)
			e := (&link{standIn: s, after: func(w http.ResponseWriter, r *http.Request) bool { return isStateWrite(r) && lose(w) }}).open(t)
			if err := e.Update(t.Context(), put("a", nil)); err != nil {
				t.Error(err)
			}
			if now := s.now(); now.Serial != 1 || now.Reports != 1 || now.Lease != nil || s.writes != 2 {
				t.Errorf("%+v after %d writes", now, s.writes)
			}
		})
	}
}

// TestLostRequests checks that the last write of an update is retried if it did not succeed.
func TestLostRequests(t *testing.T) {
	s := newStandIn(t, nil)
	writePatience = 5 * time.Second
	var n atomic.Int32
	e := (&link{standIn: s, before: func(_ http.ResponseWriter, r *http.Request) bool {
		return isStateWrite(r) && n.Add(1)%2 == 0 && hangUp()
	}}).open(t)
	if err := e.Update(t.Context(), put("a", nil)); err != nil {
		t.Error(err)
	}
	if now := s.now(); now.Serial != 1 || now.Reports != 1 || now.Lease != nil {
		t.Errorf("%+v", now)
	}
}

// TestFailedUpdateGivesTheLeaseBack also checks that nothing becomes visible and no number is reused.
func TestFailedUpdateGivesTheLeaseBack(t *testing.T) {
	s := newStandIn(t, nil)
	e := (&link{standIn: s}).open(t)
	wrong := errors.New("a file that cannot be read")
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		put("a", nil)(yield)
		yield(engine.Change{}, wrong)
	})
	if now := s.now(); !errors.Is(err, wrong) || now.Serial != 0 || now.Next != 1 || len(now.Hidden) != 1 || now.Lease != nil {
		t.Errorf("%v, %+v", err, now)
	}
}

// TestFailedBatchIsTheError checks that an update reports the error of its failed batch, and not a cancellation.
func TestFailedBatchIsTheError(t *testing.T) {
	s := newStandIn(t, nil)
	e := (&link{standIn: s, before: func(w http.ResponseWriter, r *http.Request) bool {
		refused := strings.HasSuffix(r.URL.Path, "/_bulk")
		if refused {
			answers(400, `{"error":{"type":"parsing","reason":"the reason"}}`)(w, r)
		}
		return refused
	}}).open(t)
	ended := false
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		large := &corpus.Report{Header: corpus.Header{ID: "a"}}
		for i := range batchBytes / corpus.MaxParagraph {
			large.Paragraphs = append(large.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: strings.Repeat("发", corpus.MaxParagraph/len("发"))})
		}
		if ended = !yield(engine.Change{Put: large}, nil); !ended {
			putUntil(&ended)(yield)
		}
	})
	if !ended || !cluster.IsStatus(err, 400) || errors.Is(err, context.Canceled) {
		t.Errorf("%v, and it ended: %v", err, ended)
	}
}

// TestStoppedUpdate checks the error of a cancelled update.
func TestStoppedUpdate(t *testing.T) {
	s := newStandIn(t, nil)
	e := (&link{standIn: s}).open(t)
	ctx, cancel := context.WithCancel(t.Context())
	if err := e.Update(ctx, put("a", cancel)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if now := s.now(); now.Serial != 0 || now.Reports != 0 || now.Lease != nil {
		t.Errorf("%+v", now)
	}
}

// TestFailedRebuildStopsRenewing checks that a rebuild that fails with an unknown outcome blocks writers no longer than
// a lease.
func TestFailedRebuildStopsRenewing(t *testing.T) {
	s := newStandIn(t, func(s *state) { s.Text = -1 })
	var cut atomic.Bool
	e := (&link{standIn: s, before: func(w http.ResponseWriter, r *http.Request) bool {
		fault := cut.Load() && r.Method == http.MethodGet
		if fault {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return fault
	}}).open(t)
	wrong := errors.New("a file that cannot be read")
	err := e.Rebuild(t.Context(), func(yield func(engine.Change, error) bool) {
		cut.Store(true)
		yield(engine.Change{}, wrong)
	})
	if !errors.Is(err, wrong) {
		t.Error(err)
	}
	cut.Store(false)
	time.Sleep(leaseTime + leaseTime/4)
	if now := s.now(); now.Lease != nil && time.Now().Before(now.Lease.Expires) {
		t.Errorf("%+v", now.Lease)
	}
}
