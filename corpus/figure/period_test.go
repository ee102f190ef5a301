package figure

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/text"
	"gongbao/seeds"
)

// TestTimesIn holds the search for times to a search with the same expression that may match anywhere, on the lines of the sample report and
// on random rows of what times are made of.
func TestTimesIn(t *testing.T) {
	anywhere := regexp.MustCompile(strings.TrimPrefix(periodForms.String(), "^"))
	lines := strings.Split(text.Fold(seeds.Liaoning2021), "\n")
	pieces := []string{
		"2015", "1998", "20", "19", "3", "12", "二〇二一", "一九九八", "年", "至", "到", "-", "今年", "去年", "上年", "上一年", "过去一年", "过去的", "一年来", "明年", "下一年",
		"十四五", "十二五", "八五", "九", "五", "十", "两", "计划", "规划", "时期", "期间", "以来", "末", "前三年", "时", "年均", "第", "个五年计划", "今后", "未来", "近", "这", "前", "的",
		"来", "间", "累计", "增加", "增长", "本世纪末", "世纪末", "本届政府", "任期", "本", ",", "。", "亿元", "比", "发展", "\xe4", "x",
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 100_000 {
		var line strings.Builder
		for range 1 + r.IntN(12) {
			line.WriteString(pieces[r.IntN(len(pieces))])
		}
		lines = append(lines, line.String())
	}
	found := 0
	for _, line := range lines {
		want := anywhere.FindAllStringSubmatchIndex(line, -1)
		found += len(want)
		if diff := cmp.Diff(want, slices.Collect(timesIn(line))); diff != "" {
			t.Fatalf("%q: (-want +got) %s", line, diff)
		}
	}
	if found < 100_000 {
		t.Errorf("only %d times", found)
	}
}

// TestFrame says which years the chapters of a report are about.
func TestFrame(t *testing.T) {
	for _, c := range []struct {
		role     corpus.Role
		title    string
		from, to int
		year     int
	}{
		{corpus.RoleReview, "一、工作回顾", 0, 0, 2020},
		{corpus.RolePlan, "二、工作安排", 0, 0, 2021},
		{corpus.RoleReview, "一、2020年工作回顾", 0, 0, 2020},
		{corpus.RoleReview, "一、2021年工作回顾", 0, 0, 2021}, // a report of December
		{corpus.RolePlan, "二、2022年工作安排", 0, 0, 2022},
		{corpus.RoleReview, "一、过去五年工作回顾", 2016, 2020, 2020},
		{corpus.RoleReview, "一、“十三五”时期工作", 2016, 2020, 2020},
		{corpus.RolePlan, "二、“十四五”时期目标", 2021, 2025, 2021},
		{corpus.RoleReview, "一、“十三五”时期和2020年工作", 0, 0, 2020},
		{"", "一、2021年的农业", 0, 0, 2021},
	} {
		got := frameOf(&corpus.Paragraph{Role: c.role, Section: []string{c.title}}, 2021)
		if want := (frame{c.role, c.from, c.to, c.year}); got != want || c.role == "" && got.next(2021) != 2021 {
			t.Errorf("%s: %+v, want %+v", c.title, got, want)
		}
	}
}
