package pasted

import (
	"strings"
	"testing"

	"gongbao/corpus/text"
)

func TestTexts(t *testing.T) {
	for typed, want := range map[string]string{ // the plainest
		"发展新质生产力😀":                                   "发展新质生产力",
		"#发展新质生产力#":                                  "发展新质生产力",
		"发展新质生产力①":                                   "发展新质生产力",
		"发展新质生产力[12]。":                               "发展新质生产力",
		"<b>发展</b>新质生产力&nbsp;":                       "发展新质生产力",
		"%E5%B0%B1%E4%B8%9A":                         "就业",
		"（一）发展新质生产力":                                 "发展新质生产力",
		"3.发展新质生产力":                                  "发展新质生产力",
		"一、发展新质生产力":                                  "发展新质生产力",
		"第三章 发展新质生产力":                                "发展新质生产力",
		"发展新质生产力（第3页）":                               "发展新质生产力",
		"发展新质生产力。——2025年政府工作报告":                      "发展新质生产力",
		"关键词：新质生产力":                                  "新质生产力",
		"q=新质生产力":                                    "新质生产力",
		"李强指出，“发展新质生产力”，要快":                          "发展新质生产力",
		"关于新质生产力的内容":                                 "新质生产力",
		"帮我查一下新质生产力的出处":                              "新质生产力",
		"新\ue000质生产力":                                "新质生产力",
		"……新质生产力……":                                  "新质生产力",
		"新质生产力？！":                                    "新质生产力",
		"（新质生产力）":                                    "新质生产力",
		"新质生产力）":                                     "新质生产力",
		"**新质生产力**":                                  "新质生产力",
		"增长5%。":                                      "增长5%",
		"<p style=\"color:red\">新质</p>":              "新质",
		"https://example.org/s?q=%E5%B0%B1%E4%B8%9A": "就业",
		"https://example.org/a.html":                 "",
		"w就业优先":                                      "就业优先",
		"就业优先d":                                      "就业优先",
		"5.5%左右":                                     "",
		"3.5万亿元":                                     "",
		"就业":                                         "",
		"100℃":                                       "",
		"发展（改革）事业":                                   "",
		"“发展”":                                       "",
		"😀":                                          "",
		"——":                                         "",
		"":                                           "",
		"国发〔2021〕5号":                                 "",
	} {
		got := ""
		if all := Texts(typed); len(all) > 0 {
			got = all[len(all)-1]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}

// TestTextsGetPlainer holds that each text is of the letters of the one before, in their order, that none is as good as nothing or the
// text itself, and that a text that has nothing around it is left alone.
func TestTextsGetPlainer(t *testing.T) {
	words := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isWord(r) {
				return r
			}
			return -1
		}, s)
	}
	for _, around := range []string{"%s。", "（%s）", "“%s”", "【%s】——来源", "一、%s", "关键词:%s", "%s[1]", "★%s★", "《%s》，", "- %s", "「%s", "%s」（2025年）"} {
		for _, core := range []string{"稳中求进", "新质生产力", "增长5.5%", "PM2.5浓度"} {
			typed := strings.Replace(around, "%s", core, 1)
			before := typed
			for _, plainer := range Texts(typed) {
				if text.Fold(plainer) == text.Fold(typed) || !strings.Contains(words(before), words(plainer)) || letters(plainer) < fewest {
					t.Errorf("%s: %q after %q", typed, plainer, before)
				}
				before = plainer
			}
			if text.Fold(before) != text.Fold(core) {
				t.Errorf("%s: %q", typed, before)
			}
		}
	}
	if got := Texts(strings.Repeat("长。", longest)); got != nil {
		t.Errorf("a very long text: %.40q", got)
	}
}

func TestParts(t *testing.T) {
	for typed, want := range map[string]string{
		"就业+稳定": "就业 稳定", "就业；稳定;": "就业 稳定", "就业&&稳定": "就业 稳定", "就业/稳定／民生": "就业 稳定 民生", "就业，稳定、民生": "就业 稳定 民生",
		"就业": "", "+就业": "", "": "", "+": "", "1+2+3+4+5+6+7+8+9": "",
	} {
		if got := strings.Join(Parts(typed), " "); got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}
