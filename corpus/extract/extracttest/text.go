package extracttest

import (
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encode returns a text in one of the encodings of Chinese texts; characters that the charset lacks are replaced.
func Encode(name, text string) []byte {
	all := map[string]encoding.Encoding{
		"UTF-8": unicode.UTF8, "GB18030": simplifiedchinese.GB18030, "Big5": traditionalchinese.Big5,
		"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16BE": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
	data, err := encoding.ReplaceUnsupported(all[name].NewEncoder()).Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return data
}

// Wrap breaks paragraphs at a width, in characters.
func Wrap(Paragraphs []string, width int, indent string) string {
	var out strings.Builder
	for _, p := range Paragraphs {
		runes := []rune(indent + p)
		for len(runes) > width {
			out.WriteString(string(runes[:width]) + "\n")
			runes = runes[width:]
		}
		out.WriteString(string(runes) + "\n")
	}
	return out.String()
}

// Paragraphs wraps each of the report's paragraphs in a page's tags.
func Paragraphs(before, after string) string {
	var out strings.Builder
	for _, p := range Report {
		out.WriteString(before + p + after)
	}
	return out.String()
}

// Three pages as government sites build them: one with the standard's meta names, one laid out in tables, one made of
// nothing but div elements and line breaks.
var (
	ModernPage = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>2021年政府工作报告_辽宁省人民政府</title>
<meta name="ArticleTitle" content="2021年政府工作报告"><meta name="PubDate" content="2021-02-03 10:20"><meta name="Url" content="https://www.ln.gov.cn/a.html">
<script>var a = "各位代表，脚本。";</script><style>p{}</style></head><body>
<header><a href="/">首页</a><form><input value="搜索"><button>搜索</button></form></header><nav><ul><li><a href="/x">政务公开</a></li></ul></nav>
<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">政府工作报告</a></div>
<div class="main"><h1>2021年政府工作报告</h1><div class="info"><span>发布时间：2021-02-03</span><span>来源：辽宁日报</span><span>【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span><span>打印</span></div>
<div class="TRS_Editor">` + Paragraphs("<p>\u3000\u3000", "</p>\n") + `</div>
<div class="ewm"><img src="q.png">扫一扫在手机打开当前页</div><div class="share">分享到：<a href="#">微信</a></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">2020年政府工作报告，全文在此</a></li><li><a href="/2">解读</a></li></ul></div>
<div class="comments"><p>网友：说得好，支持！</p></div></div>
<aside>热门推荐</aside><footer>主办：辽宁省人民政府办公厅，版权所有 辽ICP备05001234号</footer></body></html>`

	OldPage = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>政府工作报告 - 某某市</title></head><body>
<table width=760><tr><td colspan=2><a href=1>首页</a> | <a href=2>新闻</a> | <a href=3>公告</a></td></tr>
<tr><td width=160><a href=4>市情，概况</a><br><a href=5>机构</a></td><td><table><tr><td align=center><font size=5>政府工作报告</font></td></tr>
<tr><td>作者：佚名  点击：123次</td></tr><tr><td id=zoom><font face="宋体">` + Paragraphs("&nbsp;&nbsp;&nbsp;&nbsp;", "<br>\n<br>\n") + `</font></td></tr>
<tr><td>【<a href=#>打印</a>】【<a href="javascript:close()">关闭</a>】</td></tr></table></td></tr>
<tr><td colspan=2 align=center>版权所有：某某市人民政府  京ICP备12345678号  建议使用IE6.0</td></tr></table></body></html>`

	SoupPage = `<html><body><div><div><div><a href=1>首页</a></div><div><a href=2>这是一条很长的新闻标题，带着逗号</a></div></div>
<div><div>` + Paragraphs("<div>", "</div>") + `</div></div><div>上一篇：<a href=3>某报告</a></div><div>下一篇：没有了</div><div>阅读次数：1234</div></div></body></html>`
)

func SavedPage() []byte {
	var page strings.Builder
	w := quotedprintable.NewWriter(&page)
	w.Write([]byte(ModernPage))
	w.Close()
	return []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.ln.gov.cn/saved.html\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + page.String() + "\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n")
}
