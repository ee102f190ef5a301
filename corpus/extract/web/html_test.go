package web_test

import (
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
)

func TestArticles(t *testing.T) {
	for _, c := range []struct {
		name string
		page []byte
		want []string
	}{
		{"modern", []byte(extracttest.ModernPage), append([]string{"2021年政府工作报告"}, extracttest.Report...)},
		{"laid out in tables, GBK", extracttest.Encode("GB18030", extracttest.OldPage), extracttest.Report},
		{"div soup", []byte(extracttest.SoupPage), extracttest.Report},
		{"a fragment", []byte(extracttest.Paragraphs("<p>", "</p>")), extracttest.Report},
		{"a fragment in a list, as programs print it", []byte("[<div>" + extracttest.Paragraphs("<p>", "</p>") + "</div>]"), extracttest.Report},
		{"a page without ends", []byte("<html><body>" + extracttest.Paragraphs("<p>", "")), extracttest.Report},
		{"a page that never closes its tags", []byte("<html><body>" + extracttest.Paragraphs(strings.Repeat("<div>", 100), "")), extracttest.Report},
		{"one paragraph with breaks", []byte("<html><body><p><span>" + extracttest.Paragraphs("", "<br/><br/>") + "</span></p></body></html>"), extracttest.Report},
		{"lines broken in the source", []byte("<html><body>" + extracttest.Paragraphs("<p>\n", "\n</p>") + "</body></html>"), extracttest.Report},
		{"with the head and foot of printed pages, as LibreOffice saves it",
			[]byte(`<html><body><div title="header"><p>内部资料</p></div>` + extracttest.Paragraphs("<p>", "</p>") + `<div title="footer"><p>5</p></div></body></html>`), extracttest.Report},
		{"UTF-16", extracttest.Encode("UTF-16LE", "\ufeff"+extracttest.SoupPage), extracttest.Report},
		{"saved in one file", extracttest.SavedPage(), append([]string{"2021年政府工作报告"}, extracttest.Report...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := extracttest.One(t, "a", c.page)
			got := slices.DeleteFunc(extracttest.Texts(doc), func(s string) bool { return s == "[" || s == "]" })
			if doc.Format != "html" || !slices.Equal(got, c.want) {
				t.Errorf("%s: %q", doc.Format, got)
			}
		})
	}
}

func TestWhatAPageSays(t *testing.T) {
	fields := extracttest.One(t, "a.html", []byte(extracttest.ModernPage)).Fields
	for field, want := range map[string]string{"title": "2021年政府工作报告", "source_url": "https://www.ln.gov.cn/a.html", "published": "2021-02-03 10:20"} {
		if fields[field] != want {
			t.Errorf("%s is %q, want %q", field, fields[field], want)
		}
	}
	if got := extracttest.One(t, "a.html", extracttest.Encode("GB18030", extracttest.OldPage)).Fields["title"]; got != "政府工作报告" {
		t.Errorf("title of the old page: %q", got)
	}
}

func TestTablesInPages(t *testing.T) {
	doc := extracttest.One(t, "a.html", []byte("<p>各位代表：下表。</p><table><tr><th>指标</th><th>值</th></tr><tr><td>GDP</td><td>5%</td></tr></table><h2>一、回顾</h2><p>现在，报告。</p>"))
	want := []file.Block{{Text: "各位代表：下表。"}, {Text: "指标\t值", Row: true}, {Text: "GDP\t5%", Row: true}, {Text: "一、回顾", Heading: true}, {Text: "现在，报告。"}}
	if !slices.Equal(doc.Blocks, want) {
		t.Errorf("%+v", doc.Blocks)
	}
}

