package extract

import (
	"mime/quotedprintable"
	"slices"
	"strings"
	"testing"
)

// paragraphs sets the report's paragraphs into a page's tags.
func paragraphs(before, after string) string {
	var out strings.Builder
	for _, p := range report {
		out.WriteString(before + p + after)
	}
	return out.String()
}

// Three pages as government sites build them: one with the standard's meta names, one laid out in tables, one of
// nothing but div elements and line breaks.
var (
	modernPage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>2021年政府工作报告_辽宁省人民政府</title>
<meta name="ArticleTitle" content="2021年政府工作报告"><meta name="PubDate" content="2021-02-03 10:20"><meta name="Url" content="https://www.ln.gov.cn/a.html">
<script>var a = "各位代表，脚本。";</script><style>p{}</style></head><body>
<header><a href="/">首页</a><form><input value="搜索"><button>搜索</button></form></header><nav><ul><li><a href="/x">政务公开</a></li></ul></nav>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">政府工作报告</a></div>
<div class="main"><h1>2021年政府工作报告</h1><div class="info"><span>发布时间：2021-02-03</span><span>来源：辽宁日报</span><span>【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span><span>打印</span></div>
<div class="TRS_Editor">` + paragraphs("<p>\u3000\u3000", "</p>\n") + `</div>
<div class="ewm"><img src="q.png">扫一扫在手机打开当前页</div><div class="share">分享到：<a href="#">微信</a></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">2020年政府工作报告，全文在此</a></li><li><a href="/2">解读</a></li></ul></div>
<div class="comments"><p>网友：说得好，支持！</p></div></div>
<aside>热门推荐</aside><footer>主办：辽宁省人民政府办公厅，版权所有 辽ICP备05001234号</footer></body></html>`

	oldPage = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>政府工作报告 - 某某市</title></head><body>
<table width=760><tr><td colspan=2><a href=1>首页</a> | <a href=2>新闻</a> | <a href=3>公告</a></td></tr>
<tr><td width=160><a href=4>市情，概况</a><br><a href=5>机构</a></td><td><table><tr><td align=center><font size=5>政府工作报告</font></td></tr>
<tr><td>作者：佚名  点击：123次</td></tr><tr><td id=zoom><font face="宋体">` + paragraphs("&nbsp;&nbsp;&nbsp;&nbsp;", "<br>\n<br>\n") + `</font></td></tr>
<tr><td>【<a href=#>打印</a>】【<a href="javascript:close()">关闭</a>】</td></tr></table></td></tr>
<tr><td colspan=2 align=center>版权所有：某某市人民政府  京ICP备12345678号  建议使用IE6.0</td></tr></table></body></html>`

	soupPage = `<html><body><div><div><div><a href=1>首页</a></div><div><a href=2>这是一条很长的新闻标题，带着逗号</a></div></div>
<div><div>` + paragraphs("<div>", "</div>") + `</div></div><div>上一篇：<a href=3>某报告</a></div><div>下一篇：没有了</div><div>阅读次数：1234</div></div></body></html>`
)

func TestArticles(t *testing.T) {
	for _, c := range []struct {
		name string
		page []byte
		want []string
	}{
		{"modern", []byte(modernPage), append([]string{"2021年政府工作报告"}, report...)},
		{"laid out in tables, GBK", encoded("GB18030", oldPage), report},
		{"div soup", []byte(soupPage), report},
		{"a fragment", []byte(paragraphs("<p>", "</p>")), report},
		{"a fragment in a list, as programs print it", []byte("[<div>" + paragraphs("<p>", "</p>") + "</div>]"), report},
		{"a page without ends", []byte("<html><body>" + paragraphs("<p>", "")), report},
		{"a page that never closes its tags", []byte("<html><body>" + paragraphs(strings.Repeat("<div>", 100), "")), report},
		{"one paragraph with breaks", []byte("<html><body><p><span>" + paragraphs("", "<br/><br/>") + "</span></p></body></html>"), report},
		{"lines broken in the source", []byte("<html><body>" + paragraphs("<p>\n", "\n</p>") + "</body></html>"), report},
		{"UTF-16", encoded("UTF-16LE", "\ufeff"+soupPage), report},
		{"saved in one file", savedPage(), append([]string{"2021年政府工作报告"}, report...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := one(t, "a", c.page)
			got := slices.DeleteFunc(texts(doc), func(s string) bool { return s == "[" || s == "]" })
			if doc.Format != "html" || !slices.Equal(got, c.want) {
				t.Errorf("%s: %q", doc.Format, got)
			}
		})
	}
}

