package compare_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/corpustest"
	"gongbao/corpus/text"
	"gongbao/search/compare"
	"gongbao/search/engine/enginetest"
)

func TestChanges(t *testing.T) {
	for _, tc := range []struct{ newer, older, want string }{
		{"稳步推进房地产税立法。", "稳妥推进房地产税立法。", "[稳妥>稳步]推进房地产税立法。"},
		{"就业。", "就业。", "就业。"},
		{"", "就业", "[就业>]"},
		{"就业", "", "[>就业]"},
		{"城镇新增就业1256万人", "城镇新增就业1244万人", "城镇新增就业[1244>1256]万人"}, // a number changes as a whole
		{"增长5.2%、", "增长5%、", "增长[5%>5.2%]、"},                    // with its sign
		{"入社农户占百分之九十八", "入社农户占百分之九十三", "入社农户占百分之[九十三>九十八]"},     // written in characters
		{"增长百分之七点五", "增长百分之八点五", "增长百分之[八点五>七点五]"},
		{"第十二次会议", "第二次会议", "[第二>第十二]次会议"},
		{"一九五七年的报告", "一年的报告", "[一>一九五七]年的报告"},
		{"（三）优化营商环境", "（二）优化营商环境", "[（二）>（三）]优化营商环境"}, // with its brackets
		{"三、优化营商环境", "二、优化营商环境", "[二>三]、优化营商环境"},
		{"（略）优化营商环境", "（无）优化营商环境", "[（无>（略]）优化营商环境"},
		{"推广6G技术", "推广5G技术", "推广[5>6]G技术"},                                        // digits and letters are apart
		{"发展AI产业", "发展AR产业", "发展[AR>AI]产业"},                                       // a word changes as a whole
		{"大力发展数字经济", "加快发展数字经济", "[加快>大力]发展数字经济"},                                 // the beginning
		{"深化改革，扩大开放", "深化改革", "深化改革[>，扩大开放]"},                                     // the end
		{"甲乙丙丁", "甲戊丙己", "[甲戊丙己>甲乙丙丁]"},                                           // lone characters are not shared
		{"前后，左右", "东南，西北", "[东南>前后]，[西北>左右]"},                                     // marks between clauses are
		{"巩固脱贫攻坚成果，促进农民增收。", "促进农民增收，巩固脱贫攻坚成果。", "[促进农民增收，>]巩固脱贫攻坚成果[>，促进农民增收]。"}, // the longest run first
		{"“两个毫不动摇”", "两个毫不动摇", "[>“]两个毫不动摇[>”]"},
		{"發展經濟", "发展经济", "發展經濟"}, // what looks the same to a search is the same
	} {
		if got := shown(tc.newer, compare.Changes(tc.newer, tc.older)); got != tc.want {
			t.Errorf("%s from %s: %s, want %s", tc.newer, tc.older, got, tc.want)
		}
	}
}

// shown writes changes into the newer sentence.
func shown(newer string, changes []compare.Change) string {
	points := []rune(newer)
	var b strings.Builder
	at := 0
	for _, c := range changes {
		b.WriteString(string(points[at:c.From]) + "[" + c.Old + ">" + string(points[c.From:c.To]) + "]")
		at = c.To
	}
	return b.String() + string(points[at:])
}

// TestChangesLeadBack compares sentences of reports: with its changes undone, the newer sentence is the older one; what is shared is
// never a lone character; and two changes never touch.
func TestChangesLeadBack(t *testing.T) {
	var sentences []string
	for _, r := range enginetest.Reports(t)[:min(6, len(enginetest.Reports(t)))] {
		for _, p := range r.Paragraphs {
			sentences = append(sentences, compare.Sentences(p.Text)...)
		}
	}
	step := max(1, len(sentences)/300)
	for i := 0; i+1 < len(sentences); i += step {
		for _, j := range []int{i + 1, (i * 7) % len(sentences)} {
			newer, older := sentences[i], sentences[j]
			changes := compare.Changes(newer, older)
			if got := text.Fold(undone(newer, changes)); got != text.Fold(older) {
				t.Errorf("%s from %s: undone it is %s", newer, older, got)
			}
			for k, c := range changes {
				if c.From == c.To && c.Old == "" || k > 0 && c.From <= changes[k-1].To {
					t.Errorf("%s from %s: %v", newer, older, changes)
				}
				if k > 0 {
					shared := string([]rune(newer)[changes[k-1].To:c.From])
					if len([]rune(shared)) < 2 && !strings.ContainsAny(shared, "。！？!?；;，,：:、0123456789０１２３４５６７８９") {
						t.Errorf("%s from %s: %q is shared", newer, older, shared)
					}
				}
			}
		}
	}
}

