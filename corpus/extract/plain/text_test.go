package plain_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongbao/corpus/extract/extracttest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/extract/plain"
	"gongbao/corpus/extract/typeset"
)

func TestTextBlocks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"line ends of all kinds", "一\r\n二\r三\n\n四\r\r\n五\u2028六", []string{"一", "二", "三", "四", "五", "六"}},
		{"white space at the ends", "\u3000\u3000各位代表：\u00a0\n\ufeff\u200b\n 现在 ", []string{"各位代表：", "现在"}},
		{"line ends spelled out", `各位代表：\r\n现在\n报告`, []string{"各位代表：", "现在", "报告"}},
		{"characters spelled out", "国务院总理<U+00A0>李克强<U+200D>。", []string{"国务院总理\u00a0李克强\u200d。"}},
		{"escapes", `\u3000\u3000各位代表：\xa0现在`, []string{"各位代表：\u00a0现在"}},
		{"entities", "各位&nbsp;代表&ldquo;稳&rdquo;&amp;&#12290;AT&T&unknown;", []string{"各位\u00a0代表“稳”&。AT&T&unknown;"}},
		{"comments and scripts", "一<!-- 注\n释 -->二<script>var a = '字';</script>三", []string{"一", "二", "三"}},
		{"a few tags", "各位代表：<br/>现在<span style='x'>报告</span>", []string{"各位代表：", "现在报告"}},
		{"not a tag", "增速<5%，比重>3%<U+zz>", []string{"增速<5%，比重>3%<U+zz>"}},
		{"paragraphs run together", "各位代表：\u3000\u3000现在报告工作。 \u3000\u3000一、回顾", []string{"各位代表：", "现在报告工作。", "一、回顾"}},
		{"a line of names", "省长\u3000\u3000刘宁", []string{"省长\u3000\u3000刘宁"}},
		{"control characters", "各位\x00代表：现在报告工作\x1a", []string{"各位代表：现在报告工作"}},
		{"page furniture", "当前位置： 首页>> 中国概况\n【字体：大 中 小】\n各位代表：\n打印 收藏 分享\n（责任编辑： 郭桢\n ）", []string{"各位代表："}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := extracttest.Texts(extracttest.One(t, "a.txt", []byte(c.text))); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRepairsAreNoted(t *testing.T) {
	doc := extracttest.One(t, "a.txt", extracttest.Encode("GB18030", "<!-- x -->中国政府网 www.gov.cn 2006年02月16日 来源：新华社\n【字体：大 中 小】\n各位<U+00A0>代表：\\n现在&nbsp;报告"))
	notes := strings.Join(extracttest.Notes(doc), "\n")
	for _, want := range []string{"GB18030", "注释", "占位符", "转义", "实体", "2 行网页部件"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes %q do not mention %s", doc.Notes, want)
		}
	}
	if got := doc.Fields["published"]; got != "2006-02-16" {
		t.Errorf("published %q", got)
	}
}

