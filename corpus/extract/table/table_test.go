package table_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
	"gongbao/language"
)

const body = "各位代表：\n现在报告工作。"

// xmlRow is a row of a workbook in XML.
func xmlRow(index string, cells ...string) string {
	return `<Row` + index + `><Cell><Data ss:Type="String">` + strings.Join(cells, `</Data></Cell><Cell><Data ss:Type="String">`) + `</Data></Cell></Row>`
}

func TestOneReportARow(t *testing.T) {
	csv := "\ufeff标题,省份,城市,年份,正文,链接\n沈阳报告,辽宁省,沈阳市,2021年,\"" + body + "\",https://a.cn/1\n,,,,,\n大连报告,辽宁省,,2020.0,各位代表：,\n"
	for _, c := range []struct {
		name, file string
		data       []byte
		members    []string
	}{
		{"csv", "a.csv", []byte(csv), []string{"第2行", "第4行"}},
		{"csv in GBK", "a.csv", extracttest.Encode("GB18030", strings.TrimPrefix(csv, "\ufeff")), []string{"第2行", "第4行"}},
		{"csv by another name", "a.txt", []byte(csv), []string{"第2行", "第4行"}},
		{"tsv", "a.tsv", []byte(strings.ReplaceAll(csv, ",", "\t")), []string{"第2行", "第4行"}},
		{"xlsx", "a.xlsx", extracttest.Workbook([][]any{{"各地报告"}, {"标题", "省份", "城市", "年份", "正文", "链接"},
			{"沈阳报告", "辽宁省", "沈阳市", 2021, body, "https://a.cn/1"}, {}, {"大连报告", "辽宁省", "", 2020, "各位代表："}}), []string{"第3行", "第5行"}},
		{"jsonl", "a.jsonl", []byte(`{"title":"沈阳报告","province":"辽宁省","city":"沈阳市","year":2021,"full_text":"各位代表：\n现在报告工作。","url":"https://a.cn/1"}` +
			"\n\n" + `{"title":"大连报告","province":"辽宁省","year":"2020","full_text":"各位代表："}`), []string{"第1行", "第3行"}},
		{"json", "a.json", []byte(`[{"标题":"沈阳报告","省":"辽宁省","市":"沈阳市","年度":2021,"content":["各位代表：","现在报告工作。"],"网址":"https://a.cn/1"},
			{"标题":"大连报告","省":"辽宁省","年度":2020,"content":"<p>各位代表：</p><p></p><br><br>"}]`), []string{"第1条", "第2条"}},
		{"a page for Excel", "a.xls", []byte(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table><tr><td colspan="2">各地报告</td></tr>` +
			`<tr><th>标题</th><th>省份</th><th>城市</th><th>年份</th><th>正文</th><th>链接</th></tr><tr><td><a href="x">沈阳报告</a></td><td>辽宁省</td><td>沈阳市</td><td>2021</td><td>各位代表：<br>现在报告工作。</td><td><a href="x">https://a.cn/1</a></td></tr>` +
			`<tr></tr><tr><td>大连报告</td><td colspan="2">辽宁省</td><td>2020</td><td>各位代表：</td></tr></table></body></html>`), []string{"第3行", "第5行"}},
		{"a workbook in XML", "a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>` +
			xmlRow("", "标题", "省份", "城市", "年份", "正文", "链接") + xmlRow(` ss:Index="3"`, "沈阳报告", "辽宁省", "沈阳市", "2021", "各位代表：&#10;现在报告工作。", "https://a.cn/1") +
			`<Row><Cell><Data ss:Type="String"><B xmlns="x">大连</B>报告</Data><Comment><Data>批注</Data></Comment></Cell><Cell><Data>辽宁省</Data></Cell><Cell ss:Index="4"><Data>2020</Data></Cell><Cell><Data>各位代表：</Data></Cell></Row></Table></Worksheet></Workbook>`), []string{"第3行", "第4行"}},
		{"answers of an API", "a.jsonl", []byte(`{"code":200,"msg":"ok","data":{"标题":"沈阳报告","省":"辽宁省","市":"沈阳市","年度":2021,"content":"各位代表：\n现在报告工作。","网址":"https://a.cn/1"}}` + "\n" +
			`{"code":200,"result":{"meta":{"n":1},"item":{"标题":"大连报告","省":"辽宁省","年度":2020,"content":"各位代表："}}}`), []string{"第1行", "第2行"}},
		{"an answer with a list", "a.json", []byte(`{"code":200,"data":{"total":2,"rows":[{"标题":"沈阳报告","省":"辽宁省","市":"沈阳市","年度":2021,"content":"各位代表：\n现在报告工作。","网址":"https://a.cn/1"},
			{"标题":"大连报告","省":"辽宁省","年度":2020,"content":"各位代表："}]}}`), []string{"第1条", "第2条"}},
		{"json in a list", "a.json", []byte("{\n\"data\": [\n" + `{"标题":"沈阳报告","省":"辽宁省","市":"沈阳市","年度":2021,"content":"各位代表：\n现在报告工作。","网址":"https://a.cn/1"},
			{"标题":"大连报告","省":"辽宁省","年度":2020,"content":"各位代表："}]}`), []string{"第1条", "第2条"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := extracttest.ReadAll(t, c.file, c.data, file.Options{})
			if len(got.Docs) != 2 || len(got.Errs) != 0 {
				t.Fatalf("%d documents, errors %v", len(got.Docs), got.Errs)
			}
			first, second := got.Docs[0], got.Docs[1]
			if !slices.Equal(extracttest.Texts(first), strings.Split(body, "\n")) || first.Member != c.members[0] || second.Member != c.members[1] {
				t.Errorf("%s %s: %q", first.Member, second.Member, extracttest.Texts(first))
			}
			wantFirst := map[string]string{"title": "沈阳报告", "region": "沈阳市", "province": "辽宁省", "year": "2021", "source_url": "https://a.cn/1"}
			wantSecond := map[string]string{"title": "大连报告", "province": "辽宁省", "year": "2020"}
			if !maps.Equal(first.Fields, wantFirst) || !maps.Equal(second.Fields, wantSecond) {
				t.Errorf("fields %v and %v", first.Fields, second.Fields)
			}
		})
	}
}

