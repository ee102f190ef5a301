// Package enginetest is the executable contract of engines: whatever passes a [Suite] is an engine.
//
// At its heart are property tests. They sample queries from the texts, and compare the paragraphs, totals, marks, counts
// and scores of an engine with a plain scan, which shares only the definition of folding with the engines. What is asked by
// the headers of reports, every filter, order, grouping and page, is asked of reports made to differ in them.
package enginetest

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// A Suite tests one kind of engine.
type Suite struct {
	// Open returns a new, empty engine that t closes.
	Open func(t *testing.T) engine.Engine
	// Samples is the number of texts, and of trees, to search for; 2,500 if 0. The suite uses a tenth of it with only
	// the sample report, or under -short, and GONGBAO_SAMPLES times as many where that is set.
	Samples int
	// InMemory says that the engine stores nothing.
	InMemory bool
}

// Run runs the suite.
func (s Suite) Run(t *testing.T) {
	reports := Reports(t)
	full := s.Open(t)
	if err := full.Update(t.Context(), Puts(reports...)); err != nil {
		t.Fatal(err)
	}
	l := newLibrary(reports)
	samples := l.amount(cmp.Or(s.Samples, 2500))
	for _, test := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"Trees", func(t *testing.T) { testTrees(t, full, l, samples) }},
		{"Exact", func(t *testing.T) { testTexts(t, full, l, samples, false) }},
		{"Loose", func(t *testing.T) { testTexts(t, full, l, samples, true) }},
		{"Layout", func(t *testing.T) { testLayout(t, full, s.Open(t), reports) }},
		{"Each", func(t *testing.T) { testEach(t, full, l, max(samples/50, 20)) }},
		{"Equal", func(t *testing.T) { testEqual(t, full, l, max(min(samples/50, 100), 20)) }},
		{"Groups", func(t *testing.T) { testGroups(t, full, l, samples/10) }},
		{"Frequent", func(t *testing.T) { testFrequent(t, full, l, samples/10) }},
		{"Scores", func(t *testing.T) { testScores(t, full, l, max(samples/100, 6)) }},
		{"Scores, varied", func(t *testing.T) {
			e := s.Open(t)
			testScores(t, e, fillVaried(t, e), max(samples/10, 50))
		}},
		{"Same", func(t *testing.T) { testSame(t, full, l, samples/10) }},
		{"Like", func(t *testing.T) { testLike(t, full, l) }},
		{"Figures", func(t *testing.T) { testFigures(t, full, l, min(samples/50, 100)) }},
		{"Filters", func(t *testing.T) { testFilters(t, s.Open(t)) }},
		{"Facets", func(t *testing.T) { testFacets(t, s.Open(t)) }},
		{"Choose", func(t *testing.T) { testChoose(t, s.Open(t)) }},
		{"Keys", func(t *testing.T) { testKeys(t, s.Open(t)) }},
		{"Pages", func(t *testing.T) { testPages(t, s.Open(t)) }},
		{"Cursors", func(t *testing.T) { testCursors(t, s.Open(t)) }},
		{"Orders", func(t *testing.T) { testOrders(t, full, l) }},
		{"Factors", func(t *testing.T) { testFactors(t, full) }},
		{"Paging", func(t *testing.T) { testPaging(t, full) }},
		{"Paragraphs", func(t *testing.T) { testParagraphs(t, full, l) }},
		{"Reports", func(t *testing.T) { testReports(t, full, l) }},
		{"Stored", func(t *testing.T) { testStored(t, full, l, s.InMemory) }},
		{"Empty", func(t *testing.T) { testEmpty(t, s.Open(t)) }},
		{"Update", func(t *testing.T) { testUpdate(t, s.Open(t), reports[0]) }},
		{"Broken update", func(t *testing.T) { testBrokenUpdate(t, s.Open(t), reports[0]) }},
		{"Snapshot", func(t *testing.T) { testSnapshot(t, s.Open(t), reports[0]) }},
		{"Each, moving", func(t *testing.T) { testEachMoving(t, s.Open(t), reports[0]) }},
		{"Longest", func(t *testing.T) { testLongest(t, s.Open(t)) }},
		{"Writing", func(t *testing.T) { testWriting(t, s.Open(t)) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel() // one scans while another waits for the engine
			test.run(t)
		})
	}
}

// Puts returns an update that puts reports.
func Puts(reports ...*corpus.Report) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for _, r := range reports {
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
		}
	}
}

// deletes returns an update that deletes reports.
func deletes(ids ...string) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for _, id := range ids {
			if !yield(engine.Change{Delete: id}, nil) {
				return
			}
		}
	}
}

