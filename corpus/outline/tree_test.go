package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const prose = "我们认真贯彻落实党中央、国务院的决策部署，统筹推进各项工作，经济社会发展取得了新的成就。人民生活水平继续提高。"

// TestOf shows how the forms of headings nest. Each line of a text is a paragraph; "…" stands for prose. The outline is
// written as level, title and the number of the line it begins with.
func TestOf(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"numbers below one another",
			"一、工作回顾\n…\n（一）经济平稳\n1.工业\n…\n2.农业\n…\n（二）民生改善\n…\n二、工作安排\n…",
			"1 一、工作回顾 1\n2 （一）经济平稳 3\n3 1.工业 4\n3 2.农业 6\n2 （二）民生改善 8\n1 二、工作安排 10"},
		{"run-in headings",
			"一、工作安排\n（一）坚持绿色发展。…\n开展碳排放达峰行动。…\n深入打好污染防治攻坚战。…",
			"1 一、工作安排 1\n2 （一）坚持绿色发展 2\n3 开展碳排放达峰行动 3\n3 深入打好污染防治攻坚战 4"},
		{"points go on over the next paragraphs, until a turn",
			"一、工作回顾\n一是疫情防控有力有效。…\n…\n一年来，…",
			"1 一、工作回顾 1\n2 一是疫情防控有力有效 2"},
		{"dashes name one paragraph each",
			"一、工作回顾\n——经济运行稳中向好。…\n——民生保障有力。…\n…",
			"1 一、工作回顾 1\n2 经济运行稳中向好 2\n2 民生保障有力 3"},
		{"bare lines above numbers",
			"2024年工作回顾\n…\n（一）经济平稳\n…\n2025年工作安排\n…\n（一）扩大内需\n…",
			"1 2024年工作回顾 1\n2 （一）经济平稳 3\n1 2025年工作安排 5\n2 （一）扩大内需 7"},
		{"bare lines below numbers",
			"一、关于社会主义建设\n…\n关于教育改革问题\n…\n二、关于人民生活\n…\n关于劳动就业问题\n…",
			"1 一、关于社会主义建设 1\n2 关于教育改革问题 3\n1 二、关于人民生活 5\n2 关于劳动就业问题 7"},
		{"old reports", "一\n…\n二\n第一，进一步稳定和加强农业\n…\n第二，继续改革\n…",
			"1 一 1\n1 二 3\n2 第一，进一步稳定和加强农业 4\n2 第二，继续改革 6"},
		{"sentences that stand alone, when they are a habit",
			"一、回顾\n国民经济快速增长。\n…\n改革开放取得新的进展。\n…\n各项社会事业进一步发展。\n…\n城乡人民生活继续改善。\n…",
			"1 一、回顾 1\n2 国民经济快速增长 2\n2 改革开放取得新的进展 4\n2 各项社会事业进一步发展 6\n2 城乡人民生活继续改善 8"},
		{"items of a list are no sections",
			"一、主要目标\n主要指标是：\n（一）地区生产总值增长6%左右；\n（二）居民收入稳步增长；\n一、二、三产业增加值分别增长。\n1.“两重”：国家重大战略实施。…",
			"1 一、主要目标 1"},
		{"short sentences that name nothing",
			"一、回顾\n过去的一年极不平凡。…\n今年是关键一年。…\n发展是第一要务。…\n民之所盼，政之所向。…",
			"1 一、回顾 1"},
		{"salutations close all but the chapter",
			"一、回顾\n（一）经济平稳\n…\n各位代表！\n…",
			"1 一、回顾 1\n2 （一）经济平稳 2"},
	} {
		tree := Of(linesOf(c.text))
		var got []string
		for _, s := range tree.Sections {
			got = append(got, fmt.Sprintf("%d %s %d", s.Level, s.Title, s.Line+1))
		}
		if diff := cmp.Diff(strings.Split(c.want, "\n"), got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestPathsAndHeadings(t *testing.T) {
	lines := linesOf("政府工作报告\n各位代表：\n一、回顾\n…\n（一）经济平稳。…\n…\n各位代表！\n…")
	lines[0].Front = true
	tree := Of(lines)
	want := [][]string{nil, nil, {"一、回顾"}, {"一、回顾"}, {"一、回顾", "（一）经济平稳"}, {"一、回顾", "（一）经济平稳"}, {"一、回顾"}, {"一、回顾"}}
	if diff := cmp.Diff(want, tree.Paths); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bool{true, false, true, false, false, false, false, false}, tree.Headings); diff != "" {
		t.Error(diff)
	}
}

func linesOf(text string) []Line {
	var lines []Line
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, Line{Text: strings.ReplaceAll(line, "…", prose)})
	}
	return lines
}
