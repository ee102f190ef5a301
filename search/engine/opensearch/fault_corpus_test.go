package opensearch_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/engine/enginetest"
	"gongbao/search/engine/opensearch"
	"gongbao/search/query"
)

// paragraphsOf returns the paragraphs of all available reports.
func paragraphsOf(t *testing.T) (paragraphs []corpus.Paragraph) {
	t.Helper()
	for _, r := range enginetest.Reports(t) {
		paragraphs = append(paragraphs, r.Paragraphs...)
	}
	return paragraphs
}

// reportsOf returns n reports of equal length. It starts over when it runs out of paragraphs.
func reportsOf(paragraphs []corpus.Paragraph, n int) []*corpus.Report {
	const length = 60
	reports := make([]*corpus.Report, n)
	for i := range reports {
		id := fmt.Sprintf("fault-%04d", i)
		r := &corpus.Report{Header: corpus.Header{ID: id, Title: "政府工作报告", Region: "全国", Level: corpus.National, Kind: corpus.Work, Year: 1950 + i%70, Digest: id}}
		for k := range length {
			p := paragraphs[(i*length+k)%len(paragraphs)]
			p.Ordinal = k + 1
			r.Paragraphs = append(r.Paragraphs, p)
		}
		reports[i] = r
	}
	return reports
}

// shortened returns the reports with half of their paragraphs.
func shortened(reports []*corpus.Report) []*corpus.Report {
	short := make([]*corpus.Report, len(reports))
	for i, r := range reports {
		s := *r
		s.Paragraphs, s.Digest = r.Paragraphs[:len(r.Paragraphs)/2], r.Digest+" shortened"
		short[i] = &s
	}
	return short
}

// putting returns an update that puts reports. It calls before, unless nil, with the index of each report before its
// put, and once more after the last.
func putting(reports []*corpus.Report, before func(int)) iter.Seq2[engine.Change, error] {
	return func(yield func(engine.Change, error) bool) {
		for i, r := range reports {
			if before != nil {
				before(i)
			}
			if !yield(engine.Change{Put: r}, nil) {
				return
			}
		}
		if before != nil {
			before(len(reports))
		}
	}
}

// phrases are the searches of the tests: Han texts, for which a plain count equals the count of the engine.
var phrases = []string{"发展", "人民", "改革开放", "农业生产", "碳排放"}

// A testSearch is a request with its correct answers.
type testSearch struct {
	request engine.Request
	totals  []engine.Total
	answers []enginetest.Answer // where hits are wanted
}

// searchesFor returns searches for the phrases in indexes that hold one of several sets of reports.
func searchesFor(sets ...[]*corpus.Report) []testSearch {
	searches := make([]testSearch, len(phrases))
	for i, phrase := range phrases {
		searches[i].request = engine.Request{Query: query.Text{Value: phrase}}
		for _, reports := range sets {
			searches[i].totals = append(searches[i].totals, plainCount(reports, phrase))
		}
	}
	return searches
}

// withHits adds hits and counts to searches with a single answer. It takes them from the engine before anything fails.
func withHits(t *testing.T, e engine.Engine, searches []testSearch) []testSearch {
	t.Helper()
	for i := range searches {
		q := &searches[i]
		q.request.Limit = 10
		result, err := enginetest.Ask(t.Context(), e, q.request)
		if err != nil {
			t.Fatal(err)
		}
		q.answers = []enginetest.Answer{result}
		if why := q.wrong(result); why != "" {
			t.Fatal(why)
		}
	}
	return searches
}

// wrong describes what is wrong with an answer, or returns "".
func (q *testSearch) wrong(got enginetest.Answer) string {
	if !slices.Contains(q.totals, got.Total) {
		return fmt.Sprintf("%s: total %+v, a plain count has %+v", query.Print(q.request.Query), got.Total, q.totals)
	}
	if q.answers != nil && !slices.ContainsFunc(q.answers, func(right enginetest.Answer) bool { return gocmp.Equal(right, got) }) {
		return fmt.Sprintf("%s (-before +now):\n%s", query.Print(q.request.Query), gocmp.Diff(q.answers[0], got))
	}
	return ""
}

// folds caches folded texts.
var folds sync.Map

func fold(display string) string {
	folded, ok := folds.Load(display)
	if !ok {
		folded, _ = folds.LoadOrStore(display, text.Fold(display))
	}
	return folded.(string)
}

func plainCount(reports []*corpus.Report, phrase string) (total engine.Total) {
	for _, r := range reports {
		before := total.Paragraphs
		for _, p := range r.Paragraphs {
			if n := strings.Count(fold(p.Text), phrase); n > 0 {
				total.Paragraphs++
				total.Occurrences += n
			}
		}
		if total.Paragraphs > before {
			total.Reports++
		}
	}
	return total
}

// expectHeld fails unless the index holds exactly these reports, each as it was put.
func expectHeld(t *testing.T, e *opensearch.Engine, reports []*corpus.Report) {
	t.Helper()
	expectTotals(t, e, reports)
	for _, want := range reports {
		got, err := e.Report(t.Context(), want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(*want, got); diff != "" {
			t.Fatalf("report %s (-put +read):\n%.2000s", want.ID, diff)
		}
	}
	check, err := e.Verify(t.Context())
	if err != nil || len(check.Damaged) > 0 || check.Reports != len(reports) {
		t.Fatalf("Verify: %+v, %v; want %d reports", check, err, len(reports))
	}
}

// expectTotals fails unless the index holds as many reports and its totals equal a plain count.
func expectTotals(t *testing.T, e *opensearch.Engine, reports []*corpus.Report) {
	t.Helper()
	if summaries, err := e.Reports(t.Context()); err != nil || len(summaries) != len(reports) {
		t.Fatalf("%d reports, %v; want %d", len(summaries), err, len(reports))
	}
	for _, q := range searchesFor(reports) {
		result, err := enginetest.Ask(t.Context(), e, q.request)
		if err != nil {
			t.Fatal(err)
		}
		if why := q.wrong(result); why != "" {
			t.Fatal(why)
		}
	}
}
