package clause_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/clause"
	"gongbao/corpus/text"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"（三）推动绿色低碳发展。加强生态环境保护，持续深入打好蓝天、碧水、净土保卫战。", []string{"推动绿色低碳发展", "持续深入打好蓝天、碧水、净土保卫战"}},
		{"三是推动绿色低碳发展。", []string{"推动绿色低碳发展"}},
		{"2025年国内生产总值增长5%左右。", []string{"国内生产总值增长5%左右"}},
		{"与2024年相比，国内生产总值增长5%左右。", []string{"国内生产总值增长5%左右"}},
		{"发展绿色产业，绿色发展。", []string{"发展绿色产业"}},
		{"三、绿色发展", []string{"绿色发展"}},
		{"各位代表：一、二、三、四", nil},
		{"——", nil},
		{"", nil},
		{"深入学习贯彻习近平新时代中国特色社会主义思想和党的二十大精神", []string{"深入学习贯彻习近平新时代中国特色社会主义思想和党"}},
		{"建设一批5G基站和数据中心以及AI训练场", []string{"建设一批5g基站和数据中心以及ai训练场"}},
		{"我们要坚持以人民为中心的发展思想不断加快推进5G与AI建设", []string{"我们要坚持以人民为中心的发展思想不断加快推进5g"}},
		{"发展绿色产业，绿色发展经济。", []string{"发展绿色产业"}}, // of two that are as long, the first
		{"国内生产总值（2024年）增长", []string{"国内生产总值"}},
		{"工业增加值提高2024年农业增加值提高", []string{"工业增加值提高"}},
		{"1999年完成投资，五年完成投资额", []string{"五年完成投资额"}},
		{"绿色", []string{"绿色"}},
		{"好", nil},
	} {
		got := clause.Of(text.Fold(c.text))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
		keys := clause.Keys(text.Fold(c.text))
		if len(keys) != len(got) {
			t.Errorf("%s: %d keys of %d clauses", c.text, len(keys), len(got))
		}
		for i, known := range got {
			if keys[i] != clause.Key(known) {
				t.Errorf("%s: %x is not the key of %s", c.text, keys[i], known)
			}
		}
	}
}

func TestFirst(t *testing.T) {
	for of, want := range map[string]string{
		"“推动绿色发展”，扩大内需。": "推动绿色发展", "绿色。推动绿色低碳发展。": "", "绿色。": "绿色", "——": "", "2025年增长5%左右。": "2025年增长5%左右",
	} {
		if got := clause.First(of); got != want {
			t.Errorf("%s: %q, want %q", of, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	if got := clause.WithoutYears("2024年和1999年，12025与20个"); got != "和，1与20个" {
		t.Error(got)
	}
	if got := clause.WithoutYears("与1999年比"); got != "与比" {
		t.Error(got)
	}
	for number, want := range map[string]bool{"2025": true, "1899": false, "20": false, "202": false, "20255": false, "1900": true, "2099": true, "19a9": false, "209:": false, "20/9": false, "3025": false} {
		if clause.IsYear(number) != want {
			t.Errorf("%s: %v", number, !want)
		}
	}
}
