package phrase_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/phrase"
)

// TestPhrases finds what holds together among changing neighbours, and everyday words where they stand.
func TestPhrases(t *testing.T) {
	text := phrase.New(map[string]bool{"旧词": true})
	around := []string{"推进甲", "乙加快", "丙扩大", "促进丁", "落实戊"}
	behind := []string{"子工作", "丑任务", "寅目标", "卯政策", "辰措施"}
	for i := range around {
		text.Add(around[i] + "ＡＩ产业" + behind[i] + "。" + around[(i+1)%5] + "蓝色粮仓" + behind[(i+2)%5])
	}
	text.Add("只有一次的旧词")
	counts := map[string]phrase.Phrase{}
	for _, p := range text.Phrases() {
		counts[p.Folded] = p
	}
	for _, want := range []phrase.Phrase{{Folded: "ai产业", Shown: "AI产业", Count: 5}, {Folded: "蓝色粮仓", Shown: "蓝色粮仓", Count: 5}, {Folded: "旧词", Shown: "旧词", Count: 1}} {
		if counts[want.Folded] != want {
			t.Errorf("%+v, want %+v", counts[want.Folded], want)
		}
	}
	for _, part := range []string{"蓝色", "色粮", "粮仓", "i产业", "蓝色粮"} { // always inside of one longer phrase
		if p, found := counts[part]; found {
			t.Errorf("%+v is a part of a phrase", p)
		}
	}
	if text.Full() {
		t.Error("a small text is full")
	}
}

// TestLongWords holds that a listed word which is longer than everyday ones is a phrase as any other.
func TestLongWords(t *testing.T) {
	const long = "蓝色海洋粮仓工程"
	text := phrase.New(map[string]bool{long: true})
	for r := range rune(100) {
		text.Add(string('一'+r) + "。") // a phrase holds together beside much else
	}
	for i, around := range []string{"推进甲", "乙加快", "丙扩大", "促进丁", "落实戊"} {
		text.Add(around + long + []string{"子工作", "丑任务", "寅目标", "卯政策", "辰措施"}[i])
	}
	if !slices.Contains(text.Phrases(), phrase.Phrase{Folded: long, Shown: long, Count: 5}) {
		t.Errorf("%s is no phrase", long)
	}
}

func TestWords(t *testing.T) {
	words := phrase.Words([]string{"高质量發展"})
	if !words["就业"] || !words["高质量发展"] || words["高质量發展"] {
		t.Errorf("%d words, 就业 %t, 高质量发展 %t", len(words), words["就业"], words["高质量发展"])
	}
}

// TestReport tells what is new in a text from what earlier ones have, and from what only looks like a phrase.
func TestReport(t *testing.T) {
	own := []string{"推进甲蓝色粮仓子工作", "发展ＡＩ眼镜，旧有说法。", "推动物流产业增长5.2%", "黄鹤楼市场和紫金算盘"}
	earlier := []string{"旧有说法", "物流，产业，推动，发展，黄鹤楼，市场，紫，金，计算，盘点，眼镜，增长"}
	others := []string{"乙加快蓝色粮仓丑任务", "扩大丙蓝色粮仓寅目标", "促进丁蓝色粮仓卯政策", "推进甲旧有说法子", "流产", "楼市"}
	r := phrase.NewReport(map[string]bool{"物流": true, "产业": true, "流产": true, "黄鹤楼": true, "市场": true, "楼市": true, "眼镜": true}, own)
	for _, p := range own {
		r.Add(p, 0)
	}
	for _, p := range earlier {
		r.Add(p, phrase.Earlier)
	}
	for _, p := range others {
		r.Add(p, phrase.Before)
	}
	phrases := func(required phrase.Mark) []phrase.NewPhrase {
		found, err := r.Phrases(t.Context(), 3, required)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if got := phrases(0); len(got) != 1 || got[0].Folded != "蓝色粮仓" || got[0].Count != 4 || got[0].Own != 1 || got[0].Core != 1 {
		t.Errorf("%+v", got)
	}
	if got := phrases(phrase.Before); len(got) != 1 {
		t.Errorf("a phrase of a text with the mark is not found: %+v", got)
	}
	if got := phrases(phrase.Earlier); len(got) != 0 {
		t.Errorf("%+v is new and in an earlier text", got)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if found, err := r.Phrases(ended, 3, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("who waits no longer is answered %+v, %v", found, err)
	}
	var singles []string
	for _, s := range r.Singles() {
		singles = append(singles, s.Shown)
	}
	for _, want := range []string{"AI", "物流产业", "紫金算盘"} {
		if !slices.ContainsFunc(singles, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("%s is not among %q", want, singles)
		}
	}
	for _, never := range []string{"旧有说法", "5", "和"} { // known; a number; a word that ties others together
		if slices.ContainsFunc(singles, func(s string) bool { return strings.Contains(s, never) }) {
			t.Errorf("%s is among %q", never, singles)
		}
	}
}
