package panel_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine/bleve"
	"gongbao/search/panel"
	"gongbao/search/query"
	"gongbao/search/query/querytest"
	"gongbao/search/trend/trendtest"
)

func service(t testing.TB, reports []corpus.Report) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := e.Update(t.Context(), trendtest.Puts(reports)); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func ask(t testing.TB, s *search.Service, r panel.Request) (p panel.Panel, err error) {
	t.Helper()
	err = s.Read(t.Context(), func(e *search.Edition) (err error) {
		p, err = panel.New(t.Context(), e, r)
		return err
	})
	return p, err
}

// TestEveryFigureIsASearch follows every figure of panels of the sample.
func TestEveryFigureIsASearch(t *testing.T) {
	trendtest.RunPanels(t, service(t, trendtest.Reports()), 1)
}

// TestNested holds the three ways to count 数字, 数字经济 and 数字政府, pasted with half a pair of quotation marks and twice.
func TestNested(t *testing.T) {
	s := service(t, trendtest.Reports())
	for _, tc := range []struct {
		nested panel.Nested
		mode   search.Mode
		want   []int
		union  int
	}{
		{panel.All, search.Exact, []int{13, 6, 2}, 13},
		{panel.Longest, search.Exact, []int{5, 6, 2}, 13},
		{panel.Longest, search.Loose, []int{5, 6, 2}, 13},
	} {
		p, err := ask(t, s, panel.Request{Words: []string{"“数字", "数字经济»", "数字政府", "数字"}, Nested: tc.nested, Request: search.Request{Mode: tc.mode}})
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for i, c := range p.Columns {
			got = append(got, c.Occurrences)
			sum := 0
			for _, r := range p.Rows {
				if r.Counts != nil {
					sum += r.Counts[i]
				}
			}
			if sum != c.Occurrences {
				t.Errorf("%s, %s: the rows have %d, the column %d", tc.nested, c.Word, sum, c.Occurrences)
			}
		}
		if !slices.Equal(got, tc.want) || p.Total.Occurrences != tc.union || p.Nested != tc.nested {
			t.Errorf("%s, %s: %v, together %d; want %v and %d", tc.nested, tc.mode, got, p.Total.Occurrences, tc.want, tc.union)
		}
	}
}

func TestRefused(t *testing.T) {
	s := service(t, trendtest.Reports())
	many := make([]string, panel.MostWords+1)
	for i := range many {
		many[i] = fmt.Sprint("词", i)
	}
	for _, tc := range []struct {
		words []string
		by    []query.Field
		want  error
	}{
		{nil, nil, panel.ErrWords},
		{[]string{" ", "\""}, nil, panel.ErrWords},
		{many, nil, panel.ErrWords},
		{[]string{"发展", "\u200b"}, nil, panel.ErrWord},
		{[]string{"发展"}, []query.Field{query.Role}, panel.ErrBy},
	} {
		_, err := ask(t, s, panel.Request{Words: tc.words, Request: search.Request{By: tc.by}})
		if !errors.Is(err, tc.want) || !panel.Problem(err) {
			t.Errorf("%d words by %v: %v, want %v", len(tc.words), tc.by, err, tc.want)
		}
	}
}

// TestPattern holds that a panel reads whatever the documents of the API admit as a word.
func TestPattern(t *testing.T) {
	s := service(t, trendtest.Reports()[:1])
	pattern := querytest.Compile(t, "^"+query.WordPattern+"$")
	random := rand.New(rand.NewPCG(18, 9))
	for range 300 {
		word := pattern.Write(random)
		if utf8.RuneCountInString(word) > query.MaxText {
			continue
		}
		if _, err := ask(t, s, panel.Request{Words: []string{word}}); err != nil {
			t.Errorf("%q: %v", word, err)
		}
	}
	for _, quotes := range []string{"“稳", "稳”", "«稳", "稳»", "‹稳", "「稳", "稳』", "《稳", "'稳", "稳‘", "„稳", "〝稳", "“ 稳", "« 稳"} {
		if p, err := ask(t, s, panel.Request{Words: []string{quotes}}); err != nil || text.Fold(p.Columns[0].Word) != "稳" {
			t.Errorf("%q is read as %+v, %v", quotes, p.Columns, err)
		}
	}
}

// TestPlainCount compares a panel of 60 words by 31 provinces with a plain count of the same texts.
func TestPlainCount(t *testing.T) {
	words := panelWords()
	reports := provinces(words)
	p, err := ask(t, service(t, reports), panel.Request{Words: words, Request: search.Request{Lang: language.ZH}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Columns) != 60 || len(p.Rows) != 31 {
		t.Fatalf("%d columns, %d rows", len(p.Columns), len(p.Rows))
	}
	patterns := make([]text.Pattern, len(words))
	for i, w := range words {
		patterns[i] = text.NewPattern(w)
	}
	want := map[string][]int{}
	for _, r := range reports {
		counts := make([]int, len(words)+1) // last the union
		for _, paragraph := range r.Paragraphs {
			var places []text.Span
			for i, pattern := range patterns {
				folded := text.Fold(paragraph.Text)
				counts[i] += pattern.Count(folded)
				places = pattern.AppendAll(places, folded)
			}
			counts[len(words)] += union(places)
		}
		want[r.Region] = counts
	}
	got := map[string][]int{}
	for _, row := range p.Rows {
		got[row.Values[0]] = append(slices.Clone(row.Counts), *row.Total)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-plain count +panel):\n%s", diff)
	}
}

// union counts the stretches of text that places cover, those that overlap together.
func union(places []text.Span) int {
	slices.SortFunc(places, func(a, b text.Span) int { return a.From - b.From })
	n, end := 0, 0
	for _, p := range places {
		if p.From >= end {
			n++
		}
		end = max(end, p.To)
	}
	return n
}

// panelWords returns 60 words, some nested, some with signs.
func panelWords() []string {
	words := []string{"互联网+", "互联网", "“互联网+”行动", "数字", "数字经济", "数字政府", "5G", "2.4%", "GDP", "稳中求进", "稳", "就业", "创业就业", "OR", "-", "R&D", "A(B)", "year:2020"}
	for i := len(words); i < 60; i++ {
		words = append(words, string([]rune{rune('一' + i*37), rune('丁' + i*53)}))
	}
	return words
}

// provinces makes a report of each province from pieces that are words, and parts of them.
func provinces(words []string) []corpus.Report {
	names := strings.Fields("北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆")
	var reports []corpus.Report
	state := uint32(20251126)
	next := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>8) % n
	}
	pieces := []string{"，", "。", "的", "、", "＋", "+", " ", "经济", "和"}
	for i, name := range names {
		r := corpus.Report{Header: corpus.Header{ID: fmt.Sprintf("p%02d-2025", i), Title: "报告", Region: name, Level: corpus.Province, Kind: corpus.Work, Year: 2025}}
		for n := range 20 {
			var b strings.Builder
			for range 30 {
				b.WriteString(words[next(len(words))])
				b.WriteString(pieces[next(len(pieces))])
			}
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: n + 1, Text: b.String(), Hash: fmt.Sprintf("%08x", i*100+n)})
		}
		reports = append(reports, r)
	}
	return reports
}
