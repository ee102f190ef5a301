package related

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/search/engine"
	"gongbao/search/thesaurus"
)

// TestWeigh gives each gram of a search its weight: a word 1, a number and a character a half, a pair 1, what is grammar less, what asks
// nothing, and 1.8 times as much where it asks.
func TestWeigh(t *testing.T) {
	for search, want := range map[string]map[string]float64{
		"":       {},
		"发展的经济":  {"发": 0.5, "发展": 1, "展": 0.5, "展的": 0.5, "的": 0.125, "的经": 0.5, "经": 0.5, "经济": 1, "济": 0.5},
		"5G基站":   {"5g": 1, "5g基": 1, "基": 0.5, "基站": 1, "站": 0.5},
		"2025年":  {"2025": 0.5, "2025年": 1, "年": 0.5},
		"3.5%":   {"3.5": 0.5},
		"发展，展开":  {"发": 0.5, "发展": 1, "展": 0.5, "展开": 1, "开": 0.5}, // separators part neighbours
		"科技是什么":  {"科": 0.9, "科技": 1.8, "技": 0.9},
		"技。科技？":  {"技": 0.5, "科": 0.5, "科技": 1},
		"技。技是什么": {"技": 0.9},
		"教育重。校有多少？育。": {
			"教": 0.5, "教育": 1, "育": 0.5, "育重": 1, "重": 0.5, // background
			"校": 0.9, "校有": 0.9, "有": 0.225,
		},
	} {
		if diff := cmp.Diff(want, weigh(text.Fold(search)), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", search, diff)
		}
	}
}

// ranked ranks paragraphs for a search, each in a report of its own. All grams are as rare as one another.
func ranked(q *Query, paragraphs ...string) map[string]Ranked {
	result := engine.LikeResult{Paragraphs: 10, Reports: 10, Bytes: 200, Having: make([]int, len(q.Terms)), ReportsHaving: make([]int, len(q.Terms))}
	for _, p := range paragraphs {
		result.Candidates = append(result.Candidates, engine.Candidate{
			Paragraph: corpus.Paragraph{Ordinal: 1, Text: p}, Folded: text.Fold(p), ReportLength: 1, InReport: make([]int, len(q.Terms)),
		})
	}
	all := map[string]Ranked{}
	for _, r := range q.Rank(result) {
		all[r.Paragraph.Text] = r
	}
	return all
}

// TestWordings gives a paragraph with another wording for a term what the typed one would give it, times what the wording is worth.
func TestWordings(t *testing.T) {
	const typed, other, neither = "发展清洁能源。", "发展绿色能源。", "发展其他能源。"
	for name, tc := range map[string]struct {
		search, entries string
		meant           []Meant
		worth           float64
	}{
		"equal":           {"发展清洁能源", "清洁 = 绿色", nil, 0.95},
		"equal, reversed": {"发展清洁能源", "绿色 = 清洁", nil, 0.95},
		"meaning":         {"发展清洁能源", "清洁 > 绿色", nil, 0.8},
		"near":            {"发展清洁能源", "清洁 ~ 绿色", nil, 0.7},
		"the best of two": {"发展清洁能源", "清洁 ~ 绿色\n清洁 > 低碳", nil, 0.7},
		"misspelled":      {"发展清洁能源", "甲 = 乙", []Meant{{"清洁", "绿色"}, {"无此", "绿色"}, {"", "绿色"}}, 0.95},
		"of another term": {"发展清洁能源", "绿色 > 清洁", nil, 0},
		"written alike":   {"发展清洁能源", "清洁 = 清潔", nil, 0},
	} {
		th, err := thesaurus.Read(strings.NewReader(tc.entries))
		if err != nil {
			t.Fatal(err)
		}
		q := New(tc.search, th, nil, tc.meant...)
		all := ranked(q, typed, other, neither)
		missing := all[typed].Words - all[other].Words
		if got := all[other].Equivalents; math.Abs(got-tc.worth*missing) > 1e-9 {
			t.Errorf("%s: the wording gives %v, want %v of %v", name, got, tc.worth, missing)
		}
		if all[typed].Equivalents != 0 || all[neither].Equivalents != 0 || all[typed].Wordings != nil {
			t.Errorf("%s: equivalents where there are none: %+v, %+v", name, all[typed], all[neither])
		}
		if named := len(all[other].Wordings) == 1; named != (tc.worth > 0.7) { // what is only near is not named
			t.Errorf("%s: wordings %q", name, all[other].Wordings)
		}
		if c := all[typed].Coverage; math.Abs(c-1) > 1e-9 {
			t.Errorf("%s: the typed words cover %v", name, c)
		}
		if covered := all[other].Coverage > all[neither].Coverage+0.1; covered != (tc.worth > 0) {
			t.Errorf("%s: the wording covers %v, another text %v", name, all[other].Coverage, all[neither].Coverage)
		}
		if all[typed].Score <= all[other].Score || tc.worth > 0 && all[other].Score <= all[neither].Score {
			t.Errorf("%s: scores %v, %v, %v", name, all[typed].Score, all[other].Score, all[neither].Score)
		}
		for _, term := range q.Terms {
			if want := map[string]float64{"绿色": tc.worth, "绿": tc.worth / 2, "清洁": 1, "展": 0.5}[term.Term]; want > 0 && math.Abs(term.Weight-want) > 1e-12 {
				t.Errorf("%s: candidates are looked for by %s with a weight of %v, want %v", name, term.Term, term.Weight, want)
			}
		}
	}
}

