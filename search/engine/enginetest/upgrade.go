package enginetest

import (
	"errors"
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/search/engine"
	"gongbao/search/query"
)

// Upgrade tests an index that an older version of the program has made, of reports as [Old] gives them: it gives them back and
// answers nothing else until it is built anew, wholly or not at all.
func Upgrade(t *testing.T, e engine.Engine, reports []*corpus.Report) {
	t.Helper()
	l, index := newLibrary(reports), e.(engine.Upgradable)
	expectOutdated(t, e, l)

	broken := errors.New("broken")
	err := index.Rebuild(t.Context(), func(yield func(engine.Change, error) bool) {
		_ = yield(engine.Change{Put: reports[0]}, nil) && yield(engine.Change{}, broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("a rebuild with an error in it gives %v", err)
	}
	expectOutdated(t, e, l)

	err = index.Rebuild(t.Context(), func(yield func(engine.Change, error) bool) {
		list, err := e.Reports(t.Context())
		for _, summary := range list {
			var r corpus.Report
			if err == nil {
				r, err = e.Report(t.Context(), summary.ID)
			}
			if !yield(engine.Change{Put: &r}, err) {
				return
			}
		}
		if err != nil {
			yield(engine.Change{}, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if outdated, err := index.Outdated(t.Context()); err != nil || outdated {
		t.Errorf("after the rebuild: outdated %v, %v", outdated, err)
	}
	testReports(t, e, l)
	compare(t, e, l, engine.Request{Query: development, Order: engine.Document, Limit: 1000})
	checkFigures(t, taken(t, e), engine.FigureRequest{}, l.figures())
	if err := e.Update(t.Context(), deletes(reports[0].ID)); err != nil {
		t.Error(err)
	}
	testReports(t, e, newLibrary(reports[1:]))
}

// Old returns two reports to make an index of that is outdated then. One paragraph has a hash that is not that of its text.
func Old(t testing.TB) []*corpus.Report {
	t.Helper()
	r := *Reports(t)[0]
	r.Paragraphs = slices.Clone(r.Paragraphs)
	r.Paragraphs[3].Hash = "0123abcd"
	r.Origin = corpus.Origin{File: "uploads/liaoning.txt", FileDigest: "1f"}
	other := r
	other.ID, other.Paragraphs = "other-2021", r.Paragraphs[:20]
	return []*corpus.Report{&r, &other}
}

func expectOutdated(t *testing.T, e engine.Engine, l *library) {
	t.Helper()
	if outdated, err := e.(engine.Upgradable).Outdated(t.Context()); err != nil || !outdated {
		t.Errorf("outdated: %v, %v", outdated, err)
	}
	testReports(t, e, l)
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, searching := e.Search(t.Context(), engine.Request{Query: development, Limit: 1})
	_, liking := e.Like(t.Context(), engine.LikeRequest{Terms: []engine.WeightedTerm{{Term: "发展", Weight: 1}}, Limit: 1})
	var going error
	for _, going = range s.Each(t.Context(), query.Text{Value: "发展"}, false) {
	}
	var counting error
	for _, counting = range s.Figures(t.Context(), engine.FigureRequest{}) {
	}
	for what, err := range map[string]error{
		"Search": searching, "Like": liking, "Each": going, "Figures": counting, "Update": e.Update(t.Context(), Puts(l.reports[0])),
	} {
		if !errors.Is(err, engine.ErrOutdated) || !errors.Is(err, engine.ErrVersion) {
			t.Errorf("%s of an outdated index: %v", what, err)
		}
	}
}