// A page with pieces from Excel is an article.
func TestPagesWithTables(t *testing.T) {
	table := `<table xmlns:x="urn:schemas-microsoft-com:office:excel"><tr><td>标题</td><td>正文</td></tr><tr><td>甲</td><td>乙</td></tr></table>`
	page := "<html><body>" + extracttest.Paragraphs("<p>", "</p>") + table + "</body></html>"
	excel := strings.Replace(page, "<html", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"`, 1)
	for name, data := range map[string]string{"a": page, "a.doc": page, "a.html": excel} {
		if doc := extracttest.One(t, name, []byte(data)); doc.Format != "html" || !slices.Contains(extracttest.Texts(doc), extracttest.Report[3]) {
			t.Errorf("%s: %s %q", name, doc.Format, extracttest.Texts(doc))
		}
	}
}

func TestTablesWithoutATextNameTheirColumns(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.csv":   []byte("编号,单位,原始材料\n1,辽宁,各位代表：\n"),
		"a.xlsx":  extracttest.Workbook([][]any{{"编号", "单位", "原始材料"}, {1, "辽宁", "各位代表："}}),
		"a.jsonl": []byte(`{"编号":"1","单位":"辽宁","原始材料":"各位代表："}`),
	} {
		got := extracttest.ReadAll(t, name, data, file.Options{})
		if len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrNoReport) || !strings.Contains(got.Errs[0].Error(), "原始材料") {
			t.Errorf("%s: errors %v", name, got.Errs)
		}
		got = extracttest.ReadAll(t, name, data, file.Options{Columns: map[string]string{"text": "原始材料", "region": "单位"}})
		if len(got.Errs) != 0 || len(got.Docs) != 1 || got.Docs[0].Fields["region"] != "辽宁" {
			t.Errorf("%s with its columns named: %v, errors %v", name, got.Docs, got.Errs)
		}
		got = extracttest.ReadAll(t, name, data, file.Options{Columns: map[string]string{"text": "没有的列"}})
		if len(got.Errs) != 1 || !strings.Contains(got.Errs[0].Error(), "没有的列") {
			t.Errorf("%s with a wrong name: errors %v", name, got.Errs)
		}
	}
}

