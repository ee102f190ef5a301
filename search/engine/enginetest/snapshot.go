package enginetest

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
)

// testSnapshot updates an index under a snapshot: each of its answers stays what it was, and the engine goes on.
func testSnapshot(t *testing.T, e engine.Engine, r *corpus.Report) {
	ctx := t.Context()
	other := *r
	other.ID, other.Paragraphs = "other-2021", r.Paragraphs[:20]
	states := [][]*corpus.Report{{r}, {r, &other}, {&other}, nil}
	var taken []engine.Snapshot
	var versions []string
	for i, reports := range states {
		change := Puts(reports...)
		if i > 1 {
			change = deletes(states[i-1][0].ID)
		}
		if err := e.Update(ctx, change); err != nil {
			t.Fatal(err)
		}
		s, err := e.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		taken, versions = append(taken, s), append(versions, version(t, s))
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(versions))); len(distinct) != len(states) {
		t.Errorf("%d states have the versions %q", len(states), versions)
	}
	for i, s := range taken {
		if v := version(t, s); v != versions[i] {
			t.Errorf("the version of a snapshot goes from %s to %s", versions[i], v)
		}
		l := newLibrary(states[i])
		testReports(t, s, l)
		request := engine.Request{Query: development, Order: engine.Document, Limit: 1000, CountLoosely: true}
		compare(t, s, l, request)
		once, again := ask(t, s, request), ask(t, s, request)
		if diff := gocmp.Diff(once, again); diff != "" {
			t.Errorf("the same search of one snapshot (-once +again):\n%s", diff)
		}
		like, err := s.Like(ctx, engine.LikeRequest{Terms: []engine.WeightedTerm{{Term: "发展", Weight: 1}}, Limit: 10})
		if err != nil || like.Reports != len(states[i]) || like.Paragraphs != len(l.paragraphs) {
			t.Errorf("a snapshot of %d reports and %d paragraphs: Like counts %d and %d, %v", len(states[i]), len(l.paragraphs), like.Reports, like.Paragraphs, err)
		}
	}
	if v := version(t, e); v != versions[len(versions)-1] {
		t.Errorf("the version of the index is %s, that of its last snapshot %s", v, versions[len(versions)-1])
	}
	for _, s := range taken {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
