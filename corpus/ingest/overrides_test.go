package ingest_test

import (
	"strconv"
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
		o, bad, err := ingest.ParseOverrides([]byte(data))
		if err != nil || len(bad) > 0 {
			t.Fatalf("%s: %v, %v", name, bad, err)
		}
		r, _, err := ingest.New(document("各位代表：", "我们的工作。"), "朝阳.txt")
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
		"file,title\na.txt,\"没有结束\n": "gongbao.csv",
	} {
		if _, _, err := ingest.ParseOverrides([]byte(data)); err == nil || !strings.Contains(language.ZH.Err(err), want) {
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
	if _, bad, err := ingest.ParseOverrides(nil); err != nil || bad != nil {
		t.Errorf("an empty file gave %v, %v", bad, err)
	}
}

// TestRefusedRows holds that a row with a bad value is refused alone.
func TestRefusedRows(t *testing.T) {
	for row, want := range map[string]string{
		"region:朝阳区": "第3行：地区", "region:火星": "地区", "level:很高": "级别", "kind:小说": "类型", "year:二零二一": "年份", "year:12": "年份",
		"date:昨天": "日期", "date:2023-02-30": "日期", "date:2023-02-29": "日期", "date:2021年13月1日": "日期", "date:2021-04-31": "日期", "date:0000-01-01": "日期",
		"source_url:javascript:alert(1)": "来源", "source_url:data:text/html,x": "来源", "source_url:example.org": "来源", "source_url://example.org": "来源",
		"source_url:https:": "来源", "source_url:file:///etc/passwd": "来源", "source_url:JavaScript://example.org/%0aalert(1)": "来源",
	} {
		column, value, _ := strings.Cut(row, ":")
		data := "file," + column + "\na.txt,\nb.txt," + strconv.Quote(value) + "\nc.txt,\n"
		o, bad, err := ingest.ParseOverrides([]byte(data))
		if err != nil || len(bad) != 1 || !strings.Contains(language.ZH.Err(bad[0]), want) {
			t.Errorf("%s: got %v, %v, want %s", row, bad, err, want)
			continue
		}
		if o.Refused("a.txt") || !o.Refused("./b.txt") || o.Refused("c.txt") || o.Rows("a.txt") == "" || o.Rows("b.txt") == "" || o.Rows("b") != "" {
			t.Errorf("%s: %+v", row, o)
		}
	}
	for _, value := range []string{"2024-02-29", "2021年1月8日", "2021/1/8"} {
		if _, bad, err := ingest.ParseOverrides([]byte("file,date\na.txt," + value)); len(bad) > 0 || err != nil {
			t.Errorf("%s: %v, %v", value, bad, err)
		}
	}
	o, bad, err := ingest.ParseOverrides([]byte("file,year\na.txt,x\na.txt,2020\nb.txt,2020\nb.txt,x\n,2020\n"))
	if err != nil || len(bad) != 3 || o.Refused("a.txt") || !o.Refused("b.txt") {
		t.Errorf("the last row for a file does not count: %v, %v, %+v", bad, err, o)
	}
}

// TestBadFields holds that fields of a file are no better than rows of a person.
func TestBadFields(t *testing.T) {
	for _, source := range []string{"javascript:alert(1)", "data:text/html,x", "example.org", "ftp://example.org"} {
		doc := document("各位代表：", "我们的工作。")
		doc.Fields = map[string]string{"source_url": source, "date": "2023-02-30"}
		r, _, err := ingest.New(doc, "a.txt")
		if err != nil || r.SourceURL != "" || r.Date != "" {
			t.Errorf("%s: %q, %q, %v", source, r.SourceURL, r.Date, err)
		}
	}
	doc := document("各位代表：", "我们的工作。")
	doc.Fields = map[string]string{"source_url": " HTTPS://example.org/1 ", "date": "2024-02-29"}
	if r, _, err := ingest.New(doc, "a.txt"); err != nil || r.SourceURL != "HTTPS://example.org/1" || r.Date != "2024-02-29" {
		t.Errorf("%q, %q, %v", r.SourceURL, r.Date, err)
	}
}
