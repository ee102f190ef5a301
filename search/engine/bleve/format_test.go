package bleve_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/figure"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/query"
)

// TestOlderFormats reads indexes that programs of older formats have written, and brings them up to date: they answer as a new one
// does with the same report, and can be updated.
func TestOlderFormats(t *testing.T) {
	for _, c := range []struct {
		archive, id string
		paragraphs  int
		text        string // of one of them
	}{
		{"format2.zip", "liaoning-2021", 18, "“十四五”時期，5G基站１,200座。"},
		{"format4.zip", "liaoning-2025", 13, "（一）經濟运行稳中有进。“十四五”時期，5G基站１,200座，绿色低碳发展取得进展。"},
		{"format6.zip", "liaoning-2025", 13, "（一）經濟运行稳中有进。“十四五”時期，5G基站１,200座，绿色低碳发展取得进展。"},
		{"format5.zip", "liaoning-2025", 13, "（一）經濟运行稳中有进。“十四五”時期，5G基站１,200座，绿色低碳发展取得进展。"},
	} {
		t.Run(c.archive, func(t *testing.T) {
			old := writable(t, unpack(t, filepath.Join("testdata", c.archive)))
			report, err := old.Report(t.Context(), c.id)
			if err != nil || len(report.Paragraphs) != c.paragraphs || !slices.ContainsFunc(report.Paragraphs, func(p corpus.Paragraph) bool { return p.Text == c.text }) {
				t.Fatalf("it has %d paragraphs: %+v, %v", len(report.Paragraphs), report, err)
			}
			if _, err := old.Search(t.Context(), engine.Request{Query: query.Text{Value: "发展"}}); !errors.Is(err, engine.ErrOutdated) {
				t.Errorf("searched: %v", err)
			}
			renew(t, old, report)
		})
	}
}

// TestSearchedFormats reads indexes of the older formats that are searched as they are, the last that had every character as a term, the
// last that had every term in bleve's files, and the last whose sets of common terms are all Roaring bitmaps: they answer as a new one does, alone and with a part of today beside the old one.
func TestSearchedFormats(t *testing.T) {
	for _, archive := range []string{"format7.zip", "format8.zip", "format9.zip"} {
		t.Run(archive, func(t *testing.T) { readSearched(t, archive) })
	}
}

func readSearched(t *testing.T, archive string) {
	dir := unpack(t, filepath.Join("testdata", archive))
	rewriteManifest(t, dir, func(m map[string]any) { m["figures"] = figure.Edition }) // TestOlderFigures is about those of older rules
	old, made := writable(t, dir), bleve.New()
	if outdated, err := old.Outdated(t.Context()); outdated || err != nil {
		t.Errorf("outdated: %v, %v", outdated, err)
	}
	report, err := old.Report(t.Context(), "liaoning-2025")
	if err != nil {
		t.Fatal(err)
	}
	put(t, made, report)
	agree(t, old, made)
	another := report
	another.ID, another.Paragraphs = "another", report.Paragraphs[:3]
	put(t, old, another)
	put(t, made, another)
	agree(t, old, made)
	renew(t, old, report)
}

// renew brings an index up to date that has one report.
func renew(t *testing.T, old *bleve.Engine, report corpus.Report) {
	t.Helper()
	if err := old.Rebuild(t.Context(), enginetest.Puts(&report)); err != nil {
		t.Fatal(err)
	}
	made := bleve.New()
	put(t, made, report)
	agree(t, old, made)
	if again, err := old.Report(t.Context(), report.ID); err != nil || cmp.Diff(report, again) != "" {
		t.Errorf("built anew: %v, %s", err, cmp.Diff(report, again))
	}

	another := report
	another.ID = "another"
	put(t, old, another)
	put(t, made, another)
	agree(t, old, made)
}

func unpack(t *testing.T, archive string) (dir string) {
	t.Helper()
	r, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	dir = filepath.Join(t.TempDir(), "index")
	if err := os.CopyFS(dir, r); err != nil {
		t.Fatal(err)
	}
	return dir
}

func put(t *testing.T, e engine.Engine, r corpus.Report) {
	t.Helper()
	if err := e.Update(t.Context(), enginetest.Puts(&r)); err != nil {
		t.Fatal(err)
	}
}

// agree asks two indexes the same, and wants the same answers.
func agree(t *testing.T, old, made engine.Engine) {
	t.Helper()
	for _, input := range []string{"发展", "5G基站", "绿", "十四五 时期", "改革 OR 开放", "发展 -经济", "年", "經濟 NEAR/10 发展", "同句:(经济 发展)", "同句:(-经济)", "title:工作", "1200"} {
		request := engine.Request{Query: query.Parse(input).Root, Limit: 20, CountOther: true}
		var answers [2]enginetest.Answer
		for i, e := range []engine.Engine{old, made} {
			var err error
			if answers[i], err = enginetest.Ask(t.Context(), e, request); err != nil {
				t.Fatalf("%s: %v", input, err)
			}
		}
		if diff := cmp.Diff(answers[0], answers[1]); diff != "" || answers[0].Total.Paragraphs == 0 && !strings.Contains(input, "绿") {
			t.Errorf("%s: %+v (-old +new): %s", input, answers[0].Total, diff)
		}
	}
	if diff := cmp.Diff(figuresIn(t, old), figuresIn(t, made)); diff != "" {
		t.Errorf("figures (-old +new): %s", diff)
	}
	like := engine.LikeRequest{Terms: []engine.WeightedTerm{{Term: "经济", Weight: 1}, {Term: "绿", Weight: 1}, {Term: "年", Weight: 1}}, Limit: 10}
	want, err := made.Like(t.Context(), like)
	if err != nil {
		t.Fatal(err)
	}
	got, err := old.Like(t.Context(), like)
	if diff := cmp.Diff(got, want); diff != "" || err != nil {
		t.Errorf("Like: %v (-old +new): %s", err, diff)
	}
}

func figuresIn(t *testing.T, e engine.Engine) (all []engine.Figure) {
	t.Helper()
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for f, err := range s.Figures(t.Context(), engine.FigureRequest{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}
