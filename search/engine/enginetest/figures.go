package enginetest

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// A printed is a figure and the paragraph that it stands in.
type printed struct {
	engine.Figure
	at *plain
}

// figures are those of the library, in the order of engine.Snapshot.Figures.
func (l *library) figures() (list []printed) {
	first := 0
	for _, r := range l.reports {
		for _, f := range figure.Of(r) {
			list = append(list, printed{engine.Figure{Report: &r.Header, Figure: f}, l.paragraphs[first+f.Paragraph-1]})
		}
		first += len(r.Paragraphs)
	}
	return list
}

// testFigures asks for figures by filter, kind and indicator: they are those of the texts, in their order.
func testFigures(t *testing.T, e engine.Engine, l *library, samples int) {
	s := taken(t, e)
	all := l.figures()
	checkFigures(t, s, engine.FigureRequest{}, all)
	r := rand.New(rand.NewChaCha8(seed))
	found := 0
	for range samples {
		request := l.figureRequest(r, all)
		want := selected(all, request)
		checkFigures(t, s, request, want)
		found += len(want)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d figures; %d requests for them, with %d in all", len(all), samples, found)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	var last error
	for _, last = range s.Figures(stopped, engine.FigureRequest{}) {
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("a context that has ended gives the error %v", last)
	}
}

func taken(t *testing.T, e engine.Engine) engine.Snapshot {
	t.Helper()
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// figureRequest makes a random request.
func (l *library) figureRequest(r *rand.Rand, all []printed) (request engine.FigureRequest) {
	kinds := []figure.Kind{figure.Target, figure.Result, figure.Base}
	request.Kinds = kinds[r.IntN(3):][:r.IntN(2)]
	for range r.IntN(3) {
		indicator := []rune(all[r.IntN(len(all))].Indicator)
		from := r.IntN(len(indicator))
		request.Indicators = append(request.Indicators, strings.ToUpper(string(indicator[from:from+1+r.IntN(len(indicator)-from)])))
	}
	switch r.IntN(3) {
	case 0:
		request.Filter = l.condition(r)
	case 1:
		request.Filter = query.And{Nodes: []query.Node{l.condition(r), query.Not{Node: l.condition(r)}}}
	}
	return request
}

// selected are the figures that a request asks for.
func selected(all []printed, request engine.FigureRequest) (list []printed) {
	s := newScanner(request.Filter, false)
	for _, f := range all {
		named := func(name string) bool { return strings.Contains(text.Fold(f.Indicator), text.Fold(name)) }
		if (len(request.Kinds) == 0 || slices.Contains(request.Kinds, f.Kind)) && (len(request.Indicators) == 0 || slices.ContainsFunc(request.Indicators, named)) &&
			(request.Filter == nil || s.holds(f.at, f.at.exact, request.Filter)) {
			list = append(list, f)
		}
	}
	return list
}

// checkFigures compares what a snapshot yields.
func checkFigures(t *testing.T, s engine.Snapshot, request engine.FigureRequest, want []printed) {
	t.Helper()
	var expected, got []engine.Figure
	for _, f := range want {
		expected = append(expected, f.Figure)
	}
	for f, err := range s.Figures(t.Context(), request) {
		if err != nil {
			t.Fatalf("figures %+v: %v", request, err)
		}
		got = append(got, f)
	}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("figures %+v (-texts +engine):\n%.3000s", request, diff)
	}
	for range s.Figures(t.Context(), request) {
		break // a reader may stop early
	}
}

// testParagraphs reads paragraphs at random places, and at places where there are none.
func testParagraphs(t *testing.T, e engine.Engine, l *library) {
	s := taken(t, e)
	r := rand.New(rand.NewChaCha8(seed))
	var places []engine.Place
	var want []corpus.Paragraph
	for i := range 200 {
		p := l.paragraphs[r.IntN(len(l.paragraphs))]
		if i%10 == 9 {
			places, want = append(places, places[i/2]), append(want, want[i/2])
			continue
		}
		places, want = append(places, engine.Place{Report: p.report.ID, Ordinal: p.paragraph.Ordinal}), append(want, p.paragraph)
	}
	got, err := s.Paragraphs(t.Context(), places)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paragraphs (-put +read):\n%s", diff)
	}
	if got, err := s.Paragraphs(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("nothing is asked for: %v, %v", got, err)
	}
	last := l.reports[0]
	for _, place := range []engine.Place{{Report: "nowhere-2021", Ordinal: 1}, {Report: last.ID, Ordinal: 0}, {Report: last.ID, Ordinal: len(last.Paragraphs) + 1}} {
		if got, err := s.Paragraphs(t.Context(), append(places, place)); !errors.Is(err, engine.ErrNotFound) || got != nil {
			t.Errorf("a paragraph at %v: %d paragraphs, error %v, want ErrNotFound", place, len(got), err)
		}
	}
}