// TestEvidence scores paragraphs for one character by the documented formula: BM25F over the paragraph, its report's label, its titles and
// its neighbours, and BM25 over reports.
func TestEvidence(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	q := New("稳", thesaurus.Default(), nil)
	some := func() string { return strings.Repeat("稳", max(r.IntN(5)-1, 0)) + strings.Repeat("中", 1+r.IntN(40)) }
	for range 2000 {
		c := engine.Candidate{
			Report: corpus.Header{Title: some() + "报告", Region: "辽宁", Year: 2021}, Paragraph: corpus.Paragraph{Section: []string{some(), some()}},
			Folded: "甲" + some(), Before: some(), After: some(), ReportLength: 1 + r.IntN(50), InReport: []int{r.IntN(4)},
		}
		if r.IntN(3) == 0 {
			c.Folded = c.Report.Title + c.Folded
		}
		result := engine.LikeResult{Paragraphs: 50 + r.IntN(50), Reports: 1 + r.IntN(9), Bytes: 4000, Having: []int{r.IntN(20)}, ReportsHaving: []int{r.IntN(2)}, Candidates: []engine.Candidate{c}}
		idf := func(all, n int) float64 { return math.Log(1 + (float64(all-n)+0.5)/(float64(n)+0.5)) }
		n := func(s string) float64 { return float64(strings.Count(s, "稳")) }
		label, titleWeight := text.Fold("2021年 辽宁 "+c.Report.Title), 1.0
		if title := []rune(c.Report.Title); len(title) >= 12 && strings.HasPrefix(c.Folded, string(title[:12])) {
			titleWeight = 0.5 // a paragraph that repeats the title
		}
		x := n(c.Folded) + titleWeight*min(n(label), 1) + 0.5*min(n(c.Paragraph.Section[0]+c.Paragraph.Section[1]), 1) + 0.25*n(c.Before) + 0.1*n(c.After)
		length := float64(len(c.Folded)+1+len(label)) / (4000/float64(result.Paragraphs) + float64(len(label)))
		want := 0.5 * idf(result.Paragraphs, result.Having[0]) * x * 1.6 / (x + 0.6*(0.7+0.3*length))
		in, reportLength := float64(c.InReport[0]), float64(c.ReportLength*result.Reports)/float64(result.Paragraphs)
		want += 0.5 * 0.3 * idf(result.Reports, result.ReportsHaving[0]) * in * 2.2 / (in + 1.2*(0.25+0.75*reportLength))
		if got := q.Rank(result)[0].Words; math.Abs(got-want) > 1e-9 {
			t.Fatalf("%+v: words %v, the formula has %v", c, got, want)
		}
	}
}

// TestSentence gives a paragraph that says it all in one sentence a quarter of its rarity more, and no more for saying it again.
func TestSentence(t *testing.T) {
	q := New("发展经济", thesaurus.Default(), nil)
	all := ranked(q, "发展经济。", "发展经济。发展经济。", "发展好。经济好。", "发展。", "好。")
	whole, again, apart, half := all["发展经济。"].Sentence, all["发展经济。发展经济。"].Sentence, all["发展好。经济好。"].Sentence, all["发展。"].Sentence
	if once := 0.25 * 5 * math.Log(22); math.Abs(whole-once) > 1e-9 { // 4 characters and 3 pairs, each in none of 10 paragraphs
		t.Errorf("all in one sentence gives %v, want %v", whole, once)
	}
	if again != whole || apart != half || half >= whole || all["好。"].Sentence != 0 {
		t.Errorf("sentences give %v, %v, %v, %v, %v", whole, again, apart, half, all["好。"].Sentence)
	}
	titled := engine.LikeResult{Paragraphs: 10, Reports: 10, Bytes: 200, Having: make([]int, len(q.Terms)), ReportsHaving: make([]int, len(q.Terms)), Candidates: []engine.Candidate{
		{Report: corpus.Header{Title: "发展经济"}, Folded: "好,发展经济。", InReport: make([]int, len(q.Terms))},
	}}
	if s := q.Rank(titled)[0].Sentence; s != 0 {
		t.Errorf("what the title says gives %v", s)
	}
}

