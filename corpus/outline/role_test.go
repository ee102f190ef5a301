package outline

import (
	"strings"
	"testing"
)

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		name, titles string
		year         int
		want         string
	}{
		{"words and years", "一、2024年工作回顾|二、2025年总体要求和主要目标|三、2025年重点工作|四、加强政府自身建设", 2025, "review plan plan plan"},
		{"years alone", "一、2024年的工作|二、2025年的工作", 2025, "review plan"},
		{"years in Chinese", "一、二〇二三年的工作|二、二〇二四年的工作", 2024, "review plan"},
		{"the latest year decides", "一、2016—2020年主要工作|二、2021年及2025年的工作", 2021, "review plan"},
		{"a report of December says what was done in its own year", "一、2021年工作回顾|二、2022年工作安排", 2021, "review plan"},
		{"five-year plans are years", "一、“十三五”时期的工作|二、“十四五”时期的工作|三、“七五”计划", 2021, "review plan review"},
		{"the tenth and the eleventh plan", "一、“十五”时期|二、“十一五”时期", 2006, "review plan"},
		{"several reviews", "一、五年来的成就|二、2022年工作|三、存在的困难和问题|四、今后五年", 2023, "review review review plan"},
		{"words of both kinds leave it to years", "一、2024年目标任务完成情况|二、工作", 2025, "review plan"},
		{"chapters that say nothing", "一、农业|二、工业|三、财政", 1980, "review plan plan"},
		{"a chapter that says nothing in front of a review", "一、国际形势|二、过去一年|三、农业", 1980, "review review plan"},
		{"annexes, and whatever is behind them", "一、工作回顾|二、工作安排|名词解释|1.河长制|附表", 2025, "review plan annex annex annex"},
		{"a report that is an annex itself", "附件：|一、工作回顾|二、工作安排", 2025, "annex review plan"},
		{"words of annexes within a title", "一、工作回顾|二、落实附加税政策", 2025, "review plan"},
		{"no year known", "一、2024年工作|二、2025年工作安排", 0, "review plan"},
		{"traditional characters", "一、2023年工作回顧|二、2024年工作|附錄", 2024, "review plan annex"},
		{"none", "", 2024, ""},
	} {
		var titles []string
		if c.titles != "" {
			titles = strings.Split(c.titles, "|")
		}
		if got := join(Roles(titles, c.year)); got != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.name, c.titles, got, c.want)
		}
	}
}

// TestStated leaves the role open where a title says nothing.
func TestStated(t *testing.T) {
	if got, want := join(Stated([]string{"一、综合", "二、2023年农业", "三、发展目标", "注释"}, 2024)), "- review plan annex"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMixed(t *testing.T) {
	for _, c := range []struct {
		title string
		year  int
		want  bool
	}{
		{"一、1998年工作回顾和1999年工作的总体要求", 1999, true},
		{"二、“十三五”时期发展成就和“十四五”时期主要目标任务", 2021, true},
		{"一、二〇二三年工作回顾及二〇二四年工作安排", 2024, true},
		{"一、2024年工作回顾和2025年工作安排", 2024, true}, // of December
		{"一、2024年目标任务完成情况", 2025, false},
		{"一、2024年和“十四五”以来工作回顾", 2025, false},
		{"二、2024年和2025年工作安排", 2025, false},
		{"一、2023年目标任务和2024年任务完成情况", 2025, false},
		{"一、1998年工作回顾和1999年工作的总体要求", 0, false},
		{"", 2025, false},
	} {
		if got := Mixed(c.title, c.year); got != c.want {
			t.Errorf("%s, %d: %v", c.title, c.year, got)
		}
	}
}

func join(roles []Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		if words[i] = string(r); r == "" {
			words[i] = "-"
		}
	}
	return strings.Join(words, " ")
}
