package search_test

import (
	"math"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
	"gongbao/search/factor"
	"gongbao/search/query"
)

// sample returns a service on the sample report.
func sample(t testing.TB) *search.Service {
	t.Helper()
	return service(t, corpustest.Sample(t))
}

// service returns a service on one report.
func service(t testing.TB, r corpus.Report) *search.Service {
	t.Helper()
	e := bleve.New()
	t.Cleanup(func() { e.Close() })
	put := func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }
	if err := e.Update(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	return search.New(e, nil)
}

func ask(t testing.TB, s *search.Service, r search.Request) search.Answer {
	t.Helper()
	a, err := s.Search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheMainQuestion(t *testing.T) {
	a := ask(t, sample(t), search.Request{Query: "碳排放达峰", Mode: search.Exact})
	if a.Match != search.MatchExact || a.Total != (engine.Total{Paragraphs: 1, Reports: 1, Occurrences: 2}) {
		t.Fatalf("match %s, total %+v", a.Match, a.Total)
	}
	h := a.Hits[0]
	path := strings.Join(h.Section, " › ")
	if want := "二、“十四五”时期主要目标任务和2021年工作安排 › （八）坚持绿色低碳发展 › 开展碳排放达峰行动"; path != want {
		t.Errorf("section path %s, want %s", path, want)
	}
	for _, m := range h.Marks {
		if marked := string([]rune(h.Text)[m[0]:m[1]]); marked != "碳排放达峰" {
			t.Errorf("mark %v is %q", m, marked)
		}
	}
	if h.Report.ID != "liaoning-2021" || h.Report.Year != 2021 || h.URL != "/reports/liaoning-2021#p"+strings.TrimPrefix(h.ID, "liaoning-2021#") {
		t.Errorf("hit %s of %+v at %s", h.ID, h.Report, h.URL)
	}
}

// TestTiers checks which tier answers, with exact counts of paragraphs and occurrences.
func TestTiers(t *testing.T) {
	s := sample(t)
	for _, tc := range []struct {
		query                   string
		match                   search.Match
		paragraphs, occurrences int
		reason                  string
	}{
		{"碳排放 达峰", search.MatchExact, 1, 5, ""},
		{"“碳排放达峰”", search.MatchExact, 1, 2, ""},
		{"决定性作用", search.MatchExact, 1, 1, ""}, // cut by a page of the print
		{"2.4%", search.MatchExact, 1, 1, ""},
		{"5G基站", search.MatchExact, 2, 2, ""},
		{"改革发展", search.MatchLoose, 0, 0, ""}, // 改革、发展 stands there
		{"重实干强执行抓落实", search.MatchLoose, 0, 0, ""},
		{"碳达峰", search.MatchRelated, 0, 0, "近义：碳排放达峰"},
		{"辽宁今年的粮食产量目标是多少？", search.MatchRelated, 0, 0, "部分匹配"},
		{"", search.MatchNone, 0, 0, ""},
		{"-", search.MatchExact, 3, 5, ""},
		{"год 〄", search.MatchNone, 0, 0, ""},
	} {
		a := ask(t, s, search.Request{Query: tc.query})
		if a.Match != tc.match || a.Total.Paragraphs != tc.paragraphs || a.Total.Occurrences != tc.occurrences {
			t.Errorf("%q: match %s, total %+v; want %s, %d and %d", tc.query, a.Match, a.Total, tc.match, tc.paragraphs, tc.occurrences)
		}
		if tc.reason != "" && (len(a.Hits) == 0 || a.Hits[0].Reason != tc.reason) {
			t.Errorf("%q: reason of the first hit %+v, want %s", tc.query, a.Hits[:min(1, len(a.Hits))], tc.reason)
		}
	}
}

// TestLooseTotal checks that the exact total is there in every mode, and the loose one whenever it differs, however full the page.
func TestLooseTotal(t *testing.T) {
	s := service(t, corpus.Report{
		Header: corpus.Header{ID: "a-2020", Title: "报告", Year: 2020},
		Paragraphs: []corpus.Paragraph{
			{Ordinal: 1, Text: "甲乙丙，甲乙丙。"}, {Ordinal: 2, Text: "甲乙丙。"}, {Ordinal: 3, Text: "甲、乙、丙。"}, {Ordinal: 4, Text: "丁戊。丁、戊。"}, {Ordinal: 5, Text: "己庚。"},
		},
	})
	for _, tc := range []struct {
		request search.Request
		exact   engine.Total
		loose   *search.Tier
	}{
		{search.Request{Query: "甲乙丙"}, engine.Total{Paragraphs: 2, Reports: 1, Occurrences: 3}, &search.Tier{Paragraphs: 3, Reports: 1, Occurrences: 4}},
		{search.Request{Query: "甲乙丙", Limit: 1}, engine.Total{Paragraphs: 2, Reports: 1, Occurrences: 3}, &search.Tier{Paragraphs: 3, Reports: 1, Occurrences: 4}},
		{search.Request{Query: "甲乙丙", Mode: search.Exact}, engine.Total{Paragraphs: 2, Reports: 1, Occurrences: 3}, &search.Tier{Paragraphs: 3, Reports: 1, Occurrences: 4}},
		{search.Request{Query: "甲乙丙", Mode: search.Loose}, engine.Total{Paragraphs: 2, Reports: 1, Occurrences: 3}, &search.Tier{Paragraphs: 3, Reports: 1, Occurrences: 4}},
		{search.Request{Query: "丁戊"}, engine.Total{Paragraphs: 1, Reports: 1, Occurrences: 1}, &search.Tier{Paragraphs: 1, Reports: 1, Occurrences: 2}},
		{search.Request{Query: "己庚"}, engine.Total{Paragraphs: 1, Reports: 1, Occurrences: 1}, nil},
	} {
		a := ask(t, s, tc.request)
		if a.Total != tc.exact || !reflect.DeepEqual(a.Loose, tc.loose) {
			t.Errorf("%+v: total %+v, loose %+v; want %+v and %+v", tc.request, a.Total, a.Loose, tc.exact, tc.loose)
		}
	}
	first := ask(t, s, search.Request{Query: "甲乙丙", Limit: 1})
	second := ask(t, s, search.Request{Query: "甲乙丙", Limit: 1, Cursor: first.Next})
	if second.Total != first.Total || !reflect.DeepEqual(second.Loose, first.Loose) || len(second.Hits) != 1 || second.Hits[0].ID == first.Hits[0].ID {
		t.Errorf("second page: total %+v, loose %+v, hits %+v", second.Total, second.Loose, second.Hits)
	}
}

// TestSeveralYears checks a list of years as a filter in every tier.
func TestSeveralYears(t *testing.T) {
	s := sample(t)
	years, err := query.ParseFilter(query.Year, "2019,2021")
	if err != nil {
		t.Fatal(err)
	}
	if a := ask(t, s, search.Request{Query: "碳达峰", Filters: []query.Node{years}}); a.Match != search.MatchRelated {
		t.Errorf("match %s with the year of the report among the years", a.Match)
	}
	years, err = query.ParseFilter(query.Year, "2019,2020")
	if err != nil {
		t.Fatal(err)
	}
	a := ask(t, s, search.Request{Query: "碳达峰", Filters: []query.Node{years}})
	if a.Match != search.MatchNone || len(a.Hints) == 0 || !strings.Contains(a.Hints[0], "年份 2019 或 2020") {
		t.Errorf("match %s, hints %q", a.Match, a.Hints)
	}
}

func TestRelatedHitsAreNeverExact(t *testing.T) {
	a := ask(t, sample(t), search.Request{Query: "碳排放达峰", Limit: 10})
	if a.Total.Paragraphs != 1 || a.Match != search.MatchExact || len(a.Facets.Year) != 1 || a.Facets.Year[0].Paragraphs != 1 {
		t.Errorf("total %+v, facets %+v", a.Total, a.Facets.Year)
	}
	if a.Related == nil || a.Related.Paragraphs == 0 || len(a.Hits) < 2 {
		t.Fatalf("related %+v and %d hits", a.Related, len(a.Hits))
	}
	for _, h := range a.Hits[1:] {
		if h.Match != search.MatchRelated || h.Reason == "" || h.Occurrences != 0 {
			t.Errorf("hit %s: match %s, reason %q, %d occurrences", h.ID, h.Match, h.Reason, h.Occurrences)
		}
	}
}

// TestQuotationWithAMistake searches for a sentence with one wrong character.
func TestQuotationWithAMistake(t *testing.T) {
	a := ask(t, sample(t), search.Request{Query: "科学编制并实施碳排放达峰行动方按，大力发展风电、光伏等可再生能源"})
	if a.Match != search.MatchRelated {
		t.Fatalf("match %s", a.Match)
	}
	h := a.Hits[0]
	var marked []string
	for _, m := range h.Marks {
		marked = append(marked, string([]rune(h.Text)[m[0]:m[1]]))
	}
	joined := strings.Join(marked, "|")
	if !strings.Contains(joined, "科学编制并实施碳排放达峰行动方|") || strings.Contains(joined, "方案") {
		t.Errorf("marked %s", joined)
	}
}

func TestHints(t *testing.T) {
	s := sample(t)
	for input, want := range map[string]string{
		"碳排放达峰 year:1999":      "索引中没有这样的报告",
		"碳排放达峰 section:不存在的章节": "去掉",
		"碳排放达峰 绝无此词":           "单独找“碳排放达峰”，有 1 段",
		"绝无此词 碳排放达峰怎么样":        "单独找“碳排放达峰”，有 1 段",
		"碳排放达峰是多少斤呢":           "单独找“碳排放达峰”，有 1 段",
	} {
		a := ask(t, s, search.Request{Query: input})
		if !strings.Contains(strings.Join(a.Hints, "\n"), want) {
			t.Errorf("%s: hints %q, want one with %s", input, a.Hints, want)
		}
		if strings.Contains(strings.Join(a.Hints, "\n"), "绝无此词") {
			t.Errorf("%s: hints %q offer what finds nothing", input, a.Hints)
		}
	}
	for _, input := range []string{"粮食产量 是多少", "多少人 碳排放达峰 绝无此词", "怎么样", "碳排放达峰 什么是"} {
		for _, hint := range ask(t, s, search.Request{Query: input}).Hints {
			if regexp.MustCompile("多少|怎么|什么").MatchString(hint) {
				t.Errorf("%s: hint %s", input, hint)
			}
		}
	}
}

func TestReadAsAndNotes(t *testing.T) {
	a := ask(t, sample(t), search.Request{Query: "就业) 稳定 year:2020..2024", Filters: []query.Node{query.Filter{Field: query.Region, Values: []string{"辽宁省"}}}})
	if want := "同时包含“就业”和“稳定”，年份 2020—2024，地区 辽宁"; a.Query.ReadAs != want || len(a.Query.Notes) != 1 {
		t.Errorf("read as %s, notes %q", a.Query.ReadAs, a.Query.Notes)
	}
	if a.Total.Paragraphs == 0 {
		t.Error("a region's full name finds nothing")
	}
}

// TestSnippets checks for many queries that fragments are verbatim, that marks are those of the text, and that no
// border splits a number or a quotation.
func TestSnippets(t *testing.T) {
	s := sample(t)
	for _, q := range []string{"发展", "创新", "万", "就业 稳定", "沈阳 大连", "5%", "的"} {
		for _, h := range ask(t, s, search.Request{Query: q, Mode: search.Exact, Limit: 100}).Hits {
			checkSnippet(t, q, h)
		}
	}
}

func checkSnippet(t *testing.T, q string, h search.Hit) {
	t.Helper()
	for fragment := range strings.SplitSeq(h.Snippet.Text, "…") {
		at := strings.Index(h.Text, fragment)
		if at < 0 {
			t.Errorf("%s: %q is not in the text", q, fragment)
			continue
		}
		if strings.Count(fragment, "“") != strings.Count(fragment, "”") {
			t.Errorf("%s: %q cuts a quotation", q, fragment)
		}
		before, _ := utf8.DecodeLastRuneInString(h.Text[:at])
		if first, _ := utf8.DecodeRuneInString(fragment); before >= '0' && before <= '9' && first >= '0' && first <= '9' {
			t.Errorf("%s: %q begins inside a number", q, fragment)
		}
	}
	if len(h.Snippet.Marks) == 0 {
		t.Errorf("%s: nothing is marked in %q", q, h.Snippet.Text)
	}
	for _, m := range h.Snippet.Marks {
		marked := string([]rune(h.Snippet.Text)[m[0]:m[1]])
		if !strings.Contains(q, marked) {
			t.Errorf("%s: %q is marked", q, marked)
		}
	}
}

func TestReport(t *testing.T) {
	s := sample(t)
	r, err := s.Report(t.Context(), "liaoning-2021", search.Marking{Query: "碳排放达峰"})
	if err != nil || r.Title != "政府工作报告" || len(r.Paragraphs) != 84 || r.ReportInfo.Paragraphs != 84 {
		t.Fatalf("%s with %d paragraphs, %v", r.Title, len(r.Paragraphs), err)
	}
	marks := 0
	for _, p := range r.Paragraphs {
		marks += len(p.Marks)
	}
	if marks != 2 {
		t.Errorf("%d marks, want 2", marks)
	}
	for m, want := range map[search.Marking]string{
		{Query: "改革发展"}: "", {Query: "改革发展", Mode: search.Loose}: "改革，发展", {Query: "碳达峰", Near: 69}: "碳排放达峰", {Query: "碳达峰", Near: 1}: "",
	} {
		if got := firstMark(t, s, m); got != want {
			t.Errorf("%+v marks %q first, want %q", m, got, want)
		}
	}
	if _, err := s.Report(t.Context(), "nowhere-1900", search.Marking{}); err == nil {
		t.Error("a report that is not there can be read")
	}
}

// firstMark returns the first marked text in the sample report.
func firstMark(t *testing.T, s *search.Service, m search.Marking) string {
	t.Helper()
	r, err := s.Report(t.Context(), "liaoning-2021", m)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Paragraphs {
		if len(p.Marks) > 0 {
			return string([]rune(p.Text)[p.Marks[0][0]:p.Marks[0][1]])
		}
	}
	return ""
}

// TestFactors takes the scores of both tiers apart: multiplied as package factor says, the factors make the score.
func TestFactors(t *testing.T) {
	s := sample(t)
	for _, h := range ask(t, s, search.Request{Query: "碳排放达峰", Limit: 20, Explain: true}).Hits {
		of := map[string]float64{}
		for _, f := range h.Factors {
			of[f.Name] += f.Value
		}
		score := ((of[factor.Words]+of[factor.Equivalents]+of[factor.Sentence])*of[factor.Age] + of[factor.Run]) * of[factor.Region] * of[factor.Year] * of[factor.Role] * of[factor.Expected]
		if h.Match == search.MatchExact {
			score = (of[factor.Term]*of[factor.Context]*of[factor.Lead]*of[factor.Brief] + of[factor.Near]) * of[factor.Age]
		}
		if math.Abs(score-h.Score) > 1e-6 {
			t.Errorf("%s: %v by factors %+v, score %v", h.ID, score, h.Factors, h.Score)
		}
	}
	if h := ask(t, s, search.Request{Query: "碳排放达峰"}).Hits[0]; h.Factors != nil {
		t.Errorf("factors that nobody asked for: %+v", h.Factors)
	}
}
