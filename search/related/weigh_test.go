package related

import (
	"math"
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