// TestTitlesOutsideTheArticle holds that a title which is no heading is kept where it stands above the article, in a table for
// layout, in a cell or in an element of its own, with the lines below it; and that what is no title is not taken for one.
func TestTitlesOutsideTheArticle(t *testing.T) {
	const prose = "现在，我代表省人民政府，向大会报告工作，请予审议，并请各位政协委员和列席人员提出意见。"
	const article = "<p>各位代表：</p><p>" + prose + "</p>"
	for _, c := range []struct{ name, page, want string }{
		{"a table of its own", "<table><tr><td>政府工作报告</td></tr></table><table><tr><td>" + article + "</td></tr></table>", "# 政府工作报告"},
		{"a row for each line", "<table><tr><td>政府工作报告</td></tr><tr><td>辽宁省省长　刘宁</td></tr></table><table><tr><td>" + article + "</td></tr></table>", "# 政府工作报告/辽宁省省长　刘宁"},
		{"tables in tables", "<table><tr><td><table><tr><td>政府工作报告</td></tr></table></td></tr><tr><td><table><tr><td><div>" + article + "</div></td></tr></table></td></tr></table>", "# 政府工作报告"},
		{"beside a table of links", "<table><tr><td>机构</td><td><table><tr><td>政府工作报告</td></tr></table><table><tr><td>" + article + "</td></tr></table></td></tr></table>", "# 政府工作报告"},
		{"an element of its own", "<div>2020年统计公报</div><div>" + article + "</div>", "# 2020年统计公报"},
		{"on two lines", "<div>辽宁省人民代表大会</div><div>关于政府工作报告的决议</div><div>" + article + "</div>", "辽宁省人民代表大会/# 关于政府工作报告的决议"},
		{"named by the page", "<title>省长刘宁在大会上_某网</title><div>省长刘宁在大会上</div><div>" + article + "</div>", "# 省长刘宁在大会上"},
		{"the article has its own", "<div>2021年政府工作报告</div><div><p>政府工作报告</p>" + article + "</div>", "政府工作报告"},
		{"a heading further out", "<h1>关于预算的报告</h1><div><div>报告人：某某</div><div>" + article + "</div></div>", "# 关于预算的报告/报告人：某某"},
		{"a heading before a title by its form", "<h1>工作回顾</h1><div>相关解读方案</div><div>" + article + "</div>", "# 工作回顾/相关解读方案"},
		{"a heading with the day of the page in it", "<div><h1>政府工作报告<br><span>2021-02-03 10:00 来源：某网 点击：1</span></h1><div>" + article + "</div></div>", "# 政府工作报告"},
		{"a line of navigation", "<div>首页 &gt; 公开 &gt; 政府工作报告</div><div>" + article + "</div>", ""},
		{"a link", "<div><a href=x>政府工作报告</a></div><div>" + article + "</div>", ""},
		{"the name of the site", "<title>辽宁省人民政府</title><div>辽宁省人民政府</div><div>" + article + "</div>", ""},
		{"a title far above", "<div>政府工作报告</div>" + strings.Repeat("<div>一行</div>", 9) + "<div>" + article + "</div>", ""},
		{"a title of another text", "<div>政府工作报告</div><div>" + strings.Repeat("长", 90) + "</div><div>" + article + "</div>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, b := range extracttest.One(t, "a.html", []byte("<html><body>"+c.page+"</body></html>")).Blocks {
				if b.Heading {
					b.Text = "# " + b.Text
				}
				got = append(got, b.Text)
			}
			want := strings.TrimPrefix(c.want+"/各位代表：/"+prose, "/")
			if strings.Join(got, "/") != want {
				t.Errorf("%q, want %q", strings.Join(got, "/"), want)
			}
		})
	}
}

// TestTitlesOfHeadings holds that a heading names the page by all of its lines but that with the day.
func TestTitlesOfHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		"政府工作报告<br><span>2021-02-03 10:00 来源：某网</span>": "政府工作报告", "关于预算执行情况<br>的报告": "关于预算执行情况的报告",
		" 政府 工作\n报告 ": "政府 工作报告", "2021年政府工作报告": "2021年政府工作报告", "报告<br>发布时间：昨天": "报告",
	} {
		doc := extracttest.One(t, "a.html", []byte("<html><body><h1>"+heading+"</h1><div>"+extracttest.Paragraphs("<p>", "</p>")+"</div></body></html>"))
		if got := doc.Fields["title"]; got != want {
			t.Errorf("%s: %q, want %q", heading, got, want)
		}
	}
}

// TestTitlesInLabels holds that the table of facts above an official document names it before the page's head does.
func TestTitlesInLabels(t *testing.T) {
	doc := extracttest.One(t, "a.html", []byte("<html><head><title>辽宁省人民政府</title></head><body><table><tr><td>索引号</td><td>1</td></tr><tr><td>标题</td><td>正文</td></tr><tr><td>标题</td><td>2021年政府工作报告</td></tr></table><div>"+
		extracttest.Paragraphs("<p>", "</p>")+"</div></body></html>"))
	if got := doc.Fields["title"]; got != "2021年政府工作报告" {
		t.Error(got)
	}
}
