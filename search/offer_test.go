package search_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/internal/processor"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/query"
)

// library returns a service on reports of several regions and years.
func library(t testing.TB) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	put := func(yield func(engine.Change, error) bool) {
		for _, r := range []struct {
			id, region string
			level      corpus.Level
			year       int
			texts      []string
		}{
			{"liaoning-2021", "辽宁", corpus.Province, 2021, []string{"开展碳达峰行动。", "促进就业。", "发展新质生产力，就业优先。"}},
			{"guangdong-2022", "广东", corpus.Province, 2022, []string{"稳定就业。", "推动高质量发展。碳达峰。", "改革、发展、稳定。"}},
			{"guangdong-2024", "广东", corpus.Province, 2024, []string{"扩大就业，就业质量提高。", "推动高质量发展。"}},
			{"shenyang-2024", "沈阳", corpus.City, 2024, []string{"扩大就业。", "推动高质量发展，建设5G基站。"}},
		} {
			report := corpus.Report{Header: corpus.Header{ID: r.id, Title: "政府工作报告", Region: r.region, Level: r.level, Year: r.year}}
			for i, text := range r.texts {
				report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text})
			}
			if !yield(engine.Change{Put: &report}, nil) {
				return
			}
		}
	}
	if err := e.Update(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

// TestDidYouMean checks what is offered first for each kind of a query without hits, or with few.
func TestDidYouMean(t *testing.T) {
	s := library(t)
	for _, tc := range []struct {
		query string
		kind  search.SuggestionKind
		want  string
		count int
	}{
		{"新制生产力", search.BySound, "新质生产力", 1},
		{"tandafeng", search.BySound, "碳达峰", 2},
		{"tan da feng", search.BySound, "碳达峰", 2},
		{"tdf", search.BySound, "碳达峰", 2},
		{"高质发量展", search.ByLook, "高质量发展", 3},
		{"就业 新制生产力", search.BySound, "就业 新质生产力", 2},
		{"tandafeng -行动", search.BySound, "碳达峰 -行动", 1},
		{"tandafeng 地区:辽宁", search.BySound, "碳达峰 地区:辽宁", 1},
		{"辽宁 碳达峰", search.ByFilter, "碳达峰 地区:辽宁", 1},
		{"辽宁省碳达峰", search.ByFilter, "碳达峰 地区:辽宁", 1},
		{"2020-2024年 广东 就业", search.ByFilter, "就业 地区:广东 年份:2020..2024", 3},
		{"广东就业2024年", search.ByFilter, "就业 地区:广东 年份:2024", 2},
		{"二〇二一年 就业", search.ByFilter, "就业 年份:2021", 2},
		{"沈阳 就业", search.ByFilter, "就业 地区:沈阳", 1},
		{"市级 就业", search.ByFilter, "就业 级别:city", 1},
		{"广东 2024", search.ByFilter, "地区:广东 年份:2024", 2},
		{"辽宁 1999年 就业", search.ByFilter, "就业 地区:辽宁", 2},
		{"碳达峰 year:1999", search.Without, "碳达峰", 2},
		{"稳定 碳达峰", search.Alone, "稳定", 2},
		{"促进就业政策", search.Alone, "促进就业", 1},
		{"全面稳定就业", search.Alone, "稳定就业", 1},
		{"就业 or 碳达峰 or 发展新质", search.ByOperator, "就业 OR 碳达峰 OR 发展新质", 9},
		{"就业 and 新质生产力", search.ByOperator, "就业 新质生产力", 2},
		{"稳定 不包含 就业", search.ByOperator, "稳定 -就业", 1},
		{"近四年 就业", search.ByFilter, "就业 年份:2021..2024", 6},
		{"粤 碳达峰", search.ByFilter, "碳达峰 地区:广东", 1},
		{"除了广东 碳达峰", search.ByFilter, "碳达峰 -地区:广东", 1},
		{"liaoning-2021#2 就业", search.ByFilter, "就业 报告:liaoning-2021", 2},
		{"<b>就业质量</b>😀", search.Plainer, "就业质量", 1},
		{"就业+质量", search.ByOperator, "就业 质量", 3},
		{"稳定 不要就业", search.ByOperator, "稳定 -就业", 1},
		{"tàn dá fēng", search.BySound, "碳达峰", 2},
		{"tan4da2feng1", search.BySound, "碳达峰", 2},
		{"carbon peaking", search.ByWording, "碳达峰", 2},
		{"jobs year:2021", search.ByWording, "就业 年份:2021", 2},
		{"guangdong tandafeng", search.BySound, "碳达峰", 2},
		{"同句 扩大 就业", search.ByOperator, "同句:(扩大 就业)", 5},
	} {
		for _, mode := range []search.Mode{search.Smart, search.Exact, search.Loose} {
			a := ask(t, s, search.Request{Query: tc.query, Mode: mode})
			if len(a.DidYouMean) == 0 || a.DidYouMean[0].Kind != tc.kind || a.DidYouMean[0].Query != tc.want || a.DidYouMean[0].Count != tc.count {
				t.Errorf("%s, %s: %+v; want %s of kind %s, %d", tc.query, mode, a.DidYouMean, tc.want, tc.kind, tc.count)
			}
		}
	}
	left := ask(t, s, search.Request{Query: "除了广东 碳达峰"}).DidYouMean[0]
	if want := "您是不是要找：碳达峰，排除地区 广东（1 处）"; left.Text != want {
		t.Errorf("%q, want %q", left.Text, want)
	}
	a := ask(t, s, search.Request{Query: "新制生产力"})
	if want := "您是不是要找：新质生产力（1 处）"; !slices.Contains(a.Hints, want) {
		t.Errorf("hints %q, want %s", a.Hints, want)
	}
	if len(a.Hits) == 0 || !strings.Contains(a.Hits[0].Text, "新质生产力") || a.Hits[0].Reason != "或指：新质生产力" {
		t.Errorf("first related hit %+v", a.Hits[:min(1, len(a.Hits))])
	}
	for _, plenty := range []string{"就业", "发展", "高质量发展", "改革发展稳定"} {
		if a := ask(t, s, search.Request{Query: plenty}); len(a.DidYouMean) > 0 && a.DidYouMean[0].Kind != search.ByFilter && a.Match == search.MatchExact {
			t.Errorf("%s: %+v", plenty, a.DidYouMean)
		}
	}
}

// TestTimesAreSpelledRight holds that a time is a filter, and no misspelling of what looks like it.
func TestTimesAreSpelledRight(t *testing.T) {
	s := reportsOf(t, 2024, 3, "近几年就业稳定，低空经济发展。", "辽宁")
	for _, typed := range []string{"近五年 低空经济", "低空经济 近七年"} {
		a := ask(t, s, search.Request{Query: typed})
		if len(a.DidYouMean) == 0 || a.DidYouMean[0].Kind != search.ByFilter {
			t.Errorf("%s: %+v", typed, a.DidYouMean)
		}
	}
}

// TestWrittenTogether holds that terms which hits nearly always have together are offered as one, whether or not the hits fill the page,
// and others are not.
func TestWrittenTogether(t *testing.T) {
	s := reportsOf(t, 2024, 30, "推动高质量发展，促进就业。", "辽宁")
	for typed, want := range map[string]string{"高质 量发展": "高质量发展", "推动\n高质量\n发展": "推动高质量发展", "发展 就业": "", "就业 促进": "", "高质量发展": ""} {
		a := ask(t, s, search.Request{Query: typed, Limit: 5})
		got := ""
		for _, d := range a.DidYouMean {
			got += d.Query
		}
		if got != want || a.Total.Paragraphs != 30 {
			t.Errorf("%q offers %q, want %q; %+v", typed, got, want, a.Total)
		}
	}
	if a := ask(t, library(t), search.Request{Query: "碳达峰 行 动"}); len(a.DidYouMean) == 0 || a.DidYouMean[0].Query != "碳达峰行动" {
		t.Errorf("%+v", a.DidYouMean)
	}
}

// reportsOf returns a service on an index of a report of each region, which says the same in n paragraphs.
func reportsOf(t *testing.T, year, n int, text string, regions ...string) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	put := func(yield func(engine.Change, error) bool) {
		for _, region := range regions {
			r := corpus.Report{Header: corpus.Header{ID: region, Title: "政府工作报告", Region: region, Year: year}}
			for i := range n {
				r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text})
			}
			if !yield(engine.Change{Put: &r}, nil) {
				return
			}
		}
	}
	if err := e.Update(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

// TestRegionIsOfferedInAnyCase holds that a region that is a word of its own is offered as a filter where exact hits fill the page
// too, and that nothing else is.
func TestRegionIsOfferedInAnyCase(t *testing.T) {
	s := reportsOf(t, 2024, 30, "支持北京大学毕业生在辽宁省就业。", "辽宁", "北京")
	for query, want := range map[string]string{
		"辽宁 就业": "就业 地区:辽宁", "就业 北京": "就业 地区:北京", "辽宁省 大学 就业": "大学 就业 地区:辽宁",
		"北京大学": "", "北京大学 就业": "", "就业": "", "辽宁": "", "就业 广东": "",
	} {
		a := ask(t, s, search.Request{Query: query, Limit: 5})
		got := ""
		for _, d := range a.DidYouMean {
			if a.Total.Paragraphs > 0 {
				got += d.Query
			}
			if a.Total.Paragraphs > 0 && d.Paragraphs != 30 {
				t.Errorf("%s: %+v", query, d)
			}
		}
		if got != want {
			t.Errorf("%s offers %q, want %q", query, got, want)
		}
		if next := ask(t, s, search.Request{Query: query, Limit: 5, Cursor: a.Next}); a.Next != "" && len(next.DidYouMean) > 0 {
			t.Errorf("%s: the second page offers %+v", query, next.DidYouMean)
		}
	}
}

// TestSuccessorsAreOffered holds that a region that had another name, or took in others, is offered together with their names, where
// that finds more, with the count that the offered search has.
func TestSuccessorsAreOffered(t *testing.T) {
	s := reportsOf(t, 2014, 12, "促进毕业生就业。", "清苑县", "清苑区", "宣武区", "沈阳")
	for query, want := range map[string]string{
		"就业 地区:清苑区": "就业 地区:清苑区,清苑县", "就业 地区:清苑县": "就业 地区:清苑县,清苑区", "地区:北京市西城区": "地区:北京市西城区,宣武区", "地区:宣武区": "",
		"就业 地区:清苑区,清苑县": "", "就业 地区:沈阳": "", "就业 -地区:清苑区": "", "就业 地区:清苑区 OR 地区:沈阳": "就业 AND region:清苑区,清苑县 OR region:沈阳",
	} {
		for _, limit := range []int{5, 50} {
			a := ask(t, s, search.Request{Query: query, Limit: limit})
			got := ""
			for _, d := range a.DidYouMean {
				if d.Kind == search.BySuccessor {
					got = d.Query
					if offered := ask(t, s, search.Request{Query: d.Query}); offered.Total.Paragraphs != d.Paragraphs || d.Paragraphs <= a.Total.Paragraphs {
						t.Errorf("%s: %+v, its search has %+v", query, d, offered.Total)
					}
				}
			}
			if got != want {
				t.Errorf("%s offers %q, want %q", query, got, want)
			}
		}
	}
}

// TestSuggestionsHold holds that each count that a suggestion shows is the total of the search that its link makes, with the
// filters of the request and without.
func TestSuggestionsHold(t *testing.T) {
	s := library(t)
	region := query.Filter{Field: query.Region, Values: []string{"广东省"}}
	year, err := query.ParseFilter(query.Year, "2021,2024")
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, q := range []string{
		"新制生产力", "tandafeng", "辽宁 碳达峰", "2020-2024年 广东 就业", "稳定 碳达峰", "碳达峰 year:1999", "就业 tandafeng", "就业 OR tandafeng 辽宁",
		"“新制生产力” -就业", "同句:(就业 tandafeng)", "就业 NEAR/3 高质发量展", "促进就业政策", "就业 or 碳达峰", "就业 or 稳定 year:2022", "section:无 就业", "year:1999,2000 region:湖北 就业 碳达峰", "辽宁 广东", "二〇二一年", "改革发展",
	} {
		for _, filters := range [][]query.Node{nil, {region}, {year}, {region, year}} {
			r := search.Request{Query: q, Filters: filters}
			a := ask(t, s, r)
			for _, d := range a.DidYouMean {
				links := []search.Request{{Query: d.Query}, {Query: d.Query, Mode: search.Loose}}
				if d.Own != "" {
					links = append(links, search.Request{Query: d.Own, Filters: filters})
				}
				for _, link := range links {
					held++
					total := ask(t, s, link).Total
					count := total.Occurrences
					if count == 0 {
						count = total.Paragraphs
					}
					if count != d.Count || total.Paragraphs != d.Paragraphs || total.Reports != d.Reports || count == 0 {
						t.Errorf("%s with %v: %+v, but %s with %v finds %+v", q, filters, d, link.Query, link.Filters, total)
					}
					if !slices.Contains(a.Hints, d.Text) {
						t.Errorf("%s: no hint says %s", q, d.Text)
					}
				}
			}
		}
	}
	if held < 50 {
		t.Errorf("only %d suggestions", held)
	}
}

// TestNothingIsOfferedToItself asks for all sorts of things, in each mode and with each filter, and holds that no suggestion is what was
// asked for, however either is written.
func TestNothingIsOfferedToItself(t *testing.T) {
	s := library(t)
	r := rand.New(rand.NewPCG(7, 5))
	words := strings.Fields("就业 稳定 碳达峰 新制生产力 新质生产力 高质发量展 tandafeng tan da feng 辽宁 辽宁省 广东 2024 2024年 二〇二一年 市级 5G ５Ｇ or and 且 不包含 OR -就业 同句 请问 怎么 " +
		"region:辽宁 地区:辽宁省 year:2021 year:1999 级别:省 missing:year section:无 ( ) “ ” \" NEAR/3 Internet Plus artificial intelligence green e")
	filters := [][]query.Node{nil, {query.Filter{Field: query.Region, Values: []string{"辽宁省"}}}, {query.Filter{Field: query.Region, Values: []string{"辽宁"}}, query.Filter{Field: query.Level, Values: []string{"province"}}}}
	form := func(q string, filters []query.Node) string {
		tree := query.WithFilters(query.Parse(q).Root, filters...)
		return strings.ToLower(strings.Join(strings.Fields(text.Fold(strings.NewReplacer("辽宁省", "辽宁", " OR ", " | ").Replace(query.Print(tree)))), " "))
	}
	kinds := map[search.SuggestionKind]int{}
	for range 3000 {
		var parts []string
		for range 1 + r.IntN(4) {
			parts = append(parts, words[r.IntN(len(words))])
		}
		asked := search.Request{Query: strings.Join(parts, []string{" ", "", "\u3000"}[r.IntN(3)]), Filters: filters[r.IntN(len(filters))], Mode: []search.Mode{search.Smart, search.Exact, search.Loose, search.Equal}[r.IntN(4)], Limit: 3}
		a := ask(t, s, asked)
		for _, d := range a.DidYouMean {
			kinds[d.Kind]++
			if form(d.Query, nil) == form(asked.Query, asked.Filters) {
				t.Errorf("%q with %v in mode %s is offered %+v", asked.Query, asked.Filters, asked.Mode, d)
			}
			if d.Own != "" && form(d.Own, asked.Filters) == form(asked.Query, asked.Filters) {
				t.Errorf("%q with %v in mode %s is offered %q for itself", asked.Query, asked.Filters, asked.Mode, d.Own)
			}
		}
	}
	if len(kinds) < 6 {
		t.Errorf("only %v are offered", kinds)
	}
}

// TestRelatedPages turns the pages of a search with related hits: each is reached once, and they are as many as the answer says.
func TestRelatedPages(t *testing.T) {
	s := sample(t)
	for _, q := range []string{"碳达峰", "辽宁今年的粮食产量目标是多少？", "碳排放达峰", "tandafeng", "改革创新开放工作"} {
		all := ask(t, s, search.Request{Query: q, Limit: 100})
		for _, limit := range []int{1, 3, 10} {
			r := search.Request{Query: q, Limit: limit}
			var ids []string
			for page := 0; page < 200; page++ {
				a := ask(t, s, r)
				if page > 0 && (len(a.DidYouMean) > 0 || a.Total != all.Total) {
					t.Fatalf("%s: page %d has %+v and %+v", q, page, a.DidYouMean, a.Total)
				}
				for _, h := range a.Hits {
					if slices.Contains(ids, h.ID) {
						t.Fatalf("%s: %s comes twice", q, h.ID)
					}
					ids = append(ids, h.ID)
				}
				if r.Cursor = a.Next; a.Next == "" {
					break
				}
			}
			want := all.Total.Paragraphs
			if want < limit {
				want += all.Related.Paragraphs
			}
			if all.Loose == nil && len(ids) != want {
				t.Errorf("%s by %d: %d hits, want %d", q, limit, len(ids), want)
			}
			if all.Related.AtLeast || all.Related.Reports != min(1, all.Related.Paragraphs) {
				t.Errorf("%s: related %+v", q, all.Related)
			}
		}
	}
	first := ask(t, s, search.Request{Query: "碳达峰", Limit: 1})
	for _, cursor := range []string{"~", "~-1", "~x", "~01"} {
		parts := strings.Split(first.Next, "~") // the version, the number of hits before, and the sign of the search
		if _, err := s.Search(t.Context(), search.Request{Query: "碳达峰", Cursor: parts[0] + cursor + "~" + parts[2]}); err == nil {
			t.Errorf("cursor %s is taken", cursor)
		}
	}
}

// TestLooseHits checks that each hit of the loose mode says whether it is exact, in answers and exports, and that as many are as
// the total says.
func TestLooseHits(t *testing.T) {
	s := sample(t)
	for _, q := range []string{"改革发展", "就业", "发展创新", "改革 -开放", "、", "； ："} {
		a := ask(t, s, search.Request{Query: q, Mode: search.Loose, Limit: 100, Unfolded: true})
		exact := 0
		for _, h := range a.Hits {
			if h.Match == search.MatchExact {
				exact++
			}
		}
		if a.Next == "" && exact != a.Total.Paragraphs || a.Match != search.MatchLoose && len(a.Hits) > exact || a.Loose.Paragraphs < a.Total.Paragraphs && q != "改革 -开放" {
			t.Errorf("%s: %d exact hits of %+v, match %s", q, exact, a.Total, a.Match)
		}
		exported := 0
		err := s.Read(t.Context(), func(e *search.Edition) error {
			for h, err := range e.Each(t.Context(), search.Request{Query: q, Mode: search.Loose}) {
				if err != nil {
					return err
				}
				if h.Match == search.MatchExact {
					exported++
				}
			}
			return nil
		})
		if err != nil || exported != a.Total.Paragraphs {
			t.Errorf("%s: %d exact hits exported of %+v, %v", q, exported, a.Total, err)
		}
	}
}

// TestLongQueriesAreOffered asks for more than anyone types: what is offered for it is found in time.
func TestLongQueriesAreOffered(t *testing.T) {
	s := library(t)
	var distinct strings.Builder
	for i := range rune(20_000) {
		distinct.WriteRune('一' + i)
	}
	for _, q := range []string{distinct.String(), strings.Repeat("北京", 10_000), strings.Repeat("2020年", 4_000), strings.Repeat("广东 2024年 ", 1_500)} {
		began := processor.Time()
		ask(t, s, search.Request{Query: q})
		if took := processor.Time() - began; took > 5*time.Second { // the square of its length takes more
			t.Errorf("%.20s… took %v", q, took)
		}
	}
}

// TestListsAreNotOffered holds that other readings are offered for as many terms as a person types, and not for a list.
func TestListsAreNotOffered(t *testing.T) {
	s := reportsOf(t, 2024, 3, "就业稳定。", "辽宁")
	for _, c := range []struct {
		terms   int
		offered bool
	}{{2, true}, {100, true}, {101, false}} {
		q := "就业 辽宁"
		for i := range c.terms - 2 {
			q += " -无" + string('一'+rune(i))
		}
		a := ask(t, s, search.Request{Query: q})
		offered := slices.ContainsFunc(a.DidYouMean, func(s search.Suggestion) bool { return s.Kind == search.ByFilter })
		if offered != c.offered || a.Total.Paragraphs > 0 {
			t.Errorf("%d terms: %d paragraphs, %+v is offered", c.terms, a.Total.Paragraphs, a.DidYouMean)
		}
	}
}

// A stalling is an engine whose reports take for ever to read.
type stalling struct{ engine.Engine }

type stalled struct{ engine.Snapshot }

func (e stalling) Snapshot(ctx context.Context) (engine.Snapshot, error) {
	snapshot, err := e.Engine.Snapshot(ctx)
	return stalled{snapshot}, err
}

func (stalled) Report(ctx context.Context, _ string) (corpus.Report, error) {
	<-ctx.Done()
	return corpus.Report{}, ctx.Err()
}

// TestSpellingTakesNoAnswerAway answers in time though nobody knows yet what else might be meant.
func TestSpellingTakesNoAnswerAway(t *testing.T) {
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	s := search.New(stalling{e}, nil)
	report := corpus.Report{Header: corpus.Header{ID: "a", Title: "报告"}, Paragraphs: []corpus.Paragraph{{Ordinal: 1, Text: "新质生产力。"}}}
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &report}, nil) }); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
	defer cancel()
	if a, err := s.Search(ctx, search.Request{Query: "新制生产力", Mode: search.Exact}); err != nil || a.Match != search.MatchNone {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestErrorsKeepQuiet holds that an error says nothing of what was asked: logs have errors.
func TestErrorsKeepQuiet(t *testing.T) {
	s := library(t)
	err := s.Read(t.Context(), func(e *search.Edition) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, searched := e.Search(ctx, search.Request{Query: "隐私"})
		_, counted := e.Count(ctx, search.Request{Query: "隐私"})
		for _, err := range []error{searched, counted} {
			if err == nil || strings.Contains(err.Error(), "隐私") {
				t.Errorf("%v", err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestEveryMisspelledTermIsMeant holds that of several misspelled terms each is looked up as what it may mean, and that related hits
// say so.
func TestEveryMisspelledTermIsMeant(t *testing.T) {
	s := library(t)
	a := ask(t, s, search.Request{Query: "新制生产力 高质发量展"})
	for _, term := range []string{"新质生产力", "高质量发展"} {
		if !slices.ContainsFunc(a.Hits, func(h search.Hit) bool { return h.Match == search.MatchRelated && strings.Contains(h.Reason, term) }) {
			t.Errorf("no related hit for %s: %+v", term, a.Hits)
		}
	}
}