// TestTies puts paragraphs with the same score in the order of year, newest first, then of reports, then of their text.
func TestTies(t *testing.T) {
	q := New("无", thesaurus.Default(), nil)
	result := engine.LikeResult{Paragraphs: 10, Reports: 3, Bytes: 200, Having: []int{0}, ReportsHaving: []int{0}}
	want := []string{"a-2021#1", "a-2021#7", "b-2021#2", "a-2020#1", "s-0000#1"}
	for _, i := range []int{3, 1, 4, 0, 2} {
		id, ordinal, _ := strings.Cut(want[i], "#")
		h := corpus.Header{ID: id}
		h.Year, _ = strconv.Atoi(id[2:])
		n, _ := strconv.Atoi(ordinal)
		result.Candidates = append(result.Candidates, engine.Candidate{Report: h, Paragraph: corpus.Paragraph{Ordinal: n}, Folded: "好。", InReport: []int{0}})
	}
	var got []string
	for _, r := range q.Rank(result) {
		got = append(got, fmt.Sprintf("%s#%d", r.Report.ID, r.Paragraph.Ordinal))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestMarks marks what a paragraph has of a search: words, pairs of characters, and other wordings, those that touch as one.
func TestMarks(t *testing.T) {
	th, err := thesaurus.Read(strings.NewReader("清洁能源 = 绿色电力"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ search, text, want string }{
		{"发展经济", "要发展经济，经济发展。", "要[发展经济]，[经济发展]。"},
		{"发展经济", "发，展，经。", "发，展，经。"}, // a character is not marked by itself
		{"建设5G基站", "５Ｇ基站、5G", "[５Ｇ基站]、[5G]"},
		{"2025年", "在2025 年和2024年", "在[2025 年]和2024年"},
		{"清洁能源", "绿色电力与清洁", "[绿色电力]与[清洁]"},
		{"科技是什么", "什么科技", "什么[科技]"},
		{"發展", "发展", "[发展]"},
		{"无", "好。", "好。"},
	} {
		got, at := "", 0
		for _, s := range New(tc.search, th, nil).Marks(tc.text) {
			got += tc.text[at:s.From] + "[" + tc.text[s.From:s.To] + "]"
			at = s.To
		}
		if got += tc.text[at:]; got != tc.want {
			t.Errorf("%s: %s, want %s", tc.search, got, tc.want)
		}
	}
}

// TestCoverage says which share of a search a paragraph has, and how much is enough.
func TestCoverage(t *testing.T) {
	q := New("发展经济", thesaurus.Default(), nil)
	all := ranked(q, "发展经济。", "经济发展。", "发展。", "民生。")
	if whole, turned, half, none := all["发展经济。"].Coverage, all["经济发展。"].Coverage, all["发展。"].Coverage, all["民生。"].Coverage; whole < 1-1e-9 || turned >= whole || half >= turned || none != 0 {
		t.Errorf("coverage %v of the whole, %v of both words, %v of one, %v of none", whole, turned, half, none)
	}
	if q.Near() != 0.1 {
		t.Errorf("a search is near from %v on", q.Near())
	}
	long := New(strings.Repeat("坚持稳中求进工作总基调，", 25), thesaurus.Default(), nil) // 825 bytes
	if near := long.Near(); near >= 0.1 || near < 0.05 || len(long.expansions) > 0 {
		t.Errorf("a quotation is near from %v on, with %d expansions", near, len(long.expansions))
	}
	var quotation strings.Builder
	for r := '一'; quotation.Len() < 1200; r++ {
		quotation.WriteRune(r)
	}
	terms := New(quotation.String(), thesaurus.Default(), nil).Terms
	if len(terms) < 100 || len(terms) > 120 {
		t.Errorf("a quotation of 400 characters is looked for by %d grams", len(terms))
	}
	for _, term := range terms {
		if len([]rune(term.Term)) != 2 || term.Weight < 0.5 {
			t.Errorf("a quotation is looked for by %+v", term)
		}
	}
}
