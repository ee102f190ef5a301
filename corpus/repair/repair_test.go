package repair_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/extract"
	"gongbao/corpus/extract/file"
	"gongbao/corpus/repair"
)

func TestSampleIsJoinedAtItsPageBreaksOnly(t *testing.T) {
	in := readDocument(t, "../../seeds/liaoning-2021.txt").Blocks
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

// readDocument reads the first document of a file.
func readDocument(t *testing.T, name string) file.Document {
	t.Helper()
	content, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	info, err := content.Stat()
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range extract.Read(t.Context(), name, content, info.Size(), file.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	return file.Document{}
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
	doc := readDocument(t, filepath.Join(data, "messy/pdf/2024年北京市政府工作报告.pdf"))
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
