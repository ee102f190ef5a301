package bleve_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
)

// short returns n reports of one paragraph each, of n counties.
func short(tb testing.TB, n int) []*corpus.Report {
	sample := enginetest.Reports(tb)[0]
	reports := make([]*corpus.Report, n)
	for i := range reports {
		header := corpus.Header{ID: fmt.Sprintf("county-%06d", i), Title: fmt.Sprintf("第%d县政府工作报告", i), Kind: corpus.Work, Year: 2000 + i%25}
		p := sample.Paragraphs[i%len(sample.Paragraphs)]
		p.Ordinal, p.Section, p.Heading = 1, nil, false
		reports[i] = &corpus.Report{Header: header, Paragraphs: []corpus.Paragraph{p}}
	}
	return reports
}

// termsOf returns the terms of a question.
func termsOf(question string) (terms []engine.WeightedTerm) {
	for term := range text.Terms(text.Fold(question)) {
		terms = append(terms, engine.WeightedTerm{Term: term, Weight: 1})
	}
	return terms
}

// TestLikeAfterDeletes asks an index in which every third report is deleted, and one that never had them.
func TestLikeAfterDeletes(t *testing.T) {
	all := short(t, 300)
	var kept []*corpus.Report
	var deletes []engine.Change
	for i, r := range all {
		if i%3 == 0 {
			deletes = append(deletes, engine.Change{Delete: r.ID})
		} else {
			kept = append(kept, r)
		}
	}
	e, fresh := bleve.New(), bleve.New()
	defer e.Close()
	defer fresh.Close()
	gone := func(yield func(engine.Change, error) bool) {
		for _, c := range deletes {
			if !yield(c, nil) {
				return
			}
		}
	}
	if err := errors.Join(e.Update(t.Context(), puts(all)), e.Update(t.Context(), gone), fresh.Update(t.Context(), puts(kept))); err != nil {
		t.Fatal(err)
	}
	request := engine.LikeRequest{Terms: termsOf("第7县政府工作报告粮食产量达到多少"), Limit: 50}
	got, err := e.Like(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	want, err := fresh.Like(t.Context(), request)
	if err != nil || !slices.Equal(got.Having, want.Having) || !slices.Equal(got.ReportsHaving, want.ReportsHaving) || len(got.Candidates) != len(want.Candidates) {
		t.Errorf("%v, %v, %d candidates; want %v, %v, %d, %v", got.Having, got.ReportsHaving, len(got.Candidates), want.Having, want.ReportsHaving, len(want.Candidates), err)
	}
}

// BenchmarkLike asks a question of very many short reports. It costs by the paragraphs that have its terms, not by reports
// times terms.
func BenchmarkLike(b *testing.B) {
	e, err := bleve.Create(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	if err := e.Update(b.Context(), puts(short(b, 60_000))); err != nil {
		b.Fatal(err)
	}
	request := engine.LikeRequest{Terms: termsOf("去年全省粮食产量达到多少，怎样优化营商环境？"), Limit: 200}
	ask := func() {
		if _, err := e.Like(b.Context(), request); err != nil {
			b.Fatal(err)
		}
	}
	ask() // the first question reads the labels, for all others too
	for b.Loop() {
		ask()
	}
}