// testStored checks that an engine which knows how much room it takes says something, and no more than a hundred times the text with
// room for an empty index. It may be a few seconds behind.
func testStored(t *testing.T, e engine.Engine, l *library, inMemory bool) {
	measured, ok := e.(engine.Measured)
	if !ok {
		t.Skip("the engine does not say how much room it takes")
	}
	var texts int64
	for _, r := range l.reports {
		for _, p := range r.Paragraphs {
			texts += int64(len(p.Text))
		}
	}
	stored, err := measured.Stored(t.Context())
	if err != nil || (stored == 0) != inMemory || stored < 0 || stored > 100*texts+1<<20 {
		t.Errorf("%d bytes of text take %d in storage (%v)", texts, stored, err)
	}
}

func testEmpty(t *testing.T, e engine.Engine) {
	result, err := e.Search(t.Context(), engine.Request{Query: query.Text{Value: "发展"}, Limit: 10})
	if err != nil || result.Total != (engine.Total{}) || len(result.Hits) > 0 || result.Next != "" {
		t.Errorf("search of an empty index = %+v, %v", result, err)
	}
	if reports, err := e.Reports(t.Context()); err != nil || len(reports) != 0 {
		t.Errorf("reports of an empty index = %v, %v", reports, err)
	}
	if _, err := e.Report(t.Context(), "liaoning-2021"); !errors.Is(err, engine.ErrNotFound) {
		t.Errorf("a report of an empty index: error %v, want ErrNotFound", err)
	}
	if err := e.Update(t.Context(), deletes("liaoning-2021")); err != nil {
		t.Errorf("deleting what is not there: %v", err)
	}
}

// testUpdate puts, replaces and deletes a report, and checks everything after each step.
func testUpdate(t *testing.T, e engine.Engine, r *corpus.Report) {
	ctx := t.Context()
	shorter := *r
	shorter.Paragraphs, shorter.Title = r.Paragraphs[:20], "另一标题"
	other := *r
	other.ID = "other-2021"
	for _, step := range []struct {
		name   string
		change iter.Seq2[engine.Change, error]
		want   []*corpus.Report
	}{
		{"put", Puts(r), []*corpus.Report{r}},
		{"put again", Puts(r), []*corpus.Report{r}},
		{"replace", Puts(&shorter), []*corpus.Report{&shorter}},
		{"put another, twice", Puts(&other, &other), []*corpus.Report{&shorter, &other}},
		{"delete", deletes(r.ID), []*corpus.Report{&other}},
		{"put back", Puts(r), []*corpus.Report{r, &other}},
		{"delete both", deletes(r.ID, other.ID), nil},
	} {
		before := version(t, e)
		if err := e.Update(ctx, step.change); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if version(t, e) == before {
			t.Errorf("%s: the version is %s still", step.name, before)
		}
		l := newLibrary(step.want)
		testReports(t, e, l)
		compare(t, e, l, engine.Request{Query: query.Text{Value: "发展"}, Order: engine.Document, Limit: 1000})
		checkFigures(t, taken(t, e), engine.FigureRequest{}, l.figures())
	}
}

func version(t *testing.T, e engine.Reader) string {
	t.Helper()
	v, err := e.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// testBrokenUpdate aborts updates: none of their changes may become visible.
func testBrokenUpdate(t *testing.T, e engine.Engine, r *corpus.Report) {
	if err := e.Update(t.Context(), Puts(r)); err != nil {
		t.Fatal(err)
	}
	other := *r
	other.ID = "other-2021"
	broken := errors.New("broken")
	failing := func(yield func(engine.Change, error) bool) {
		_ = yield(engine.Change{Put: &other}, nil) && yield(engine.Change{Delete: r.ID}, nil) && yield(engine.Change{}, broken)
	}
	if err := e.Update(t.Context(), failing); !errors.Is(err, broken) {
		t.Errorf("an update with an error in it gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelling := func(yield func(engine.Change, error) bool) {
		if yield(engine.Change{Put: &other}, nil) {
			cancel()
			yield(engine.Change{Delete: r.ID}, nil)
		}
	}
	if err := e.Update(ctx, cancelling); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled update gives %v", err)
	}
	testReports(t, e, newLibrary([]*corpus.Report{r}))
}

// testReports reads every report back.
func testReports(t *testing.T, e engine.Reader, l *library) {
	t.Helper()
	summaries, err := e.Reports(t.Context())
	if err != nil || len(summaries) != len(l.reports) {
		t.Fatalf("%d reports, %v; want %d", len(summaries), err, len(l.reports))
	}
	for i, want := range l.reports {
		if diff := gocmp.Diff(want.Header, summaries[i].Header); diff != "" || summaries[i].Paragraphs != len(want.Paragraphs) {
			t.Errorf("summary of %s: %d paragraphs, %s", want.ID, summaries[i].Paragraphs, diff)
		}
		got, err := e.Report(t.Context(), want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(*want, got); diff != "" {
			t.Errorf("report %s (-put +read):\n%s", want.ID, diff)
		}
	}
}
