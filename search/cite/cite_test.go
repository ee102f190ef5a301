package cite_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/search/cite"
)

var (
	liaoning = corpus.Header{
		ID: "liaoning-2021", Title: "政府工作报告", Region: "辽宁", Level: corpus.Province, Year: 2021, Date: "2021-01-28",
		Meeting: "辽宁省第十三届人民代表大会第五次会议", Speaker: "刘宁",
	}
	paragraph = corpus.Paragraph{Ordinal: 67, Section: []string{"二、目标任务", "（八）坚持绿色低碳发展"}}
	day       = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	address   = "https://example.cn/reports/liaoning-2021#p67"
)

func TestWrite(t *testing.T) {
	s := cite.Source{Report: liaoning, Paragraph: paragraph, URL: address, Read: day}
	for format, want := range map[cite.Format]string{
		cite.GBT:     "刘宁. 政府工作报告：2021年1月28日在辽宁省第十三届人民代表大会第五次会议上[R/OL]. 辽宁省人民政府，2021：第67段（2021-01-28）[2026-03-05]. " + address + ".",
		cite.GBT2015: "刘宁. 政府工作报告：2021年1月28日在辽宁省第十三届人民代表大会第五次会议上[R/OL]. 辽宁省人民政府, 2021: 第67段(2021-01-28)[2026-03-05]. " + address + ".",
		cite.Plain:   "刘宁：《政府工作报告》（2021年1月28日在辽宁省第十三届人民代表大会第五次会议上），“二、目标任务 › （八）坚持绿色低碳发展”，第67段。" + address,
		cite.BibTeX: `@techreport{liaoning-2021-p67,
  author = {{刘宁}},
  title = {{政府工作报告}},
  year = {2021},
  date = {2021-01-28},
  institution = {辽宁省人民政府},
  type = {政府工作报告},
  titleaddon = {辽宁省第十三届人民代表大会第五次会议},
  pages = {第67段},
  url = {` + address + `},
  urldate = {2026-03-05},
  langid = {chinese}
}
`,
		cite.RIS: strings.ReplaceAll(`TY  - GOVDOC
TI  - 政府工作报告
AU  - 刘宁
PY  - 2021
DA  - 2021/01/28
PB  - 辽宁省人民政府
T2  - 辽宁省第十三届人民代表大会第五次会议
SE  - 二、目标任务 › （八）坚持绿色低碳发展
SP  - 第67段
UR  - `+address+`
Y2  - 2026/03/05
LA  - zh-CN
ER  - 
`, "\n", "\r\n"),
		"unknown": "",
	} {
		if diff := cmp.Diff(want, cite.Write(format, s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}

func TestCSL(t *testing.T) {
	var got []map[string]any
	if err := json.Unmarshal([]byte(cite.Write(cite.CSL, cite.Source{Report: liaoning, Paragraph: paragraph, URL: address, Read: day})), &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{
		"id": "liaoning-2021-p67", "type": "report", "title": "政府工作报告：2021年1月28日在辽宁省第十三届人民代表大会第五次会议上", "title-short": "政府工作报告", "author": []any{map[string]any{"literal": "刘宁"}},
		"issued":    map[string]any{"date-parts": []any{[]any{2021.0, 1.0, 28.0}}},
		"accessed":  map[string]any{"date-parts": []any{[]any{2026.0, 3.0, 5.0}}},
		"publisher": "辽宁省人民政府", "event-title": "辽宁省第十三届人民代表大会第五次会议",
		"section": "二、目标任务 › （八）坚持绿色低碳发展", "page": "第67段", "URL": address, "language": "zh-CN",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	for _, test := range []struct {
		name   string
		report corpus.Header
		gbt    string
		plain  string
	}{
		{"nothing", corpus.Header{}, "政府工作报告[R].", "《政府工作报告》。"},
		{"region and year", corpus.Header{Region: "全国", Year: 1978, Title: "团结起来"}, "国务院. 团结起来[R]. 国务院，1978.", "国务院：《团结起来》（1978年）。"},
		{"meeting", corpus.Header{Title: "报告", Meeting: "某会议"}, "报告：在某会议上[R].", "《报告》（在某会议上）。"},
		{"place and day", corpus.Header{Title: "报告", Year: 2021, Date: "2021-01-08"}, "报告：2021年1月8日[R]. 2021-01-08.", "《报告》（2021年1月8日）。"},
		{"source", corpus.Header{Title: "报告", SourceURL: "https://www.gov.cn/x"}, "报告[R/OL]. https://www.gov.cn/x.", "《报告》。https://www.gov.cn/x"},
	} {
		s := cite.Source{Report: test.report}
		if diff := cmp.Diff([]string{test.gbt, test.plain}, []string{cite.Write(cite.GBT, s), cite.Write(cite.Plain, s)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for _, f := range cite.Formats() {
			if cite.Write(f, s) == "" {
				t.Errorf("%s: nothing written as %s", test.name, f)
			}
		}
	}
}

// TestBodies holds that a citation never names the government for what another body has made.
func TestBodies(t *testing.T) {
	for _, test := range []struct {
		region, title string
		kind          corpus.Kind
		want          string
	}{
		{"辽宁", "政府工作报告", corpus.Work, "辽宁省人民政府"},
		{"全国", "政府工作报告", corpus.Work, "国务院"},
		{"辽宁", "关于辽宁省2021年预算执行情况和2022年预算草案的报告", corpus.Budget, "辽宁省人民政府"},
		{"河源", "河源市人民代表大会常务委员会工作报告", corpus.Other, "河源市人民代表大会常务委员会"},
		{"河源", "2022年河源市人大常委会工作报告", corpus.Other, "河源市人大常委会"},
		{"河源", "人民代表大会常务委员会工作报告", corpus.Other, "河源市人民代表大会常务委员会"},
		{"辽宁", "辽宁省高级人民法院工作报告", corpus.Other, "辽宁省高级人民法院"},
		{"全国", "最高人民检察院工作报告", corpus.Other, "最高人民检察院"},
		{"惠州", "政协惠州市第十二届委员会常务委员会工作报告", corpus.Other, "政协惠州市第十二届委员会常务委员会"},
		{"辽宁", "关于政府工作报告的决议", corpus.Resolution, "辽宁省人民代表大会"},
		{"全国", "关于政府工作报告的决议", corpus.Resolution, "全国人民代表大会"},
		{"周口", "周口市2016年国民经济和社会发展统计公报", corpus.Bulletin, ""},
		{"", "政府工作报告", corpus.Work, ""},
	} {
		s := cite.Source{Report: corpus.Header{Title: test.title, Region: test.region, Kind: test.kind, Year: 2022}}
		want := test.title + "[R]. " + test.want + "，2022."
		if test.want == "" {
			want = test.title + "[R]. 2022."
		} else {
			want = test.want + ". " + want
		}
		if got := cite.Write(cite.GBT, s); got != want {
			t.Errorf("%s: %s, want %s", test.title, got, want)
		}
	}
}

// TestAddressesOfThisMachine holds that no citation has an address that its readers cannot open, and that the report is a paper then.
func TestAddressesOfThisMachine(t *testing.T) {
	for address, open := range map[string]bool{
		"": false, "/reports/a": false, "http://127.0.0.1:8080/a": false, "http://127.8.0.1/a": false, "http://[::1]:8080/a": false, "http://localhost/a": false, "http://LOCALHOST.:80/a": false,
		"http://a.localhost/a": false, "http://0.0.0.0:8080/a": false, "http://[::ffff:127.0.0.1]/a": false, "http://[::]/a": false, "http://10.0.0.7/a": true, "http://gongbao/a": true, "https://example.cn/a": true,
	} {
		for _, format := range cite.Formats() {
			got := cite.Write(format, cite.Source{Report: liaoning, Paragraph: paragraph, URL: address, Read: day})
			if has := address != "" && strings.Contains(got, address); has != open || strings.Contains(got, "[R/OL]") && !open {
				t.Errorf("%s of %q: %s", format, address, got)
			}
		}
		if got, want := cite.Write(cite.GBT, cite.Source{Report: liaoning, Paragraph: paragraph, URL: address, Read: day}), "上[R]. 辽宁省人民政府，2021：第67段."; !open && !strings.HasSuffix(got, want) {
			t.Errorf("%q: %s, want …%s", address, got, want)
		}
	}
	// A report that says where it was published is there, wherever it is read.
	published := liaoning
	published.SourceURL = "https://www.gov.cn/x"
	if got := cite.Write(cite.GBT, cite.Source{Report: published, URL: "http://localhost/a"}); !strings.HasSuffix(got, "https://www.gov.cn/x.") {
		t.Error(got)
	}
}

// TestQuotationMarksInside holds that the marks in a quoted title are those for what is inside others.
func TestQuotationMarksInside(t *testing.T) {
	s := cite.Source{Report: liaoning, Paragraph: corpus.Paragraph{Ordinal: 3, Section: []string{"一、“稳”的态势"}}}
	if got := cite.Write(cite.Plain, s); !strings.Contains(got, "，“一、‘稳’的态势”，第3段") {
		t.Error(got)
	}
}

// Fields of a report are untrusted: they must not inject fields or records.
func TestFieldsCannotBreakTheForm(t *testing.T) {
	hostile := cite.Source{Report: corpus.Header{ID: "x", Title: "甲},\n  note = {乙\r\nER  - \r\nTY  - BOOK", Speaker: `\input{/etc/passwd}`}}
	if got := cite.Write(cite.RIS, hostile); strings.Count(got, "\r\nER  - ") != 1 || strings.Count(got, "\nTY") != 0 {
		t.Errorf("RIS has another record: %q", got)
	}
	if got := cite.Write(cite.BibTeX, hostile); strings.Contains(got, `\input`) || strings.Contains(got, "\n  note =") {
		t.Errorf("BibTeX has another field or a command: %q", got)
	}
}

// A text that was recognised in pictures is cited with a word about it.
func TestRecognisedTexts(t *testing.T) {
	for _, format := range cite.Formats() {
		for pages, want := range map[int]bool{0: false, 3: format != cite.GBT && format != cite.GBT2015} {
			got := cite.Write(format, cite.Source{Report: corpus.Header{ID: "a", Region: "辽宁", Year: 2021, Recognised: pages}})
			if strings.Contains(got, "文字由 OCR 识别，可能有误") != want {
				t.Errorf("%s of %d pages: %s", format, pages, got)
			}
		}
	}
}
