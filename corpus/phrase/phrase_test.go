package phrase_test

import (
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

func TestWords(t *testing.T) {
	words := phrase.Words([]string{"高质量發展"})
	if !words["就业"] || !words["高质量发展"] || words["高质量發展"] {
		t.Errorf("%d words, 就业 %t, 高质量发展 %t", len(words), words["就业"], words["高质量发展"])
	}
}
