package repair_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/corpustest"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/repair"
)

func TestSampleIsJoinedAtItsPageBreaksOnly(t *testing.T) {
	in := corpustest.Document(t, "../../seeds/liaoning-2021.txt").Blocks
	want := map[string]bool{}
	for _, line := range readLines(t, "testdata/liaoning-2021.cuts") {
		want[line] = true
	}
	out, done := repair.Blocks(in)
	if got := len(in) - len(out); got != len(want) || done[repair.Joined] != len(want) {
		t.Errorf("%d blocks became %d, %v; want %d joins", len(in), len(out), done, len(want))
	}
	for cut := range want {
		before, after, _ := strings.Cut(cut, "|")
		if !slices.ContainsFunc(out, func(b file.Block) bool { return strings.Contains(b.Text, before+after) }) {
			t.Errorf("the cut %s is still open", cut)
		}
	}
	if again, done := repair.Blocks(out); !cmp.Equal(again, out) || len(done) > 0 {
		t.Errorf("repairing twice changed something: %v", done)
	}
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct {
		name string
		in   string // blocks, one a line; "~" before one that the file ends as a line
		want string
	}{
		{"titles, speakers and salutations stand alone",
			"政府工作报告\n——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上\n省长 刘宁\n各位代表：\n现在，我代表省人民政府向大会报告工作。",
			"政府工作报告\n——2021年1月28日在辽宁省第十三届人民代表大会第五次会议上\n省长 刘宁\n各位代表：\n现在，我代表省人民政府向大会报告工作。"},
		{"lines of a front stand alone where others are shorter",
			"~随州市2023年政府工作报告\n~——2023年1月6日在随州市第五届人民代表大会第三次会议上\n~市长 张卫国\n~各位代表：\n~我向大会报告工作。\n~一、2022年工作回顾\n~生产总值增长4.3%。\n~二、2023年工作安排\n~（一）扩大投资。",
			"随州市2023年政府工作报告\n——2023年1月6日在随州市第五届人民代表大会第三次会议上\n市长 张卫国\n各位代表：\n我向大会报告工作。\n一、2022年工作回顾\n生产总值增长4.3%。\n二、2023年工作安排\n（一）扩大投资。"},
		{"buttons and counters of a site",
			"各位代表：\n我们取得了成绩。\n字号：默认 大 超大\n【我要评论】 【打印】\n附件下载：政府工作报告.doc\n本文地址：http://www.example.gov.cn/a.html\n您是第 1234 位访问者\nProduced By CMS 网站群内容管理系统\n下载平台用户超过一亿。",
			"各位代表：\n我们取得了成绩。\n下载平台用户超过一亿。"},
		{"the way to the other pages of a text",
			"各位代表：\n我们取得了成绩。\n[1] [2] [3] 下一页\n共3页 当前第1页 上一页 下一页 尾页\n首页 1 2 3 ... 末页 转到第 页\n第3页\n下一页的内容更好。",
			"各位代表：\n我们取得了成绩。\n第3页\n下一页的内容更好。"},
		{"a title broken by its layout", "政府工作报\n告\n各位代表：", "政府工作报告\n各位代表："},
		{"headings stand alone",
			"各位代表：\n一、二〇二〇年工作回顾\n过去的一年极不平凡。\n（一）保持经济平稳\n精准执行政策。",
			"各位代表：\n一、二〇二〇年工作回顾\n过去的一年极不平凡。\n（一）保持经济平稳\n精准执行政策。"},
		{"items of a list stand alone",
			"主要指标是：\n地区生产总值增长6%；\n居民收入稳步增长；\n单位能耗继续下降。",
			"主要指标是：\n地区生产总值增长6%；\n居民收入稳步增长；\n单位能耗继续下降。"},
		{"words that a link set apart",
			"~制定了《\n~信访条例\n~》，并认真实施。",
			"制定了《信访条例》，并认真实施。"},
		{"a title in a sentence of the front",
			"会议听取和审议了国务院总理所作的\n政府工作报告\n。会议决定批准这个报告。\n会议号召团结起来。",
			"会议听取和审议了国务院总理所作的政府工作报告。会议决定批准这个报告。\n会议号召团结起来。"},
		{"a marker that its sentence was cut from",
			"~一是\n依法打击违法犯罪活动。\n~二是\n严肃查处大案要案。",
			"一是依法打击违法犯罪活动。\n二是严肃查处大案要案。"},
		{"a link in bold stays apart from the next paragraph",
			"各位代表：\n我们完成了任务。\n2024年工作回顾\n过去一年，是实现“十四五”规划目标任务的关键一年，全省经济运行稳中有进，社会大局保持稳定。",
			"各位代表：\n我们完成了任务。\n2024年工作回顾\n过去一年，是实现“十四五”规划目标任务的关键一年，全省经济运行稳中有进，社会大局保持稳定。"},
		{"joiners that shape a word or an emoji stay", "家庭👨\u200d👩\u200d👧和谐🏳\ufe0f\u200d🌈，می\u200cخواهم。\n改\u200d革\u200c开a\u200cb\u200d放。", "家庭👨\u200d👩\u200d👧和谐🏳\ufe0f\u200d🌈，می\u200cخواهم。\n改革开ab放。"},
		{"characters without width", "各\u200b位代表：\n提高\u00ad效率。\n\u200b\ufeff", "各位代表：\n提高效率。"},
		{"digits set apart", "本届政府从1 9 9 3 年3 月就职。\n增长1 1 ％。\n先后有3 5 批。", "本届政府从1993 年3 月就职。\n增长11％。\n先后有3 5 批。"},
		{"characters set apart, but no name", "政 府 工 作 报 告\n国务院总理　李　强\n各位代表：", "政府工作报告\n国务院总理　李　强\n各位代表："},
		{"what a site writes",
			"当前位置：首页>> 中国概况\n【字体：大 中 小】\n各位代表：\n我们取得了成绩。\n（责任编辑： 郭桢）\n版权所有：中国政府网 京ICP备05070218号",
			"各位代表：\n我们取得了成绩。"},
		{"links and tags at the end",
			"各位代表：\n我们取得了成绩。\n相关链接\n2020年政府工作报告\n图解：政府工作报告",
			"各位代表：\n我们取得了成绩。"},
		{"a line of a site behind the last sentence, though it begins with a closing mark",
			"各位代表！\n让我们拼搏实干，把美好蓝图变为幸福实景！\n》》点击图片进入专题《《\n×\n相关文档：",
			"各位代表！\n让我们拼搏实干，把美好蓝图变为幸福实景！"},
		{"a quotation that goes on behind a whole sentence", "他说：“要实干。\n”会议结束。\n各位代表：", "他说：“要实干。”会议结束。\n各位代表："},
		{"captions", "各位代表：\n我们取得了成绩。\n新华社记者 李某 摄\n（本报记者张某摄）\n我们深入拍摄\n短片。", "各位代表：\n我们取得了成绩。\n我们深入拍摄\n短片。"},
		{"buttons and stamps in front of a title", "全屏\n加大\n还原\n减小\n新华社北京3月16日电\n保定市\n政府工作报告\n时间：2026-02-09\n保定市市长 林某某\n各位代表：\n我们取得了成绩。",
			"新华社北京3月16日电\n保定市\n政府工作报告\n保定市市长 林某某\n各位代表：\n我们取得了成绩。"},
		{"a front without a site's head", "辽宁省人民政府\n工作报告\n（草案）\n刘宁\n各位代表：\n我们取得了成绩。", "辽宁省人民政府\n工作报告\n（草案）\n刘宁\n各位代表：\n我们取得了成绩。"},
		{"the words of a link that are a title", "会议听取和审议了国务院总理林某某所作的\n政府工作报告\n。会议充分肯定过去一年的工作，决定批准这个报告。",
			"会议听取和审议了国务院总理林某某所作的政府工作报告。会议充分肯定过去一年的工作，决定批准这个报告。"},
		{"the words of a link that begin another paragraph elsewhere", "主要目标全部实现。\n2026年十分重要。今年经济社会发展的\n主要目标\n是：地区生产总值增长5%。\n三、建设",
			"主要目标全部实现。\n2026年十分重要。今年经济社会发展的主要目标是：地区生产总值增长5%。\n三、建设"},
		{"a table of contents", "保定市远景目标纲要\n目　录\n第一章 基础..........1\n第一章 基础\n第一个五年。", "保定市远景目标纲要\n目　录\n第一章 基础..........1\n第一章 基础\n第一个五年。"},
		{"spaces that became question marks", "国务院总理?林某某\n各位代表：?\n??过去一年，成绩显著。?\n能不能做到?我们能。\n2023-03-30????",
			"国务院总理 林某某\n各位代表：\n过去一年，成绩显著。\n能不能做到?我们能。\n2023-03-30"},
		{"questions", "怎么办?我们有办法。\n好不好?大家说好。", "怎么办?我们有办法。\n好不好?大家说好。"},
		{"an annex is no furniture",
			"我们取得了成绩。\n附件\n2025年10件惠民实事\n一、稳定和扩大就业\n主办单位：省教育厅，各州、市人民政府",
			"我们取得了成绩。\n附件\n2025年10件惠民实事\n一、稳定和扩大就业\n主办单位：省教育厅，各州、市人民政府"},
	} {
		out, _ := repair.Blocks(blocksOf(c.in))
		if diff := cmp.Diff(strings.Split(c.want, "\n"), texts(out)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestTablesAndMarkedHeadingsAreNeverJoined(t *testing.T) {
	in := []file.Block{
		{Text: "全省生产总值增长。城镇新增", Row: true}, {Text: "就业"}, {Text: "做好工作。推进改", Heading: true}, {Text: "革开放。"},
	}
	if out, _ := repair.Blocks(in); len(out) != len(in) {
		t.Errorf("got %q", texts(out))
	}
}

// TestNumbersOfAListAreNoPageNumbers has a list whose numbers stand on lines of their own, and a text without pages that has numbers a
// page apart.
func TestNumbersOfAListAreNoPageNumbers(t *testing.T) {
	list := "附件：重点项目\n1\n药用植物园甲项目\n2\n药用植物园乙项目\n3\n药用植物园丙项目\n4\n药用植物园丁项目"
	if out, _ := repair.Blocks(blocksOf(list)); len(out) != 9 {
		t.Errorf("got %q", texts(out))
	}
	var printed []string
	for n := range 4 {
		printed = append(printed, strings.Repeat("全面落实各项部署，取得新的成效。", 20)+strconv.Itoa(n), strconv.Itoa(n+1))
	}
	if out, done := repair.Blocks(blocksOf(strings.Join(printed, "\n"))); done[repair.PageMarks] != 4 {
		t.Errorf("%v, got %q", done, texts(out))
	}
}

// TestLinksBehindWhatAReaderLeftOut has tags whose heading a reader has taken out.
func TestLinksBehindWhatAReaderLeftOut(t *testing.T) {
	in := blocksOf("各位代表：\n我们取得了成绩。\n天涯社区\n2022年政府工作报告\n03-30\n上海市")
	in[2].Site = "分享到："
	if out, _ := repair.Blocks(in); len(out) != 2 {
		t.Errorf("got %q", texts(out))
	}
	in = blocksOf("各位代表：\n我们取得了成绩。\n附件\n实事清单\n新建学校10所")
	in[2].Site = "主办单位：省教育厅"
	if out, _ := repair.Blocks(in); len(out) != 5 {
		t.Errorf("an annex: got %q", texts(out))
	}
}

// TestLostLineEnds cuts a report that is one block where its paragraphs began, and loses no character. A long paragraph among others
// stays whole.
func TestLostLineEnds(t *testing.T) {
	task := func(n int) string {
		return fmt.Sprintf("——第%d项工作成效明显。坚持稳中求进工作总基调，加快构建新发展格局。", n)
	}
	lines := []string{
		"政府工作报告", "——2014年3月5日在第十二届全国人民代表大会第二次会议上", "国务院总理 林某某", "各位代表：", "现在，我代表国务院，向大会作政府工作报告，请予审议。",
		"一、2013年工作回顾", "过去一年任务艰巨而繁重，我们做了大量工作，成绩来之不易。", "（一）深化改革。我们坚持改革。", "一是简政放权。", "各位代表！让我们团结奋斗！",
	}
	for n := range 50 {
		lines = slices.Insert(lines, 7, task(n))
	}
	out, done := repair.Blocks([]file.Block{{Text: strings.Join(lines, "")}})
	if diff := cmp.Diff(lines, texts(out)); diff != "" || done[repair.Split] != len(lines)-1 {
		t.Errorf("%v %s", done, diff)
	}
	long := strings.Repeat("我们坚持改革。第一，要简政放权。第二，要改进服务。", 70)
	var others []string
	for n := range 200 {
		others = append(others, fmt.Sprintf("过去一年，我们取得了第%d项新的成绩，人民生活继续改善，各项事业全面发展。", n))
	}
	in := blocksOf(strings.Join(append(others, long), "\n"))
	if out, done := repair.Blocks(in); done[repair.Split] != 0 || out[len(out)-1].Text != long {
		t.Errorf("a long paragraph: %v", done)
	}
}

func TestNumbersInTheTextAreNoPageNumbers(t *testing.T) {
	in := blocksOf("预期目标如下。\n6\n城镇新增就业人数。")
	if out, _ := repair.Blocks(in); len(out) != 3 {
		t.Errorf("got %q", texts(out))
	}
}

// blocksOf makes blocks of lines.
func blocksOf(text string) []file.Block {
	var list []file.Block
	for line := range strings.SplitSeq(text, "\n") {
		rest, isLine := strings.CutPrefix(line, "~")
		list = append(list, file.Block{Text: rest, Line: isLine})
	}
	return list
}

func texts(blocks []file.Block) []string {
	var list []string
	for _, b := range blocks {
		list = append(list, b.Text)
	}
	return list
}

// readLines reads a file of testdata without its comments.
func readLines(t *testing.T, name string) []string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

// TestPrintedReport reads a PDF whose lines are broken at the width of its pages.
func TestPrintedReport(t *testing.T) {
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no printed report to read")
	}
	doc := corpustest.Document(t, filepath.Join(data, "messy/pdf/2024年北京市政府工作报告.pdf"))
	out, done := repair.Blocks(doc.Blocks)
	const paragraphs = 91 // counted in print
	if len(out) != paragraphs || done[repair.Joined] != len(doc.Blocks)-paragraphs {
		t.Errorf("%d lines became %d paragraphs, %v", len(doc.Blocks), len(out), done)
	}
	for _, b := range out {
		if heading := strings.HasPrefix(b.Text, "（") || strings.HasPrefix(b.Text, "一、") || strings.HasPrefix(b.Text, "二、"); heading {
			continue
		}
		if !strings.ContainsAny(b.Text[len(b.Text)-len("。"):], "。！：") {
			t.Errorf("a paragraph ends with %s", b.Text[max(0, len(b.Text)-60):])
		}
	}
}
