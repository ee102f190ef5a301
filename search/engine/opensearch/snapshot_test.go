package opensearch

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// TestSnapshotOutlived asks a snapshot after the state has been replaced: at once it answers, and when deletions may have
// begun it says that its state is gone.
func TestSnapshotOutlived(t *testing.T) {
	cluster := newStandIn(t, nil)
	e := (&link{standIn: cluster}).open(t)
	taken, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := taken.(*snapshot)
	for _, step := range []struct {
		name           string
		replaced, late bool
		want           error
	}{
		{"at once", false, false, nil},
		{"late, of the newest state", false, true, nil},
		{"soon after an update", true, false, nil},
		{"late after an update", false, true, engine.ErrGone},
	} {
		if step.replaced {
			cluster.intrude(func(s *state) { s.Serial++ })
		}
		if step.late {
			s.newest = s.newest.Add(-kept)
		}
		s.catalog = nil
		if _, err := s.Reports(t.Context()); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.name, err, step.want)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestSnapshotOfRebuilt lets the index vanish from under a snapshot, as a rebuild does: the snapshot is gone, and a reader
// begins anew.
func TestSnapshotOfRebuilt(t *testing.T) {
	cluster := newStandIn(t, nil)
	missing := 1
	l := &link{standIn: cluster, before: func(w http.ResponseWriter, r *http.Request) bool {
		if missing == 0 || !strings.HasSuffix(r.URL.Path, "/_search") {
			return false
		}
		missing--
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":{"type":"index_not_found_exception","reason":"no such index"},"status":404}`)
		return true
	}}
	e := l.open(t)
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reports(t.Context()); !errors.Is(err, engine.ErrGone) || !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("a snapshot whose index is missing: %v, want ErrGone", err)
	}
	missing = 1
	cluster.intrude(func(s *state) { s.Serial++ })
	if _, err := e.Reports(t.Context()); err != nil {
		t.Errorf("a reader who begins anew: %v", err)
	}
	if missing > 0 {
		t.Error("no search has been asked")
	}
}

func TestNextRun(t *testing.T) {
	for name, tc := range map[string]struct {
		hits []int
		want [][]string
	}{
		"none":                   {nil, nil},
		"one":                    {[]int{5}, [][]string{{"0"}}},
		"one of very many":       {[]int{5 * runLength}, [][]string{{"0"}}},
		"some that fit":          {[]int{1, 2, runLength - 3}, [][]string{{"0", "1", "2"}}},
		"some that do not fit":   {[]int{1, 2, runLength - 2, 1}, [][]string{{"0", "1"}, {"2", "3"}}},
		"very many among others": {[]int{1, 2 * runLength, 1, 1}, [][]string{{"0"}, {"1"}, {"2", "3"}}},
	} {
		t.Run(name, func(t *testing.T) {
			var reports []engine.Group
			sum := 0
			for i, n := range tc.hits {
				reports = append(reports, engine.Group{Report: &corpus.Header{ID: fmt.Sprint(i)}, Paragraphs: n})
				sum += n
			}
			var runs [][]string
			for len(reports) > 0 {
				var r run
				r, reports = nextRun(reports)
				runs = append(runs, r.ids)
				sum -= r.hits
			}
			if diff := cmp.Diff(tc.want, runs); diff != "" || sum != 0 {
				t.Errorf("%d hits are in no run, %s", sum, diff)
			}
		})
	}
}
