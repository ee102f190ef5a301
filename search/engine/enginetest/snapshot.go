package enginetest

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
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
		checkFigures(t, s, engine.FigureRequest{}, l.figures())
		request := engine.Request{Query: development, Order: engine.Document, Limit: 1000, CountOther: true}
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

// testEach reads all hits of texts and of trees: they are those of a plain scan, and those of the pages.
func testEach(t *testing.T, e engine.Engine, l *library, samples int) {
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	r := rand.New(rand.NewChaCha8(seed))
	read := 0
	for i := range samples {
		request := engine.Request{Query: l.tree(r, i%3), Loose: i%4 == 0, Order: engine.Document}
		switch i % 5 {
		case 0:
			request.Query = query.Text{Value: l.sample(r, 2)}
		case 1:
			request.Query = l.filtered(r)
		}
		read += compareEach(t, s, l, request, i%3 == 0)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d queries, %d hits: each once, in order, as a scan and pages have them", samples, read)
}

// compareEach compares what Each yields with the plain scan, and with pages if they are wanted.
func compareEach(t *testing.T, s engine.Snapshot, l *library, request engine.Request, pages bool) int {
	t.Helper()
	got := each(t, s, request)
	request.Limit = len(l.paragraphs)
	want := l.answer(request).Hits
	if len(got) != len(want) {
		t.Fatalf("%s (loose %v): %d hits, a scan has %d", query.Print(request.Query), request.Loose, len(got), len(want))
	}
	for i, hit := range got {
		compareHit(t, request, hit, want[i])
	}
	if !pages {
		return len(got)
	}
	var paged []engine.Hit
	for request.Limit = 1000; ; {
		page := ask(t, s, request)
		paged = append(paged, page.Hits...)
		if request.After = page.Next; page.Next == "" {
			break
		}
	}
	if diff := gocmp.Diff(paged, got); diff != "" {
		t.Errorf("%s (loose %v): hits one by one are not those of the pages (-pages +each):\n%s", query.Print(request.Query), request.Loose, diff)
	}
	return len(got)
}

func each(t *testing.T, s engine.Snapshot, request engine.Request) (hits []engine.Hit) {
	t.Helper()
	for hit, err := range s.Each(t.Context(), request.Query, request.Loose) {
		if err != nil {
			t.Fatalf("%s: %v", query.Print(request.Query), err)
		}
		hits = append(hits, hit)
	}
	return hits
}

// testEachMoving reads hits while an update replaces, deletes and adds reports: they stay those of the state at the
// beginning. A reader may stop early, and a context ends the hits with an error.
func testEachMoving(t *testing.T, e engine.Engine, r *corpus.Report) {
	ctx := t.Context()
	first, second, third := *r, *r, *r
	first.ID, second.ID, third.ID = "a-2021", "m-2021", "z-2021"
	if err := e.Update(ctx, Puts(&first, &third)); err != nil {
		t.Fatal(err)
	}
	s, err := e.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	l := newLibrary([]*corpus.Report{&first, &third})
	want := l.answer(engine.Request{Query: development, Limit: len(l.paragraphs)}).Hits
	shorter := first
	shorter.Paragraphs = r.Paragraphs[:20]
	var got []engine.Hit
	for hit, err := range s.Each(ctx, development, false) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, hit); len(got) == 3 {
			err := e.Update(ctx, func(yield func(engine.Change, error) bool) {
				_ = yield(engine.Change{Put: &shorter}, nil) && yield(engine.Change{Put: &second}, nil) && yield(engine.Change{Delete: third.ID}, nil)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d hits with an update among them, %d without", len(got), len(want))
	}
	for i, hit := range got {
		compareHit(t, engine.Request{Query: development}, hit, want[i])
	}
	for range s.Each(ctx, development, false) {
		break
	}
	for hit, err := range s.Each(ctx, nil, false) {
		t.Errorf("nothing is asked for, and a hit comes: %+v, %v", hit, err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	var last error
	for _, last = range s.Each(stopped, development, false) {
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("a context that has ended gives the error %v", last)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