func TestATextOverSeveralColumnsIsOne(t *testing.T) {
	got := extracttest.ReadAll(t, "a.csv", []byte("标题,正文1,正文2\n报告,各位代,表：\n"), file.Options{})
	if len(got.Docs) != 1 || extracttest.Texts(got.Docs[0])[0] != "各位代表：" {
		t.Errorf("%v %v", got.Docs, got.Errs)
	}
}

func TestABrokenLineCostsItself(t *testing.T) {
	got := extracttest.ReadAll(t, "a.jsonl", []byte(`{"text":"一"}`+"\n"+`{"text":`+"\n"+`{"text":"三"}`+"\n"), file.Options{})
	if len(got.Docs) != 2 || len(got.Errs) != 1 || got.Bad[0] != "第2行" {
		t.Errorf("%d documents, errors %v in %v", len(got.Docs), got.Errs, got.Bad)
	}
}

func TestACutArrayIsNamed(t *testing.T) {
	got := extracttest.ReadAll(t, "a.json", []byte(`[{"text":"一"},{"text":"二"`), file.Options{})
	if len(got.Docs) != 1 || len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrTruncated) {
		t.Errorf("%d documents, errors %v", len(got.Docs), got.Errs)
	}
}

func TestATextIsNoTable(t *testing.T) {
	for _, text := range []string{"标题,正文,都在这里说明，不是表格。", "年份,增速,内容\n", strings.Join(extracttest.Report, ",")} {
		if doc := extracttest.One(t, "a.txt", []byte("各位代表：\n"+text)); doc.Format != "txt" {
			t.Errorf("%q was read as %s", text, doc.Format)
		}
	}
}

// TestRowsWithoutATextAreCounted holds that rows without a text are no failures, and that a table of nothing else holds no report.
func TestRowsWithoutATextAreCounted(t *testing.T) {
	got := extracttest.ReadAll(t, "a.csv", []byte("标题,正文\n甲,\n乙,各位代表：\n丙,\n"), file.Options{})
	if len(got.Docs) != 1 || len(got.Errs) != 0 || len(got.Docs[0].Notes) != 1 || !strings.Contains(got.Docs[0].Notes[0].In(language.ZH), "2 行") {
		t.Errorf("%v, errors %v", got.Docs, got.Errs)
	}
	for name, data := range map[string]string{
		"a.csv": "标题,正文\n甲,\n乙,\n", "b.csv": "年份,就业,增长\n2020,12,7\n2021,13,8\n", "c.csv": "标题,正文\n", "a.jsonl": `{"标题":"甲","正文":""}` + "\n" + `{"标题":"乙","正文":""}`,
	} {
		got := extracttest.ReadAll(t, name, []byte(data), file.Options{})
		if len(got.Docs) != 0 || len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrNoReport) {
			t.Errorf("%s: %d documents, errors %v", name, len(got.Docs), got.Errs)
		}
	}
}

// prose is a text that tells its column from others.
const prose = "过去一年，面对复杂严峻的形势，我们坚持稳中求进工作总基调，经济社会发展取得新成效。地区生产总值增长6.1%，城镇新增就业超额完成，人民生活持续改善，各项事业全面进步。"

// TestTheTextIsTheLongProse holds that the column with the texts is known by what is in it.
func TestTheTextIsTheLongProse(t *testing.T) {
	for name, c := range map[string]struct{ data, title string }{
		"a name that is not usual":      {"政策标题,发文机关,政策内容\n保定市工作要点,保定市人民政府,%s\n", "保定市工作要点"},
		"a name that says nothing":      {"标题,机关,甲\n保定市工作要点,保定市人民政府,%s\n", "保定市工作要点"},
		"a summary named like a text":   {"标题,内容,甲\n保定市工作要点,经济,%s\n", "保定市工作要点"},
		"rows above the header":         {"各地文件\n截至今年\n标题,机关,甲\n保定市工作要点,保定市人民政府,%s\n", "保定市工作要点"},
		"English":                       {"Policy Title,Agency,Policy Content\n保定市工作要点,保定市人民政府,%s\n", ""},
		"a year and a text without any": {"2022,%[1]s\n2021,%[1]s\n", ""},
	} {
		got := extracttest.ReadAll(t, "a.csv", []byte(strings.ReplaceAll(strings.ReplaceAll(c.data, "%[1]s", prose), "%s", prose)), file.Options{})
		if len(got.Errs) != 0 || len(got.Docs) == 0 || !slices.Equal(extracttest.Texts(got.Docs[0]), []string{prose}) || got.Docs[0].Fields["title"] != c.title {
			t.Errorf("%s: %v, errors %v", name, got.Docs, got.Errs)
		}
	}
}