func savedPage() []byte {
	var page strings.Builder
	w := quotedprintable.NewWriter(&page)
	w.Write([]byte(modernPage))
	w.Close()
	return []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.ln.gov.cn/saved.html\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page.String() + "\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n")
}

func TestWhatAPageSays(t *testing.T) {
	fields := one(t, "a.html", []byte(modernPage)).Fields
	for field, want := range map[string]string{"title": "2021年政府工作报告", "source_url": "https://www.ln.gov.cn/a.html", "published": "2021-02-03 10:20"} {
		if fields[field] != want {
			t.Errorf("%s is %q, want %q", field, fields[field], want)
		}
	}
	if got := one(t, "a.html", encoded("GB18030", oldPage)).Fields["title"]; got != "政府工作报告" {
		t.Errorf("title of the old page: %q", got)
	}
}

func TestTitlesWithoutTheirSite(t *testing.T) {
	for title, want := range map[string]string{
		"政府工作报告_辽宁省人民政府": "政府工作报告", "报告 - 中国政府网": "报告", "报告-某市人民政府门户网站": "报告", "政府工作报告|要闻|网": "政府工作报告",
		"2019-2020年工作报告": "2019-2020年工作报告", "报告——在会议上": "报告——在会议上", "_": "_",
	} {
		if got := withoutSiteName(title); got != want {
			t.Errorf("%q became %q, want %q", title, got, want)
		}
	}
}

func TestTablesInPages(t *testing.T) {
	doc := one(t, "a.html", []byte("<p>各位代表：下表。</p><table><tr><th>指标</th><th>值</th></tr><tr><td>GDP</td><td>5%</td></tr></table><h2>一、回顾</h2><p>现在，报告。</p>"))
	want := []Block{{Text: "各位代表：下表。"}, {Text: "指标\t值", Row: true}, {Text: "GDP\t5%", Row: true}, {Text: "一、回顾", Heading: true}, {Text: "现在，报告。"}}
	if !slices.Equal(doc.Blocks, want) {
		t.Errorf("%+v", doc.Blocks)
	}
}

func TestFurniture(t *testing.T) {
	for _, line := range []string{
		"【字体：大 中 小】", "字号：[ 大 中 小 ] 打印", "打印 收藏 分享", "【打印】【关闭】", "扫一扫在手机打开当前页", "您当前的位置：首页 > 政务公开 > 政府工作报告",
		"当前位置： 首页>> 中国概况", "（责任编辑： 郭桢", "来源：新华社", "上一页 1 2 3 4 5 下一页 >>|", "下一篇：没有了", "版权所有：某市人民政府", "京ICP备05070218号",
		"网站标识码：2100000001", "主办：某市人民政府办公室", "分享到：微信 微博", "相关链接", "阅读次数：123", "中央政府门户网站 www.gov.cn 2006年02月16日 来源：新华社",
	} {
		if !isFurniture(line) {
			t.Errorf("%q was kept", line)
		}
	}
	for _, line := range append([]string{
		"首页", "2021", "1", "—2—", "分享发展成果", "关于我们的工作", "地址", "编辑部的故事。", "主办全国运动会", "更多就业岗位", "打印机产业", "大中小企业融通发展",
		"相关政策落实到位，", "来源广泛", "首先", "（一）", "时间：2021年1月28日",
	}[1:], report...) {
		if isFurniture(line) {
			t.Errorf("%q was taken for furniture", line)
		}
	}
}
