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
