package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongbao/corpus/corpustest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/ingest"
)

// speech returns the lines of a report of a year.
func speech(year int, body ...string) []string {
	return append([]string{"政府工作报告", fmt.Sprintf("——%d年1月20日在河北省第十三届人民代表大会第%d次会议上", year, year-2017), "各位代表：",
		"现在，我代表省人民政府向大会报告工作，请予审议，并请省政协各位委员提出意见。过去一年，我们坚持稳中求进工作总基调。"}, body...)
}

// TestSplit holds that a volume becomes its reports, and that copies of one report do not.
func TestSplit(t *testing.T) {
	closing := "各位代表！让我们更加紧密地团结起来，为全面完成今年的各项任务而努力奋斗。"
	a, b := speech(2018, "粮食总产量稳定。", closing), speech(2019, "工业生产加快，服务业较快增长。", closing)
	bare := func(body ...string) []string {
		return append([]string{"政府工作报告", "各位代表："}, body...)
	}
	opened := bare("我受县人民政府委托，代表县人民政府向大会报告工作，请予审议。", "粮食总产量稳定。", "工业生产加快。")
	numbered := bare("过去的一年很不平凡，成绩来之不易。", "一、去年的工作", "粮食总产量稳定。", "二、今年的任务", "工业生产加快。")
	other := bare("刚刚过去的一年，我们经受了考验。", "一、工作回顾", "进出口稳定增长，财政收入好于预期。", "二、下一步打算", "办好民生实事。")
	budget := []string{"关于某县2018年预算执行情况和2019年预算草案的报告", "各位代表：", "现将预算执行情况和预算草案提请大会审议，收支总体平衡，重点支出得到保障，结余按规定结转使用。"}
	headed := func(head string, lines []string) []string {
		return append(lines, head, "各位代表！过去一年的成绩来之不易，这是大家共同努力的结果。我代表省人民政府，向大家表示衷心的感谢！", head, closing)
	}
	for name, c := range map[string]struct {
		lines []string
		want  int
	}{
		"one":                      {a, 1},
		"two of years":             {append(append([]string{"历年政府工作报告汇编"}, a...), b...), 2},
		"two with one paragraph":   {append(append([]string{}, a...), b...), 2},
		"a copy":                   {append(append([]string{}, a...), a...), 1},
		"a copy, then another":     {append(append(append([]string{}, a...), a...), b...), 2},
		"a copy at the end":        {append(append(append([]string{}, a...), b...), b...), 2},
		"a title that is no front": {append(append([]string{}, a...), "政府工作报告"), 1},

		"two that say so in their first sentence": {append(append([]string{}, numbered...), opened...), 2},
		"two that number their sections":          {append(append([]string{}, numbered...), other...), 2},
		"one of the budget behind":                {append(append([]string{}, a...), budget...), 2},
		"a running head":                          {headed("政府工作报告", speech(2018)), 1},
		"a running head with the year":            {headed("2018年政府工作报告", speech(2018)), 1},
		"a running head with the place":           {headed("2018年河北省人民政府工作报告", speech(2018)), 1},
		"a running head in brackets":              {headed("政府工作报告（2018年）", speech(2018)), 1},
		"a running head, spaced":                  {headed("政 府 工 作 报 告", speech(2018)), 1},
		"a running head without a front":          {headed("政府工作报告", numbered), 1},
		"two with the head of the first":          {append(headed("政府工作报告", speech(2018)), b...), 2},
		"two with running heads":                  {append(headed("2018年政府工作报告", speech(2018)), headed("2019年政府工作报告", speech(2019))...), 2},
	} {
		doc := document(c.lines...)
		doc.Member = "册.txt"
		parts := ingest.Split(doc)
		lines := 0
		for i, p := range parts {
			lines += len(p.Blocks)
			if want := fmt.Sprintf("册.txt!第%d篇", i+1); len(parts) > 1 && p.Member != want {
				t.Errorf("%s: member %s, want %s", name, p.Member, want)
			}
		}
		if len(parts) != c.want || lines != len(c.lines) || (len(parts) > 1) != (len(parts[0].Notes) > 0) {
			t.Errorf("%s: %d parts with %d of %d lines, notes %v", name, len(parts), lines, len(c.lines), parts[0].Notes)
		}
	}
}

// TestSplitPublished holds that a published report is one, and that a volume of them has all, each with its own text.
func TestSplitPublished(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports to read")
	}
	var volume file.Document
	reports := 0
	for _, pattern := range []string{"messy/gbk/*.txt", "reports/provincial-2025/*.docx", "liaoning-2021.txt"} {
		files, err := filepath.Glob(filepath.Join(data, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", pattern, err)
		}
		for _, name := range files {
			doc := corpustest.Document(t, name)
			if parts := ingest.Split(doc); len(parts) != 1 {
				t.Errorf("%s became %d reports", name, len(parts))
			}
			if strings.HasSuffix(name, ".docx") {
				volume.Blocks = append(volume.Blocks, doc.Blocks...)
				reports++
			}
		}
	}
	if parts := ingest.Split(volume); len(parts) != reports {
		t.Errorf("a volume of %d reports became %d", reports, len(parts))
	}
}
