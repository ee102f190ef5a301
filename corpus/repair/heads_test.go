package repair_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongbao/corpus/extract/file"
	"gongbao/corpus/repair"
)

// TestHeadsOfTextsWithoutPages prints a report in pages as browsers and programs for text do, which leave no page in it but the lines at
// its edges, and holds that repair takes these away, wherever a page cuts a sentence, and nothing else.
func TestHeadsOfTextsWithoutPages(t *testing.T) {
	sentences := make([]string, 60)
	for i := range sentences {
		sentences[i] = fmt.Sprintf("第%d项工作取得明显成效，稳中求进的态势进一步巩固，人民群众的获得感、幸福感、安全感持续增强。", i+101)
	}
	body := strings.Join(sentences, "")
	for _, edge := range []func(page int) []string{
		func(page int) []string {
			return []string{fmt.Sprintf("第 %d 页 共 33 页", page), "政府工作报告"}
		},
		func(page int) []string {
			return []string{fmt.Sprintf("%d / 33", page), "2025/3/12 10:21　　　政府工作报告_某某网"}
		},
		func(page int) []string {
			return []string{fmt.Sprintf("https://www.example.cn/content_701.html %d/33", page), "2025/3/12 10:21 政府工作报告"}
		},
		func(page int) []string {
			return []string{"内部资料　注意保存", fmt.Sprintf("— %d —", page)}
		},
	} {
		blocks := []file.Block{{Text: "政府工作报告"}, {Text: "各位代表："}}
		for page, rest := 1, []rune(body); len(rest) > 0; page++ {
			n := min(401, len(rest))
			blocks = append(blocks, file.Block{Text: string(rest[:n])})
			for _, line := range edge(page) {
				blocks = append(blocks, file.Block{Text: line})
			}
			rest = rest[n:]
		}
		out, done := repair.Blocks(blocks)
		if got := texts(out); !slices.Equal(got, []string{"政府工作报告", "各位代表：", body}) || done[repair.PageMarks] < 10 {
			t.Errorf("%q: %v\n%.300q", edge(1), done, got)
		}
	}
}

// TestHeadsOfTextsWithoutNumbers does the same with pages that have no numbers but a title as their head, and holds that titles which are
// no heads stay: of copies, of several reports, of links.
func TestHeadsOfTextsWithoutNumbers(t *testing.T) {
	sentence := func(i int) string {
		return fmt.Sprintf("第%d项工作取得明显成效，稳中求进的态势进一步巩固，人民群众的获得感、幸福感、安全感持续增强。", i+101)
	}
	front := []string{"2021年某县政府工作报告", "2021年1月28日", "各位代表："}
	for _, head := range [][]string{{"政府工作报告"}, {"政 府 工 作 报 告"}, {"2021年某县政府工作报告"}, {"·政府工作报告（2021年）·"}, {"历年政府工作报告汇编"}, {"政府工作报告", "2021年1月28日"}, {"某县第七届人民代表大会文件", "政府工作报告"}} {
		want, blocks := slices.Clone(front), blocksOf(strings.Join(front, "\n"))
		var page strings.Builder
		for i := range 60 {
			page.WriteString(sentence(i))
			if i%8 == 7 {
				want, blocks = append(want, page.String()), append(blocks, blocksOf(strings.Join(head, "\n")+"\n"+page.String())...)
				page.Reset()
			}
		}
		if out, _ := repair.Blocks(blocks); !slices.Equal(texts(out), want) {
			t.Errorf("%s: %.300q", head, texts(out))
		}
	}
	long := func(i int) string { return sentence(i) + sentence(i+1) + sentence(i+2) + sentence(i+3) + sentence(i+4) }
	for name, lines := range map[string][]string{
		"several reports": {"政府工作报告", "各位代表：", long(0), "政府工作报告", "各位代表：", long(10), "政府工作报告", "各位代表：", long(20)},
		"a list":          {"政府工作报告", "人大工作报告", "政府工作报告", "法院工作报告", "政府工作报告"},
		"another line":    {"政府工作报告", long(0), "工作措施", long(10), "工作措施", long(20), "工作措施", long(30)},
	} {
		if out, _ := repair.Blocks(blocksOf(strings.Join(lines, "\n"))); !slices.Equal(texts(out), lines) {
			t.Errorf("%s: %.200q", name, texts(out))
		}
	}
	links := []string{long(0) + "会议听取了", "政府工作报告", "。" + long(10) + "会议批准了", "政府工作报告", "。" + long(20) + "会议印发了", "政府工作报告", "。"}
	if out, _ := repair.Blocks(blocksOf(strings.Join(links, "\n"))); strings.Join(texts(out), "") != strings.Join(links, "") {
		t.Errorf("links: %.200q", texts(out))
	}
}

// TestDoubledCharacters holds that lines printed twice or more for bold have each character once, and words that repeat theirs keep them.
func TestDoubledCharacters(t *testing.T) {
	for line, want := range map[string]string{
		"一一、、22002244年年工工作作回回顾顾":   "一、2024年工作回顾",
		"各各位位代代表表：：":               "各位代表：",
		"政政政府府府工工工作作作报报报告告告":       "政府工作报告",
		"一一一一、、、、总总总总体体体体要要要要求求求求": "一、总体要求",
		"轰轰烈烈扎扎实实":                 "轰轰烈烈扎扎实实",
		"方方面面":                     "方方面面",
		"2200":                     "2200",
		"——……——":                   "——……——",
		"干干净净":                     "干干净净",
		"增长22%":                    "增长22%",
	} {
		out, _ := repair.Blocks([]file.Block{{Text: "开头一段话。"}, {Text: line}, {Text: "结尾一段话。"}})
		if got := texts(out); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %s", line, got, want)
		}
	}
}