func undone(newer string, changes []compare.Change) string {
	points := []rune(newer)
	for _, c := range slices.Backward(changes) {
		points = slices.Concat(points[:c.From], []rune(c.Old), points[c.To:])
	}
	return string(points)
}

// TestLongSentences are compared by their ends.
func TestLongSentences(t *testing.T) {
	long := strings.Repeat("甲乙丙丁戊己庚辛壬癸", 300)
	got := compare.Changes("开头"+long+"子"+long+"结尾", "开头"+long+"丑"+long+"结尾")
	if want := []compare.Change{{From: 3002, To: 3003, Old: "丑"}}; !cmp.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestPair(t *testing.T) {
	s := func(group int, texts ...string) (list []compare.Sentence) {
		for _, one := range texts {
			list = append(list, compare.Sentence{Text: one, Group: group})
		}
		return list
	}
	newer := slices.Concat(s(1, "深化改革开放。", "稳步推进房地产税立法。", "大力发展低空经济。"), s(2, "城镇新增就业1200万人以上。", "加快建设教育强国。"))
	older := slices.Concat(s(1, "稳妥推进房地产税立法。", "深化改革、开放。", "加快建设教育强国。"), s(2, "城镇新增就业1100万人以上。", "实施积极的财政政策。", "加快建设教育大国。"))
	var got []string
	for _, p := range compare.Pair(newer, older) {
		pair := [2]string{}
		if p.New >= 0 {
			pair[0] = newer[p.New].Text
		}
		if p.Old >= 0 {
			pair[1] = older[p.Old].Text
		}
		got = append(got, string(p.State)+" "+pair[0]+"<"+pair[1])
	}
	want := []string{
		"edited 深化改革开放。<深化改革、开放。", // a separator is a difference
		"edited 稳步推进房地产税立法。<稳妥推进房地产税立法。",
		"new 大力发展低空经济。<",
		"edited 城镇新增就业1200万人以上。<城镇新增就业1100万人以上。",
		"edited 加快建设教育强国。<加快建设教育大国。", // the group comes before the text that is equal
		"gone <加快建设教育强国。",
		"gone <实施积极的财政政策。",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	moved := compare.Pair(s(1, "加快建设教育强国。"), s(2, "加快建设教育强国。"))
	if want := []compare.Paired{{State: compare.Moved, Similarity: 1}}; !cmp.Equal(moved, want) {
		t.Errorf("%+v, want %+v", moved, want)
	}
}

// TestPairReport pairs the sentences of the sample report: with themselves all are kept, and shuffled each finds itself.
func TestPairReport(t *testing.T) {
	var all []compare.Sentence
	seen := map[string]bool{}
	for _, p := range corpustest.Sample(t).Paragraphs {
		for _, one := range compare.Sentences(p.Text) {
			if !seen[text.Fold(one)] {
				seen[text.Fold(one)] = true
				all = append(all, compare.Sentence{Text: one})
			}
		}
	}
	shuffled := slices.Clone(all)
	slices.SortFunc(shuffled, func(a, b compare.Sentence) int { return strings.Compare(a.Text, b.Text) })
	for _, older := range [][]compare.Sentence{all, shuffled} {
		for _, p := range compare.Pair(all, older) {
			if p.State != compare.Kept || all[p.New].Text != older[p.Old].Text {
				t.Fatalf("%+v", p)
			}
		}
	}
	ix := compare.NewIndex([]string{"一、甲", all[5].Text, all[5].Text})
	if at, similarity, ok := ix.Nearest(all[5].Text); at != 1 || similarity != 1 || !ok {
		t.Errorf("the nearest sentence to itself is %d, %v, %t", at, similarity, ok)
	}
	if at, _, ok := ix.Nearest("没有一句与此相像"); ok || at != -1 {
		t.Errorf("a sentence like no other is near %d", at)
	}
}

func TestSentences(t *testing.T) {
	got := compare.Sentences("第一句。 第二句！——\n“第三句。”……")
	if want := []string{"第一句。", "第二句！", "“第三句。”"}; !cmp.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
