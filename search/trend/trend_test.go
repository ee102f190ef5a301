package trend_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
	"gongbao/search/trend"
	"gongbao/search/trend/trendtest"
)

func index(t testing.TB) *bleve.Engine {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestEveryCellIsASearch(t *testing.T) { trendtest.Run(t, index(t), 1) }

func service(t testing.TB, reports []corpus.Report) *search.Service {
	t.Helper()
	e := index(t)
	if err := e.Update(t.Context(), trendtest.Puts(reports)); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func by(fields ...query.Field) search.Request { return search.Request{By: fields, Lang: language.ZH} }

// TestPoints holds that a year without a report has no figure, and a report that does not say it the figure 0.
func TestPoints(t *testing.T) {
	r := trend.Request{Queries: []string{"数字经济 level:national"}, Request: by(query.Year)}
	a := trendtest.Ask(t, service(t, trendtest.Reports()), r)
	var got []string
	for _, p := range a.Series[0].Points {
		figure := "null"
		if p.Occurrences != nil {
			figure = strconv.Itoa(*p.Occurrences) + "/" + strconv.Itoa(p.Letters)
		}
		got = append(got, p.Values[0]+" "+figure)
	}
	if diff := cmp.Diff([]string{"2018 3/39", "2019 1/33", "2020 null", "2021 null", "2022 0/20"}, got); diff != "" {
		t.Error(diff)
	}
	if got, want := a.Series[0].Coverage.Text, "3 篇，缺 2020—2021 年，过短 3 篇"; got != want {
		t.Errorf("the series stands on %s, want %s", got, want)
	}
	if got, want := a.Coverage.Text, "11 篇，6 个地区，各地区缺年 2 处，一年多篇 1 处，过短 6 篇"; got != want {
		t.Errorf("the answer stands on %s, want %s", got, want)
	}
}

func TestFirst(t *testing.T) {
	s := service(t, trendtest.Reports())
	for _, tc := range []struct {
		query     string
		id, text  string
		marks     []search.Span
		orEarlier bool
		gaps      []trend.Years
		loose     string // id of an earlier one
	}{
		{"改革开放", "liaoning-2019-a#2", "改革开放。", []search.Span{{0, 4}}, false, []trend.Years{}, "national-2018#2"},
		{"数字经济", "national-2018#2", "数字经济发展，互联网+行动。", []search.Span{{0, 4}}, true, []trend.Years{}, ""},
		{"稳", "national-2019#2", "就业稳定。", []search.Span{{2, 3}}, false, []trend.Years{}, ""},
		{"数字化", "national-2022#3", "稳就业，数字中国，数字化转型。", []search.Span{{9, 12}}, false, []trend.Years{}, ""},
		{"数字化 level:national", "national-2022#3", "稳就业，数字中国，数字化转型。", []search.Span{{9, 12}}, false, []trend.Years{{From: 2020, To: 2021}}, ""},
		{"没有这个词", "", "", nil, false, nil, ""},
		{"就业 missing:year", "", "", nil, false, nil, ""},
		{"改革开放 year:2020..", "", "", nil, false, nil, "liaoning-2021#3"},
	} {
		series := trendtest.Ask(t, s, trend.Request{Queries: []string{tc.query}, Request: by(query.Year)}).Series[0]
		var got trend.First
		if series.First != nil {
			got = *series.First
		}
		if got.ID != tc.id || got.Text != tc.text || got.OrEarlier != tc.orEarlier || !slices.Equal(got.Marks, tc.marks) || !slices.Equal(got.Gaps, tc.gaps) {
			t.Errorf("%s: first %+v", tc.query, got)
		}
		if loose := series.FirstLoose; (loose == nil) != (tc.loose == "") || loose != nil && loose.ID != tc.loose {
			t.Errorf("%s: first when separators are ignored %+v, want %s", tc.query, loose, tc.loose)
		}
	}
}

func TestRefused(t *testing.T) {
	s := service(t, trendtest.Reports())
	for _, tc := range []struct {
		queries []string
		by      []query.Field
		apart   query.Field
		want    error
	}{
		{nil, []query.Field{query.Year}, "", trend.ErrSeries},
		{make([]string, trend.MostSeries+1), []query.Field{query.Year}, "", trend.ErrSeries},
		{[]string{"发展"}, nil, "", trend.ErrBy},
		{[]string{"发展"}, []query.Field{query.Section}, "", trend.ErrBy},
		{[]string{"发展"}, []query.Field{query.Year, query.Year}, "", trend.ErrBy},
		{[]string{"发展"}, []query.Field{query.Year, query.Region, query.Level}, "", trend.ErrBy},
		{[]string{"发展"}, []query.Field{query.Year}, query.Region, trend.ErrApart}, // no filter names them
		{[]string{"发展 region:辽宁,吉林", "发展"}, []query.Field{query.Year}, query.Region, trend.ErrApart},
		{[]string{"发展 -region:辽宁,吉林"}, []query.Field{query.Year}, query.Region, trend.ErrApart},
		{[]string{"发展 region:辽宁,吉林"}, []query.Field{query.Region}, query.Region, trend.ErrApart},
		{[]string{"发展 kind:report,resolution"}, []query.Field{query.Year}, query.Kind, trend.ErrApart},
		{[]string{"发展 year:2019,2021"}, []query.Field{query.Region}, query.Year, trend.ErrApart},
		{[]string{"发展 region:北京,天津,河北,山西,内蒙古,辽宁", "就业 region:北京,天津,河北,山西,内蒙古"}, []query.Field{query.Year}, query.Region, trend.ErrSeries},
	} {
		err := s.Read(t.Context(), func(e *search.Edition) error {
			_, err := trend.New(t.Context(), e, trend.Request{Queries: tc.queries, Request: search.Request{By: tc.by, Apart: tc.apart}})
			return err
		})
		if !errors.Is(err, tc.want) {
			t.Errorf("%q by %v, %s apart: %v, want %v", tc.queries, tc.by, tc.apart, err, tc.want)
		}
	}
}

// TestAbsence tells who does not say it from who is not there.
func TestAbsence(t *testing.T) {
	s := service(t, trendtest.Reports())
	for _, tc := range []struct {
		query        string
		said, unsaid string
		uncollected  int
		first        string // of the uncollected
	}{
		{"数字经济", "吉林", "辽宁", 29, "北京"},
		{"改革开放 year:2021", "", "辽宁 吉林", 29, "北京"},
		{"发展 year:2019", "辽宁", "", 30, "北京"},
		{"发展 level:national", "全国", "", 0, ""},
		{"数字化 level:national year:2018,2022", "全国", "", 0, ""},
		{"发展 level:city region:辽宁+", "大连", "", 13, "沈阳"},
		{"发展 region:辽宁,黑龙江", "辽宁", "", 1, "黑龙江"},
		{"就业 kind:resolution", "吉林", "", 30, "北京"},
		{"发展 year:1985", "", "", 29, "北京"}, // 海南 and 重庆 were no provinces
		{"发展 year:1985..1990", "", "", 30, "北京"},
		{"发展 year:..1985", "", "", 29, "北京"},
		{"发展 year:1985..", "辽宁", "吉林", 29, "北京"},
	} {
		var a trend.Absence
		err := s.Read(t.Context(), func(e *search.Edition) (err error) {
			a, err = trend.NewAbsence(t.Context(), e, search.Request{Query: tc.query})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		first := ""
		if len(a.Uncollected) > 0 {
			first = a.Uncollected[0].Region
		}
		if regions(a.Said) != tc.said || regions(a.Unsaid) != tc.unsaid || len(a.Uncollected) != tc.uncollected || first != tc.first {
			t.Errorf("%s: said by %s, not by %s, not there are %d: %s", tc.query, regions(a.Said), regions(a.Unsaid), len(a.Uncollected), regions(a.Uncollected))
		}
	}
}

func regions(places []trend.Place) string {
	var names []string
	for _, p := range places {
		names = append(names, p.Region)
	}
	return strings.Join(names, " ")
}

// TestGold compares the trends of phrases with those that an independent program counted in the national reports.
func TestGold(t *testing.T) {
	dir := os.Getenv("GONGBAO_DATA")
	if dir == "" {
		t.Skip("GONGBAO_DATA is not set: the national reports are not counted")
	}
	names, err := filepath.Glob(filepath.Join(dir, "reports", "national", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var reports []corpus.Report
	for _, name := range names {
		reports = append(reports, corpustest.Report(t, name))
	}
	s := service(t, reports)
	file, err := os.Open(filepath.Join(dir, "gold", "trends.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	letters := map[string]int{}
	phrases := 0
	lines := bufio.NewScanner(file)
	for lines.Buffer(nil, 1<<20); lines.Scan(); {
		var gold struct {
			Kind       string
			Years      map[string]struct{ Letters int }
			Phrase     string
			First      int
			FirstLoose int `json:"first_loose"`
			Total      int
			Counts     map[string]int
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		if gold.Kind == "lengths" {
			for year, of := range gold.Years {
				letters[year] = of.Letters
			}
			continue
		}
		phrases++
		series := trendtest.Ask(t, s, trend.Request{Queries: []string{`"` + gold.Phrase + `"`}, Request: by(query.Year)}).Series[0]
		if series.Total.Occurrences != gold.Total {
			t.Errorf("%s: %d occurrences, want %d", gold.Phrase, series.Total.Occurrences, gold.Total)
		}
		counted := 0
		for _, p := range series.Points {
			year := p.Values[0]
			if of, known := letters[year]; known != p.Known() || p.Letters != of || p.Known() && *p.Occurrences != gold.Counts[year] {
				t.Errorf("%s, %s: %+v; want %d in %d letters", gold.Phrase, year, p, gold.Counts[year], of)
			}
			if p.Known() {
				counted++
			}
		}
		if counted != len(letters) {
			t.Errorf("%s: %d years, want %d", gold.Phrase, counted, len(letters))
		}
		strict, loose := yearOf(series.First), yearOf(series.FirstLoose)
		if loose == 0 {
			loose = strict
		}
		if strict != gold.First || loose != gold.FirstLoose {
			t.Errorf("%s: first in %d, loosely in %d; want %d and %d", gold.Phrase, strict, loose, gold.First, gold.FirstLoose)
		}
	}
	if err := lines.Err(); err != nil || phrases != 42 {
		t.Errorf("%d phrases, %v", phrases, err)
	}
}

func yearOf(f *trend.First) int {
	if f == nil {
		return 0
	}
	return f.Report.Year
}

// TestRenamed holds that a report under the name of today is one of the division that had another name then.
func TestRenamed(t *testing.T) {
	report := corpus.Report{Header: corpus.Header{ID: "xiangyang-2005", Region: "襄阳", Level: corpus.City, Kind: corpus.Work, Year: 2005}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "发展。", Hash: "00000001"}}}
	err := service(t, []corpus.Report{report}).Read(t.Context(), func(e *search.Edition) error {
		a, err := trend.NewAbsence(t.Context(), e, search.Request{Query: "发展 year:2005 level:city region:襄阳,襄樊,武汉"})
		if regions(a.Said) != "襄阳" || regions(a.Uncollected) != "武汉" {
			t.Errorf("said by %s, not there: %s", regions(a.Said), regions(a.Uncollected))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