// TestPagesInPlaceOfTexts refuses texts of pages that sites show in place of a report, and no others.
func TestPagesInPlaceOfTexts(t *testing.T) {
	for name, pages := range map[string][]string{
		"a.txt": {
			"404 Not Found\n\nnginx/1.18.0\n", "抱歉，您访问的页面不存在或已被删除！\n返回首页\n", "统一身份认证平台\n用户登录\n用户名\n密码\n看不清？换一张\n忘记密码？",
			"You need to enable JavaScript to run this app.", "加载中...", "安全验证\n请完成下方验证后继续访问", "该内容已被发布者删除", "当前环境异常，完成验证后即可继续访问。\n去验证",
			"HTTP状态 404 - 未找到\n类型 状态报告\n消息 请求的资源[/a.html]不可用\n描述 源服务器未能找到目标资源的表示或者是不愿公开一个已经存在的资源表示。\nApache Tomcat/9.0.31",
			"无法访问此网站\nwww.example.gov.cn 的响应时间过长。\n检查网络连接\nERR_CONNECTION_TIMED_OUT", "网络不给力，请稍后重试\n问题反馈", "您的浏览器版本过低，请升级浏览器后访问本站",
		},
		"a.md": {"# 404 Not Found\n\n---\n\nnginx\n", "![](logo.png)\n\n## 用户登录\n\n- 账号\n- 密码\n", "---\ntitle: 404\n---\n\n哎呀！\n"},
	} {
		for _, page := range pages {
			got := extracttest.ReadAll(t, name, []byte(page), file.Options{})
			if len(got.Errs) != 1 || !errors.Is(got.Errs[0], file.ErrNoPage) {
				t.Errorf("%q: %v", page, got.Errs)
			}
		}
	}
	for _, text := range []string{
		"政府工作报告\n用户登录\n密码", "稳中求进", "404\n2024年粮食产量404万吨。", "全县统一用户登录平台建成，年登录量达到100万人次。", "密码管理\n加强密码保护。",
		"系统维护升级三次，网站无法访问的情况得到改善。", "关于网站出现错误页面的通报\n有12家网站的页面不存在、无法访问。", "一、网络错误\n加载中",
	} {
		extracttest.One(t, "a.txt", []byte(text))
	}
}

// TestParagraphsOfReportsAreRead holds that no sentence of a real report, alone in a file, is taken for that of a page.
func TestParagraphsOfReportsAreRead(t *testing.T) {
	frames := []string{"", "\n用户登录\n密码", "\n请输入验证码", "\n加载中...", "\n404"}
	for _, name := range extracttest.RealFiles(t, "reports/*/*.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			const aSentence = 6 // characters; what is shorter is the end of one, printed over several lines
			if strings.ContainsAny(line, "。！；") && utf8.RuneCountInString(strings.TrimSpace(line)) >= aSentence {
				extracttest.One(t, "a.txt", []byte(line+frames[i%len(frames)]))
			}
		}
	}
}

func TestAFormFeedBeginsAPage(t *testing.T) {
	doc := extracttest.One(t, "a.txt", []byte("一\f二\n三"))
	var pages []int
	for _, b := range doc.Blocks {
		pages = append(pages, b.Page)
	}
	if !slices.Equal(pages, []int{1, 2, 2}) {
		t.Errorf("pages %v", pages)
	}
}

func TestWrappedTextsAreLines(t *testing.T) {
	long := slices.Concat(extracttest.Report, extracttest.Report[5:], extracttest.Report[5:], extracttest.Report[5:])
	for _, width := range []int{28, 34, 40} {
		for _, indent := range []string{"", "\u3000\u3000"} {
			doc := extracttest.One(t, "a.txt", []byte(extracttest.Wrap(long, width, indent)))
			joined := ""
			for _, b := range doc.Blocks {
				joined += b.Text
				if !b.Line {
					joined += "\n"
				}
			}
			if indent != "" && joined != strings.Join(long, "\n")+"\n" {
				t.Errorf("width %d with indents: lines do not join to the paragraphs: %q", width, joined)
			}
			for i, b := range doc.Blocks[:len(doc.Blocks)-1] {
				if indent != "" && b.Short && b.Line {
					t.Errorf("width %d: %q is short and not its paragraph's last line", width, b.Text)
				}
				if indent == "" && !b.Line || b.Indent != (indent != "" && (i == 0 || !doc.Blocks[i-1].Line)) {
					t.Errorf("width %d, indent %q: line %+v", width, indent, b)
				}
			}
			if !doc.Blocks[0].Short {
				t.Errorf("width %d: the title is not short", width)
			}
		}
	}
}

