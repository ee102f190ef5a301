package thesaurus_test

import (
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/text"
	"gongbao/search/thesaurus"
)

func TestDefault(t *testing.T) {
	th := thesaurus.Default()
	if th.Len() < 300 {
		t.Errorf("%d terms, want 300 at least", th.Len())
	}
	for _, tc := range []struct {
		search string
		want   []string // term: wordings
	}{
		{"双碳目标", []string{"双碳: >碳达峰 >碳中和", "目标: ~预期目标 ~预期"}},
		{"碳达峰", []string{"碳达峰: =碳排放达峰 =二氧化碳排放达峰"}},
		{"Ｃ９１９", nil},
		{"二○二○年", []string{"二〇二〇年: =2020年"}},
		{"2020年", []string{"2020年: =二〇二〇年"}},
		{"百分之十二点五", []string{"百分之十二点五: =12.5%"}},
		{"增长5%", []string{"5%: =百分之五"}},
		{"两不愁三保障", []string{"两不愁三保障: >不愁吃 >不愁穿 >义务教育 >基本医疗 >住房安全"}},
	} {
		folded := text.Fold(tc.search)
		var got []string
		for _, p := range th.In(folded) {
			got = append(got, show(folded, p))
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.search, got, tc.want)
		}
	}
}

func show(search string, p thesaurus.Occurrence) string {
	parts := []string{search[p.From:p.To] + ":"}
	for _, w := range p.Wordings {
		parts = append(parts, string("=>~"[w.Relation])+w.Text)
	}
	return strings.Join(parts, " ")
}

func TestRead(t *testing.T) {
	th, err := thesaurus.Read(strings.NewReader("# 注\n\n甲 = 乙， 丙\n丁 > 戊\n"))
	if err != nil || th.Len() != 4 {
		t.Fatalf("%d terms, %v", th.Len(), err)
	}
	both := thesaurus.Default().With(th)
	if got := both.In("丙与双碳"); len(got) != 2 || len(got[0].Wordings) != 2 {
		t.Errorf("both together find %v", got)
	}
	if got := both.With(mustRead(t, "子, 丑…寅 > 卯")).In("丑甲乙寅与子"); len(got) != 2 || got[0].Gap != "甲乙" {
		t.Errorf("a term with a gap: %v", got)
	}
	for _, bad := range []string{"甲…乙 = 丙", "甲… > 乙", "…甲 > 乙", "甲…乙…丙 > 丁"} {
		if _, err := thesaurus.Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
	if _, err := thesaurus.Read(strings.NewReader("甲 = 乙\n没有等号")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a bad line gives %v", err)
	}
}

func mustRead(t *testing.T, entries string) *thesaurus.Thesaurus {
	t.Helper()
	th, err := thesaurus.Read(strings.NewReader(entries))
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// TestEveryday checks that everyday expressions are found in what people ask, whatever stands inside them.
func TestEveryday(t *testing.T) {
	th := thesaurus.Default()
	for search, want := range map[string]string{
		"找工作": "就业", "孩子没人带怎么办": "托育", "看病太贵": "医疗费用", "看病为什么这么贵": "医疗费用", "租房好贵": "住房保障",
		"外卖小哥有保险吗": "新就业形态劳动者", "堵车怎么办": "交通拥堵", "房子烂尾了": "保交楼", "老板拖欠工资": "农民工工资",
		"高企": "高新技术企业", "长护险": "长期护理保险", "6G": "第六代移动通信",
	} {
		found := slices.ContainsFunc(th.In(text.Fold(search)), func(o thesaurus.Occurrence) bool {
			return slices.ContainsFunc(o.Wordings, func(w thesaurus.Wording) bool { return w.Text == want })
		})
		if !found {
			t.Errorf("%s does not find %s: %v", search, want, th.In(text.Fold(search)))
		}
	}
	search := text.Fold("看病，东西贵")
	for _, o := range th.In(search) {
		if strings.Contains(search[o.From:o.To], ",") {
			t.Errorf("%s goes beyond its clause", search[o.From:o.To])
		}
	}
}