// TestATableWithoutAHeader reads a text file with a year, a tab and a report in every line.
func TestATableWithoutAHeader(t *testing.T) {
	got := extracttest.ReadAll(t, "a.txt", []byte("2022\t"+prose+"\n\n2021年\t\""+prose+"\n"), file.Options{})
	if len(got.Errs) != 0 || len(got.Docs) != 2 || got.Docs[0].Fields["year"] != "2022" || got.Docs[1].Fields["year"] != "2021" || got.Docs[1].Member != "第3行" {
		t.Errorf("%v, errors %v", got.Docs, got.Errs)
	}
	for _, text := range []string{"2022\t" + prose + "\n" + prose + "\n", prose + "\n2022\t" + prose} {
		if doc := extracttest.One(t, "a.txt", []byte(text)); doc.Format != "txt" {
			t.Errorf("%q was read as %s", text, doc.Format)
		}
	}
}

// TestHeaders holds which fields the headers of columns name.
func TestHeaders(t *testing.T) {
	for header, want := range map[string]string{
		"区县名称": "place3", "所属城市": "place2", "所在省份": "place1", "county_name": "place3", "City Name": "place2", "省份名称": "place1", "所在区县": "place3",
		"区县代码": "code", "行政区划代码": "code", "city_code": "code", "省代码": "code", "adcode": "code", "邮政编码": "", "zipcode": "",
		"发布日期": "published", "publish_date": "published", "政策发布时间": "published", "报告日期": "date", "成文日期": "date",
		"政策标题": "title", "文件名称": "title", "政策名称": "title", "报告人姓名": "speaker", "会议名称": "meeting", "发文机关": "issuer", "文号": "number",
		"报告全文": "text", "政策内容": "text", "文件内容": "text", "文本编码": "", "政府": "", "名": "", "file_name": "",
	} {
		if got, _ := file.FieldOf(header); got != want {
			t.Errorf("%s is %q, want %q", header, got, want)
		}
	}
}

// A table that was cut, or that a stray quote takes in, says so at its last row.
func TestACutTableSaysSo(t *testing.T) {
	const cut = "最后一行没有结尾，文件可能被截断；也请检查其中的引号"
	for content, want := range map[string][]string{
		"标题,正文,年\n甲,\"各位\n代表：\",2021\n":       nil,
		"标题,正文,年\n甲,\"各位\n代表：\",2021":         nil,
		"标题,正文,年\n甲,\"各位\n代":                  {cut},
		"标题,正文,年\n甲,\"各位\"\"代表\"\"":           {cut},
		"标题,正文,年\n甲,\"各位\"代表，不\"对\",2021\n":   nil,
		"标题,正文,年\n甲,各位代":                      {cut},
		"标题,正文,年\n甲,各位代表\n":                   nil,
		"标题;正文;年\n甲;各位代表;2021\n乙;\"各位;2022\n": {cut},
		"标题,正文,年\n甲,各位\xff代表,2021\n":          {"1 处无法解码的内容为 U+FFFD"},
	} {
		got := extracttest.ReadAll(t, "a.csv", []byte(content), file.Options{})
		if len(got.Docs) == 0 || len(got.Errs) > 0 {
			t.Errorf("%q: %d documents, errors %v", content, len(got.Docs), got.Errs)
			continue
		}
		if diff := cmp.Diff(want, extracttest.Notes(got.Docs[len(got.Docs)-1])); diff != "" {
			t.Errorf("%q: %s", content, diff)
		}
	}
}