func TestParagraphsAreNotLines(t *testing.T) {
	for _, separator := range []string{"\n", "\n\n", "\n\u3000\u3000"} {
		doc := extracttest.One(t, "a.txt", []byte(strings.Join(slices.Concat(extracttest.Report, extracttest.Report, extracttest.Report), separator)))
		if slices.ContainsFunc(doc.Blocks, func(b file.Block) bool { return b.Line }) {
			t.Errorf("paragraphs set apart by %q were taken for lines", separator)
		}
	}
}

func TestLinesThatStandTogetherAmongBlankLines(t *testing.T) {
	doc := extracttest.One(t, "a.txt", []byte("在聽了\n關於憲法草案的報告\n並進行了討論。\n\n一、回顧\n\n過去一年。\n\n現在。\n\n各位。\n\n代表。"))
	for i, want := range []bool{true, true, false, false, false} {
		if doc.Blocks[i].Line != want {
			t.Errorf("%q: Line %v", doc.Blocks[i].Text, doc.Blocks[i].Line)
		}
	}
}

func TestMarkdown(t *testing.T) {
	doc := extracttest.One(t, "a.md", []byte("---\ntitle: 辽宁报告\nurl: https://example.cn/1\n---\n# 政府工作报告 #\n\n各位**代表**：\n\n一、回顾\n---\n\n"+
		"- 稳[就业](http://a)\n1. 保民生`x`\n> 引文\n\n| 指标 | 值 |\n|:--|--:|\n| GDP | 5% |\n\n![图](a.png)\n2\\*3，现在我们\n报告工作\n"))
	want := []file.Block{
		{Text: "政府工作报告", Heading: true}, {Text: "各位代表："}, {Text: "一、回顾", Heading: true},
		{Text: "稳就业", Line: true}, {Text: "1. 保民生x"}, {Text: "引文"}, {Text: "指标\t值", Row: true}, {Text: "GDP\t5%", Row: true},
		{Text: "2*3，现在我们", Line: true}, {Text: "报告工作"},
	}
	want[3].Line = false
	for i, b := range doc.Blocks {
		if i >= len(want) || b != want[i] {
			t.Errorf("block %d: %+v", i, b)
		}
	}
	if doc.Format != "md" || doc.Fields["title"] != "辽宁报告" || doc.Fields["source_url"] != "https://example.cn/1" {
		t.Errorf("format %s, fields %v", doc.Format, doc.Fields)
	}
}

// No character of a text's own is lost or added, whatever the line ends.
func FuzzTextKeepsItsCharacters(f *testing.F) {
	f.Add(strings.Join(extracttest.Report, "\n"))
	f.Add(extracttest.Wrap(extracttest.Report, 30, "\u3000\u3000"))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		if strings.ContainsAny(text, "<&\\|#") {
			return // these may be scraps
		}
		text = strings.Map(plain.WithoutControls, text)
		var got strings.Builder
		for _, b := range typeset.Blocks(typeset.Lines(text)) {
			got.WriteString(b.Text)
		}
		if extracttest.Bare(got.String()) != extracttest.Bare(text) {
			t.Errorf("%q became %q", text, got.String())
		}
	})
}

func TestInvalidBytesAreReplacedAndCounted(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat(strings.Join(extracttest.Report, "\n"), 3)
	for _, name := range []string{"UTF-8", "GB18030"} {
		data := extracttest.Encode(name, text)
		for range 10 {
			data[rnd.IntN(len(data))] = 0xFF
		}
		doc := extracttest.One(t, "a.txt", data)
		got := strings.Join(extracttest.Texts(doc), "\n")
		replaced := strings.Count(got, "\uFFFD")
		if replaced == 0 || !strings.Contains(strings.Join(extracttest.Notes(doc), "，"), "U+FFFD") {
			t.Errorf("%s: %d replaced, notes %v", name, replaced, doc.Notes)
		}
		if lost := utf8.RuneCountInString(text) - utf8.RuneCountInString(got); lost > 40 {
			t.Errorf("%s: ten bad bytes cost %d characters", name, lost)
		}
	}
}
