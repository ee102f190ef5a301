package equal

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// TestWordings has wordings that are one value: each is among those of every other.
func TestWordings(t *testing.T) {
	for _, same := range []string{
		"12000亿元 1.2万亿元 1.20万亿元 一万二千亿元 一万两千亿元 1万2千亿元 1万2000亿元 一点二万亿元 1200000000000元",
		"3.5亿元 35000万元 350000000元 3亿5000万元 3亿5千万元 三亿五千万元 三点五亿元",
		"30万人 300000人 三十万人", "2442万吨 二千四百四十二万吨 两千四百四十二万吨 488.4亿斤 244.2亿公斤",
		"6% 6.0% 6.00% 百分之六 百分之6", "6% 60‰ 千分之六十 百分之六", "11.7% 百分之十一点七", "30% 三成 3成 百分之三十 百分之30",
		"0.5个百分点 零点五个百分点 0.5百分点", "2倍 两倍 二倍 2.0倍", "10个 十个", "12个 十二个", "105座 一百零五座", "110项 一百一十项",
		"2公顷 30亩 三十亩", "5公里 5000米 5千米 五千米", "300兆瓦 30万千瓦 三十万千瓦", "五年 5年", "20005人 二万零五人 两万零五人",
		"1.2万亿 12000亿 一万二千亿",
	} {
		forms := strings.Fields(same)
		for _, a := range forms {
			q := quantity.Find(text.Fold(a))
			if len(q) != 1 {
				t.Fatalf("%s has quantities %+v", a, q)
			}
			all := Wordings(q[0].Value, q[0].Unit)
			for _, b := range forms {
				if !slices.Contains(all, text.Fold(b)) {
					t.Errorf("%s is not %s but %q", a, b, all)
				}
			}
		}
	}
}

// TestWordingsAreRead holds that package quantity reads each wording as the one value, and gives it the same wordings again, whatever
// the value and its unit.
func TestWordingsAreRead(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		value := quantity.NewNumber(1+random.Int64N([]int64{9, 99, 9999, 999999}[random.IntN(4)]), random.IntN(13)-3)
		unit := []string{"元", "%", "吨", "个", "亩", "千瓦", "个百分点", "倍", "人", "年", "km²"}[random.IntN(11)]
		for _, w := range Wordings(value, unit) {
			q := quantity.Find(w)
			if len(q) != 1 || q[0].From != 0 || q[0].To != len(w) {
				t.Fatalf("%s %s: %s has quantities %+v", value, unit, w, q)
			}
			if q[0].Value == value && q[0].Unit == unit {
				continue
			}
			if !slices.ContainsFunc(measures(value, unit), func(m measured) bool { return m.value == q[0].Value && sameUnit(m.unit, q[0].Unit) }) {
				t.Errorf("%s %s is not %s, which is %s %s", value, unit, w, q[0].Value, q[0].Unit)
			}
		}
	}
}

// TestTree lists queries that have no values, and what stays as typed.
func TestTree(t *testing.T) {
	for _, q := range []string{
		"粮食产量", "2025年", "十四五", "第三位", "5%至6%", "三十多个", "5G", "就业 -12000亿元", "翻两番", "12000", "三分之二", "year:2020",
	} {
		if tree, wordings := Tree(query.Parse(q).Root); tree != nil {
			t.Errorf("%s has other wordings: %q", q, wordings)
		}
	}
	tree, _ := Tree(query.Parse("甲 (3个 OR 乙) -3个 同句:(丙 3个)").Root)
	three := query.Or{Nodes: []query.Node{query.Text{Value: "3个"}, inCharacters3()}}
	want := query.And{Nodes: []query.Node{
		query.Text{Value: "甲"}, query.Or{Nodes: []query.Node{three, query.Text{Value: "乙"}}}, query.Not{Node: query.Text{Value: "3个"}},
		query.Same{Unit: query.Sentence, Node: query.And{Nodes: []query.Node{query.Text{Value: "丙"}, three}}},
	}}
	if query.Print(tree) != query.Print(want) {
		t.Errorf("the tree is %s, want %s", query.Print(tree), query.Print(want))
	}
	for _, q := range []string{"就业 NEAR/5 3个", "3个 THEN 就业", "同篇:(就业 3个)"} {
		tree, wordings := Tree(query.Parse(q).Root)
		if !slices.Equal(wordings, []string{"三个"}) || !slices.ContainsFunc(query.Sought(tree), func(n query.Node) bool { return query.Print(n) == query.Print(inCharacters3()) }) {
			t.Errorf("%s becomes %s", q, query.Print(tree))
		}
	}
	if _, wordings := Tree(query.Parse("从3000亿元增加到5000亿元").Root); !slices.Contains(wordings, "从三千亿元增加到0.5万亿元") {
		t.Errorf("two values have the wordings %q", wordings)
	}
}

// inCharacters3 is 三个, and nothing that it is a part of.
func inCharacters3() query.Node {
	outside := query.Outside{Text: query.Text{Value: "三个"}}
	for _, before := range []string{"〇", "零", "十", "百", "千", "万", "亿", "点", "第"} {
		outside.Longer = append(outside.Longer, query.Text{Value: before + "三个"})
	}
	for _, behind := range []string{"/", "百分点", "年度", "季度", "月", "半月", "星期", "工作日", "自然日", "小时", "钟头", "床位"} {
		outside.Longer = append(outside.Longer, query.Text{Value: "三个" + behind})
	}
	return outside
}

// TestTextsOfPages has texts as long as pages, with a value in every sentence: their wordings take no more bytes than those of short
// texts may, and a value in a text of some sentences has all of its wordings.
func TestTextsOfPages(t *testing.T) {
	sentence := "粮食总产量达到12000亿斤以上，城镇新增就业1200万人，"
	for _, sentences := range []int{1, 3, 10, 30, 100, 300} {
		_, wordings := Tree(query.Parse(strings.Repeat(sentence, sentences)).Root)
		bytes := 0
		for _, w := range wordings {
			bytes += len(w)
		}
		if bytes > 2*mostBytes { // 一万二千 has more bytes than 12000
			t.Errorf("%d sentences: %d wordings of %d bytes", sentences, len(wordings), bytes)
		}
		if want := text.Fold(strings.Replace(strings.Repeat(sentence, sentences), "12000亿斤", "1.2万亿斤", 1)); sentences <= 3 && !slices.Contains(wordings, want) {
			t.Errorf("%d sentences: %s is no wording", sentences, want)
		}
	}
}
