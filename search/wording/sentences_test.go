package wording_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/engine/bleve"
	"gongbao/search/engine/enginetest"
	"gongbao/search/query"
	"gongbao/search/trend/trendtest"
	"gongbao/search/wording"
)

// report returns a report of one paragraph for each text.
func report(id, region string, year int, paragraphs ...string) *corpus.Report {
	r := &corpus.Report{Header: corpus.Header{ID: id, Title: id, Region: region, Level: corpus.Province, Kind: corpus.Work, Year: year}}
	if region == "全国" {
		r.Level = corpus.National
	}
	for i, p := range paragraphs {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: p, Hash: fmt.Sprintf("%08x", i)})
	}
	return r
}

// service returns a service on an index of reports.
func service(t *testing.T, reports ...*corpus.Report) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	if err := e.Update(t.Context(), enginetest.Puts(reports...)); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func yearByYear(t *testing.T, s *search.Service, r search.Request) (answer wording.Sentences) {
	t.Helper()
	err := s.Read(t.Context(), func(e *search.Edition) (err error) {
		answer, err = wording.YearByYear(t.Context(), e, r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// shown writes an answer, one line a year and a sentence.
func shown(s wording.Sentences) (lines []string) {
	for _, y := range s.Years {
		lines = append(lines, fmt.Sprintf("%s %d<%d %d", y.Region, y.Year, y.Before, y.Occurrences))
		for _, one := range y.Sentences {
			line := fmt.Sprintf("%s %s", one.State, one.Text)
			if one.Before != nil {
				line += "<" + one.Before.Text
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func property() []*corpus.Report {
	resolution := report("national-2020-resolution", "全国", 2020, "会议同意推进房地产税立法。")
	resolution.Kind = corpus.Resolution
	return []*corpus.Report{
		report("national-2017", "全国", 2017, "积极稳妥推进个人所得税改革。坚持住房的居住属性。"),
		report("national-2018", "全国", 2018, "稳妥推进房地产税立法。改革个人所得税。", "促进房地产市场平稳健康发展。"),
		report("national-2019", "全国", 2019, "　稳步推进房地产税立法。", "促进房地产市场平稳健康发展。"),
		report("national-2021", "全国", 2021, "促进房地产市场平稳健康发展。", "稳步推进消费税立法。"),
		report("national-2022", "全国", 2022, "没有这个词。"),
		report("national-2023", "全国", 2023, "也没有这个词。"),
		report("liaoning-2019", "辽宁", 2019, "促进房地产市场平稳健康发展。"),
		report("nowhere", "", 2019, "房地产税。"),
		report("undated", "全国", 0, "房地产税。"),
		resolution,
	}
}

func TestYearByYear(t *testing.T) {
	s := service(t, property()...)
	answer := yearByYear(t, s, search.Request{Query: "房地产", Lang: "zh"})
	want := []string{
		"全国 2018<2017 2",
		"new 稳妥推进房地产税立法。",
		"new 促进房地产市场平稳健康发展。",
		"全国 2019<2018 2",
		"edited 稳步推进房地产税立法。<稳妥推进房地产税立法。",
		"kept 促进房地产市场平稳健康发展。<促进房地产市场平稳健康发展。",
		"全国 2021<2019 1",
		"kept 促进房地产市场平稳健康发展。<促进房地产市场平稳健康发展。",
		"gone 稳步推进消费税立法。<稳步推进房地产税立法。", // it goes on without the word
		"全国 2022<2021 0",
		"gone <促进房地产市场平稳健康发展。",
		"辽宁 2019<0 1",
		" 促进房地产市场平稳健康发展。", // nothing to compare with
		" 2019<0 1",
		" 房地产税。",
	}
	if diff := cmp.Diff(want, shown(answer)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	edited := answer.Years[1].Sentences[0]
	if want := []compare.Change{{From: 0, To: 2, Old: "稳妥"}}; !cmp.Equal(edited.Changes, want) || !cmp.Equal(edited.Marks, []search.Span{{4, 7}}) || !cmp.Equal(edited.Before.Marks, []search.Span{{4, 7}}) {
		t.Errorf("%+v, before it %+v", edited, edited.Before)
	}
	if want := map[compare.State]int{compare.Edited: 1, compare.Kept: 1}; !maps.Equal(answer.Years[1].Counts, want) {
		t.Errorf("%v, want %v", answer.Years[1].Counts, want)
	}
	checkTotals(t, s, answer)
}

// TestSentenceSheet holds a table to the sentences that it is of.
func TestSentenceSheet(t *testing.T) {
	r := search.Request{Query: "房地产", Lang: "zh"}
	answer := yearByYear(t, service(t, property()...), r)
	table := answer.Sheet(r, "now", func(path string) string { return "https://example.org" + path })
	var want [][]any
	for _, y := range answer.Years {
		for _, one := range y.Sentences {
			want = append(want, []any{y.Region, y.Year, string(one.State), one.Text})
		}
	}
	if len(table.Rows) != len(want) || len(want) == 0 {
		t.Fatalf("%d rows of %d sentences", len(table.Rows), len(want))
	}
	for i, row := range table.Rows {
		if diff := cmp.Diff(want[i], row[:4]); diff != "" || len(row) != len(table.Header) {
			t.Errorf("row %d (-want +got):\n%s", i, diff)
		}
	}
	first, edited := answer.Years[0].Sentences[0], answer.Years[1].Sentences[0]
	if row := table.Rows[0]; row[4] != first.ID || row[5] != "https://example.org"+first.URL || row[6] != 2017 || row[7] != nil {
		t.Errorf("%v", row)
	}
	if row := table.Rows[len(answer.Years[0].Sentences)]; row[7] != edited.Before.Text || row[8] != edited.Before.ID || row[10] != edited.Similarity {
		t.Errorf("%v", row)
	}
	if table.About.Coverage != answer.Coverage.Text || table.About.Version != answer.Version || table.About.Definition == "" {
		t.Errorf("%+v", table.About)
	}
}

// checkTotals follows every address of an answer.
func checkTotals(t *testing.T, s *search.Service, answer wording.Sentences) {
	t.Helper()
	if got := trendtest.Total(t.Context(), t, s, answer.URL, answer.Match); got != answer.Total {
		t.Errorf("%s has %+v, want %+v", answer.URL, got, answer.Total)
	}
	for _, y := range answer.Years {
		if got := trendtest.Total(t.Context(), t, s, y.URL, answer.Match); got.Occurrences != y.Occurrences {
			t.Errorf("%s %d: %s has %+v, want %d", y.Region, y.Year, y.URL, got, y.Occurrences)
		}
	}
}

// TestYearByYearFilters asks for some years and kinds: the first is compared with the year before it, which the filter leaves out.
func TestYearByYearFilters(t *testing.T) {
	s := service(t, property()...)
	for _, tc := range []struct {
		query, field, value string
		want                []string
	}{
		{"房地产税", "year", "2019", []string{"全国 2019<2018 1", "edited 稳步推进房地产税立法。<稳妥推进房地产税立法。", " 2019<0 1", " 房地产税。"}},
		{"房地产税 year:2019 region:全国", "", "", []string{"全国 2019<2018 1", "edited 稳步推进房地产税立法。<稳妥推进房地产税立法。"}},
		{"房地产税", "report", "national-2019", []string{"全国 2019<2018 1", "edited 稳步推进房地产税立法。<稳妥推进房地产税立法。"}},
		{"房地产税", "kind", "resolution", []string{"全国 2020<0 1", " 会议同意推进房地产税立法。"}},
		{"房地产 平稳", "year", "2018", []string{"全国 2018<2017 2", "new 促进房地产市场平稳健康发展。"}},
		{"没有的词", "", "", nil},
	} {
		r := search.Request{Query: tc.query}
		if tc.field != "" {
			n, err := query.ParseFilter(query.Field(tc.field), tc.value)
			if err != nil {
				t.Fatal(err)
			}
			r.Filters = append(r.Filters, n)
		}
		answer := yearByYear(t, s, r)
		if diff := cmp.Diff(tc.want, shown(answer)); diff != "" {
			t.Errorf("%s %s=%s (-want +got):\n%s", tc.query, tc.field, tc.value, diff)
		}
		checkTotals(t, s, answer)
	}
	cut := yearByYear(t, s, search.Request{Query: "房地产", Limit: 2})
	if len(cut.Years) != 2 || cut.Cut != 4 {
		t.Errorf("%d years, and %d cut", len(cut.Years), cut.Cut)
	}
	if empty := yearByYear(t, s, search.Request{}); len(empty.Years) != 0 || empty.Total != (search.Total{}) {
		t.Errorf("no query: %+v", empty)
	}
}

// TestYearByYearReports holds on real reports what the states promise: that is kept whose search form stands in the year before, and that is
// edited which is like a sentence of it and not one of it.
func TestYearByYearReports(t *testing.T) {
	reports := enginetest.Reports(t)
	reports = reports[max(0, len(reports)-8):]
	s := service(t, reports...)
	stands := map[int]map[string]bool{}
	for _, r := range reports {
		stands[r.Year] = map[string]bool{}
		for _, p := range r.Paragraphs {
			for _, one := range compare.Sentences(p.Text) {
				stands[r.Year][text.Fold(one)] = true
			}
		}
	}
	answer := yearByYear(t, s, search.Request{Query: "就业", Limit: 12})
	checkTotals(t, s, answer)
	for _, y := range answer.Years {
		for _, one := range y.Sentences {
			kept := stands[y.Before][text.Fold(one.Text)]
			if (one.State == compare.Kept) != kept && one.State != "" && one.State != compare.Gone {
				t.Errorf("%d: %+v; in %d it stands: %t", y.Year, one, y.Before, kept)
			}
			if one.Before != nil && !stands[y.Before][text.Fold(one.Before.Text)] {
				t.Errorf("%d: %q does not stand in %d", y.Year, one.Before.Text, y.Before)
			}
		}
	}
}
