package suggest_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"

	"gongbao/corpus"
	"gongbao/search/engine/enginetest"
	"gongbao/search/suggest"
)

func reports(t testing.TB) func(func(corpus.Report, error) bool) {
	all := enginetest.Reports(t)
	return func(yield func(corpus.Report, error) bool) {
		for _, r := range slices.Backward(all) {
			if !yield(*r, nil) {
				return
			}
		}
	}
}

// shared returns the index of all available reports, which is slow to build.
var shared *suggest.Index

func index(t testing.TB) *suggest.Index {
	t.Helper()
	if shared != nil {
		return shared
	}
	ix, err := suggest.New(reports(t))
	if err != nil {
		t.Fatal(err)
	}
	shared = ix
	return ix
}

func texts(suggestions []suggest.Suggestion) []string {
	var all []string
	for _, s := range suggestions {
		all = append(all, s.Text)
	}
	return all
}

func TestSuggest(t *testing.T) {
	ix := index(t)
	for _, test := range []struct {
		input string
		want  string // among the first ten
	}{
		{"高质量", "高质量发展"},
		{"高質量", "高质量发展"},
		{"gaozhiliang", "高质量发展"},
		{"gao zhi liang fa", "高质量发展"},
		{"gzlfz", "高质量发展"},
		{"GaoZhiLiang", "高质量发展"},
		{"糕质量", "高质量发展"},
		{"乡村", "乡村振兴"},
		{"xiangcunzhen", "乡村振兴"},
	} {
		if got := texts(ix.Suggest(test.input, 10)); !slices.Contains(got, test.want) {
			t.Errorf("%s: want %s among %v", test.input, test.want, got)
		}
	}
}

// National reports yield the phrases of recent years too.
func TestSuggestNational(t *testing.T) {
	if os.Getenv("GONGBAO_DATA") == "" {
		t.Skip("the national reports are not there")
	}
	ix := index(t)
	for input, want := range map[string]string{"tandafeng": "碳达峰", "碳达": "碳达峰", "炭达峰": "碳达峰", "tdf": "碳达峰", "lvse": "绿色发展", "5g": "5G"} {
		got := texts(ix.Suggest(input, 10))
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("%s: want %s… among %v", input, want, got)
		}
	}
}

// Suggestions are whole phrases of the reports: no fragments of longer phrases, no words tied to their neighbours.
func TestPhrasesAreWhole(t *testing.T) {
	ix := index(t)
	for _, piece := range []string{"高质量发", "质量发展的", "村振兴", "和发展"} {
		if got := texts(ix.Suggest(piece, 10)); slices.Contains(got, piece) {
			t.Errorf("%s is suggested: %v", piece, got)
		}
	}
}

// TestSpelling holds that a phrase is shown as it is mostly spelled today, and found by that sound, although search takes some
// characters for one.
func TestSpelling(t *testing.T) {
	var r corpus.Report
	for i, c := range "一二三四五六七八九十甲乙" {
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Text: string(c) + "成效顯著" + string(c+1)}, corpus.Paragraph{Text: string(c+2) + "沿着大路" + string(c+3)})
		r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Text: "光纤覆盖" + string(c)})
		if i < 3 {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Text: string(c+4) + "沿著大路" + string(c+5)})
		}
	}
	ix, err := suggest.New(func(yield func(corpus.Report, error) bool) {
		if yield(r, nil) {
			reports(t)(yield)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for input, want := range map[string]string{"成效显着": "成效显著", "chengxiaoxianzhu": "成效显著", "成效": "成效显著", "沿著": "沿着大路", "yanzhe": "沿着大路", "覆": "覆盖", "fugai": "覆盖"} {
		if got := texts(ix.Suggest(input, 3)); !slices.Contains(got, want) {
			t.Errorf("%s suggests %q, want %q", input, got, want)
		}
	}
}

func TestSuggestNothing(t *testing.T) {
	ix := index(t)
	for _, input := range []string{"", " ", "“”", "zzzzzz", "<script>", strings.Repeat("a", 10_000), "\xff\xfe", "龘龘龘"} {
		if got := ix.Suggest(input, 10); got == nil || len(got) > 0 {
			t.Errorf("%.20q: %v", input, got)
		}
	}
	if got := ix.Suggest("发展", 0); len(got) > 0 {
		t.Errorf("none wanted: %v", got)
	}
}

func TestEmptyCorpus(t *testing.T) {
	ix, err := suggest.New(func(func(corpus.Report, error) bool) {})
	if err != nil || len(ix.Suggest("发展", 5)) > 0 {
		t.Errorf("%v, %v", ix, err)
	}
	broken := errors.New("broken")
	if _, err := suggest.New(func(yield func(corpus.Report, error) bool) { yield(corpus.Report{}, broken) }); !errors.Is(err, broken) {
		t.Errorf("an unreadable report: %v", err)
	}
}

func BenchmarkSuggest(b *testing.B) {
	ix := index(b)
	for b.Loop() {
		ix.Suggest("tandafeng", 10)
		ix.Suggest("f", 10)
		ix.Suggest("发展", 10)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		shared = nil
		index(b)
	}
}

// TestEverydayWords checks that common words are suggested by their first character, their pinyin and its initials, however
// rarely or often they stand in the corpus.
func TestEverydayWords(t *testing.T) {
	one := corpus.Report{Paragraphs: []corpus.Paragraph{{Text: "促进就业，改善民生；优先发展教育，稳住工业和出口。"}}}
	for _, ix := range []*suggest.Index{index(t), built(t, one)} {
		for _, tc := range []struct{ word, pinyin, initials string }{
			{"就业", "jiuye", "jy"}, {"民生", "minsheng", "ms"}, {"发展", "fazhan", "fz"}, {"教育", "jiaoyu", "jy"}, {"工业", "gongye", "gy"}, {"出口", "chukou", "ck"},
		} {
			first := string([]rune(tc.word)[:1])
			for _, input := range []string{first, tc.word, tc.pinyin, tc.initials} {
				if found := texts(ix.Suggest(input, 100)); !slices.Contains(found, tc.word) {
					t.Errorf("%s: %d suggestions without %s", input, len(found), tc.word)
				}
			}
		}
	}
	if found := texts(built(t, one).Suggest("和", 10)); len(found) > 0 {
		t.Errorf("和: %s", found)
	}
}

// TestEverydayList asks for each word of cases/everyday.txt below GONGBAO_DATA, as people begin to type it: it is among the first
// twenty, or hundred for a character alone, with which many begin.
func TestEverydayList(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set")
	}
	file, err := os.ReadFile(filepath.Join(data, "cases", "everyday.txt"))
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(file))
	if len(words) < 50 {
		t.Fatalf("%d words", len(words))
	}
	ix := index(t)
	for _, word := range words {
		characters := []rune(word)
		for input, first := range map[string]int{string(characters[:1]): 100, string(characters[:2]): 20, word: 20, strings.Join(pinyin.LazyPinyin(word, pinyin.NewArgs()), ""): 20} {
			if found := texts(ix.Suggest(input, first)); !slices.Contains(found, word) {
				t.Errorf("%s: %q without %s", input, found, word)
			}
		}
	}
}

func built(t *testing.T, r corpus.Report) *suggest.Index {
	t.Helper()
	ix, err := suggest.New(func(yield func(corpus.Report, error) bool) { yield(r, nil) })
	if err != nil {
		t.Fatal(err)
	}
	return ix
}
