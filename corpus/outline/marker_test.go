package outline

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMark(t *testing.T) {
	for _, c := range []struct {
		text   string
		class  Class
		number int
		rest   string
	}{
		{"一、2020年工作回顾", Numeral, 1, "2020年工作回顾"},
		{"十二、 结束语", Numeral, 12, "结束语"},
		{"一", Numeral, 1, ""},
		{"一、二、三产业增加值分别增长", None, 0, "一、二、三产业增加值分别增长"},
		{"（八）坚持绿色低碳发展。践行", Bracketed, 8, "坚持绿色低碳发展。践行"},
		{"(二十一)加强管理", Bracketed, 21, "加强管理"},
		{"第一，进一步稳定和加强农业", Ordinal, 1, "进一步稳定和加强农业"},
		{"第一、关于基本建设", Ordinal, 1, "关于基本建设"},
		{"第一部分 回顾", Part, 1, "回顾"},
		{"第一产业增加值", None, 0, "第一产业增加值"},
		{"一是坚持人民至上", Point, 1, "坚持人民至上"},
		{"三要促进横向联合", Point, 3, "促进横向联合"},
		{"1.加快发展", Arabic, 1, "加快发展"},
		{"１２．加快发展", Arabic, 12, "加快发展"},
		{"2.5亿元", None, 0, "2.5亿元"},
		{"（3）推进", BracketedN, 3, "推进"},
		{"③推进", BracketedN, 3, "推进"},
		{"——经济平稳增长。", Dash, 0, "经济平稳增长。"},
		{"一年来，主要做了", None, 0, "一年来，主要做了"},
		{"", None, 0, ""},
	} {
		m, rest := Mark(c.text)
		if m.Class != c.class || m.Number != c.number || rest != c.rest {
			t.Errorf("Mark(%q) = %+v, %q", c.text, m, rest)
		}
	}
}

// TestBeginnings looks for markers behind every character: those that may begin one are all known.
func TestBeginnings(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		for _, behind := range []string{"", "、", ".", "是", "）", "一", "一）", "1)", "一章", "1", "-"} {
			line := string(r) + behind
			for _, m := range markers {
				if m.form.MatchString(line) && !strings.ContainsRune(beginnings, r) {
					t.Fatalf("%q begins a marker", line)
				}
			}
			if r > 0xFFFF {
				break
			}
		}
	}
}
