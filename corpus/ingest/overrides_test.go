package ingest_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongbao/corpus/ingest"
	"gongbao/language"
)

const sidecar = "file,title,region,level,year,date,kind,source_url\n" +
	"2020/朝阳.txt,政府工作报告,北京市朝阳区,,2020,,report,https://example.org/1\n" +
	"b.txt,,,,,2021-01-28,决议,\n"

func TestOverrides(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(sidecar)
	if err != nil {
		t.Fatal(err)
	}
	// Excel's "Unicode text" has tabs for commas.
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(sidecar, ",", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"UTF-8": sidecar, "with a mark": "\ufeff" + sidecar, "GBK": gbk, "UTF-16": utf16} {
		o, err := ingest.ParseOverrides([]byte(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r, err := ingest.New(document("各位代表：", "我们的工作。"), "朝阳.txt")
		if err != nil {
			t.Fatal(err)
		}
		if !o.Apply(&r, `.\2020\朝阳.txt`) && !o.Apply(&r, "./2020/朝阳.txt") {
			t.Fatalf("%s: no row was found", name)
		}
		want := "beijing-chaoyangqu-2020 | 政府工作报告 | 北京朝阳区 county report 2020  |  | "
		if got := factsOf(r); got != want || r.SourceURL != "https://example.org/1" {
			t.Errorf("%s: got %s", name, got)
		}
		if o.Apply(&r, "other.txt") {
			t.Errorf("%s: a row for another file was applied", name)
		}
	}
}

func TestOverridesThatCannotBeRead(t *testing.T) {
	for data, want := range map[string]string{
		"title\n政府工作报告\n":            "缺少 file 列",
		"file,地区\na.txt,辽宁\n":        "不认识的列名",
		"file,region\na.txt,朝阳区\n":   "第2行：地区",
		"file,level\na.txt,很高\n":     "级别",
		"file,kind\na.txt,小说\n":      "类型",
		"file,date\na.txt,昨天\n":      "日期",
		"file,year\na.txt,二零二一\n":    "年份",
		"file,year\n,2020\n":         "file 为空",
		"file,title\na.txt,\"没有结束\n": "gongbao.csv",
	} {
		if _, err := ingest.ParseOverrides([]byte(data)); err == nil || !strings.Contains(language.ZH.Err(err), want) {
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
	if o, err := ingest.ParseOverrides(nil); err != nil || len(o) != 0 {
		t.Errorf("an empty file gave %v, %v", o, err)
	}
}
