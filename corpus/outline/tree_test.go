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
		{"chapters, articles and numbers", "第一章 发展基础\n…\n第一节 发展环境\n…\n一、机遇\n…\n第二章 主要目标\n…",
			"1 第一章 发展基础 1\n2 第一节 发展环境 3\n3 一、机遇 5\n1 第二章 主要目标 7"},
		{"a table of contents", "目　录\n第一章 基础..........1\n第一节 环境·······2\n第二章 目标 ...... 8\n第一章 基础\n…\n第一节 环境\n…\n第二章 目标\n…",
			"1 第一章 基础 5\n2 第一节 环境 7\n1 第二章 目标 9"},
		{"a table of contents whose leaders were tabs", "目  录\n一、工作回顾 1\n（一）经济平稳 2\n二、工作安排 - 9 -\n各位代表：\n一、工作回顾\n…\n（一）经济平稳。…\n二、工作安排\n…",
			"1 一、工作回顾 6\n2 （一）经济平稳 8\n1 二、工作安排 9"},
		{"a table of contents with numbers and no heading", "一、工作回顾 1\n二、工作安排 12\n一、工作回顾\n…\n二、工作安排\n…",
			"1 一、工作回顾 3\n1 二、工作安排 5"},
		{"numbers that hold those of the sections around them",
			"1 总体情况\n1.1 经济运行\n1.1.1 工业\n增加值增长9.6%。\n1.1.2 农业\n…\n1.2 社会事业\n…\n2 存在问题\n2.1 结构性矛盾\n…",
			"1 1 总体情况 1\n2 1.1 经济运行 2\n3 1.1.1 工业 3\n3 1.1.2 农业 5\n2 1.2 社会事业 7\n1 2 存在问题 9\n2 2.1 结构性矛盾 10"},
		{"the same below chapters",
			"一、工作回顾\n1.经济运行\n1.1 工业\n…\n1.2 农业\n…\n二、工作安排\n1.经济运行\n1.1 工业\n…\n1.2 农业\n…",
			"1 一、工作回顾 1\n2 1.经济运行 2\n3 1.1 工业 3\n3 1.2 农业 5\n1 二、工作安排 7\n2 1.经济运行 8\n3 1.1 工业 9\n3 1.2 农业 11"},
		{"figures and rows are no sections of numbers",
			"一、主要指标\n1.1 亿元投资到位\n1.2 全年完成投资3.2亿元，增长12.5%。\n12 家企业上市\n2.5 倍于上年\n1 粮食\n2 棉花",
			"1 一、主要指标 1"},
		{"titles that end with a number", "一、专栏 1\n…\n二、专栏 2\n…",
			"1 一、专栏 1 1\n1 二、专栏 2 3"},
		{"a table of contents without numbers", "目录\n一、工作回顾\n二、工作安排\n（一）扩大内需\n各位代表：\n一、工作回顾\n…\n二、工作安排\n（一）扩大内需。…",
			"1 一、工作回顾 6\n1 二、工作安排 8\n2 （一）扩大内需 9"},
		{"chapters without numbers, and sentences below them",
			"2022年工作回顾\n2022年，我们奋勇前行。\n一年来，我们坚持真抓实干，经济企稳向好\n生产总值增长4.5%。\n一年来，我们坚持共建共享，民生持续增进\n…\n2023年工作安排\n今年要做好工作。",
			"1 2022年工作回顾 1\n2 一年来，我们坚持真抓实干，经济企稳向好 3\n2 一年来，我们坚持共建共享，民生持续增进 5\n1 2023年工作安排 7"},
		{"chapters with a motto", "站在新起点：2012年工作回顾\n…\n谋划新发展：2013年工作安排\n…",
			"1 站在新起点：2012年工作回顾 1\n1 谋划新发展：2013年工作安排 3"},
		{"a glossary has no sections", "一、工作安排\n（一）加强建设\n…\n名词解释\n1.“两重”：是指重大战略实施。\n10.“河长制”\n…\n附件2\n一、清单\n…",
			"1 一、工作安排 1\n2 （一）加强建设 2\n1 名词解释 4\n1 附件2 8\n2 一、清单 9"},
		{"a report that is an annex", "附件\n一、工作回顾\n…\n二、工作安排\n…",
			"1 一、工作回顾 2\n1 二、工作安排 4"},
		{"siblings decide together", "一、改革\n第一、改革计划体制，加强国家对国民经济的有效管理和指导。\n…\n第二、按照社会化大生产的要求组织生产和流通，发展统一的社会主义市场，搞好企业的整顿和改革。\n…",
			"1 一、改革 1\n2 第一、改革计划体制，加强国家对国民经济的有效管理和指导 2\n2 第二、按照社会化大生产的要求组织生产和流通，发展统一的社会主义市场，搞好企业的整顿和改革 4"},
		{"points on lines of their own", "一、回顾\n一是保持政策连续，推动经济运行在合理区间。\n…\n二是深化改革开放。\n…",
			"1 一、回顾 1\n2 一是保持政策连续，推动经济运行在合理区间 2\n2 二是深化改革开放 4"},
		{"items that stand alone are no siblings", "一、改革\n第一、改革计划体制。\n第二、发展市场。\n…",
			"1 一、改革 1"},
		{"run-in headings of one form",
			"一、安排\n加强党的建设，提升能力。…\n深化简政放权，优化服务。…\n坚持依法行政，规范权力。…\n狠抓工作落实，务求实效。…\n发挥头雁效应，凝聚合力。…",
			"1 一、安排 1\n2 加强党的建设，提升能力 2\n2 深化简政放权，优化服务 3\n2 坚持依法行政，规范权力 4\n2 狠抓工作落实，务求实效 5\n2 发挥头雁效应，凝聚合力 6"},
		{"sayings are no headings", "一、安排\n产业强则经济强。…\n上下同欲者胜。…\n民生稳则人心稳。…",
			"1 一、安排 1"},
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

// TestRowsEnd shows where the last of several brief sections ends. The paths of the last lines are written with / between titles.
func TestRowsEnd(t *testing.T) {
	const brief = "一、回顾\n（一）经济平稳。…\n（二）民生改善。…\n（三）改革深化。…\n"
	for _, c := range []struct{ name, text, want string }{
		{"a paragraph behind the last", brief + "（四）安全巩固。…\n国防动员工作取得新进展。…", "一、回顾"},
		{"too few to be a habit", "一、回顾\n（一）经济平稳。…\n（二）民生改善。…\n其他工作取得新进展。…", "一、回顾/（二）民生改善"},
		{"one of them is no brief section", brief + "…\n（四）安全巩固。…\n…", "一、回顾/（四）安全巩固"},
		{"further run-in headings", brief + "推进教育改革。…\n（四）安全巩固。…\n健全应急体系。…", "一、回顾/（四）安全巩固/健全应急体系"},
		{"a task in a short sentence", brief + "（四）安全巩固。…\n办好20件民生实事。…", "一、回顾/（四）安全巩固"},
		{"the row is not over", brief + "（四）安全巩固。…\n…\n（五）法治进步。…\n…", "一、回顾/（五）法治进步"},
		{"chapters do not end", "一、经济平稳。…\n二、民生改善。…\n三、改革深化。…\n四、安全巩固。…\n…", "四、安全巩固"},
		{"points below sections", "一、安排\n（一）农业\n一是抓好生产。…\n二是抓好收购。…\n三是抓好储备。…\n四是抓好流通。…\n今年从各方面加大投入。…", "一、安排/（一）农业"},
	} {
		tree := Of(linesOf(c.text))
		if got := strings.Join(tree.Paths[len(tree.Paths)-1], "/"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestFrontEndsAtTheFirstNumberedHeading has a report whose first salutation stands in its middle.
func TestFrontEndsAtTheFirstNumberedHeading(t *testing.T) {
	lines := linesOf("工作报告\n一、回顾\n…\n（一）转型。…\n各位代表，成绩来之不易。\n二、任务\n…")
	for i := range lines[:4] {
		lines[i].Front = true
	}
	var titles []string
	for _, s := range Of(lines).Sections {
		titles = append(titles, s.Title)
	}
	if diff := cmp.Diff([]string{"一、回顾", "（一）转型", "二、任务"}, titles); diff != "" {
		t.Error(diff)
	}
	if !lines[1].Front {
		t.Error("the lines of the caller have changed")
	}
}

func linesOf(text string) []Line {
	var lines []Line
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, Line{Text: strings.ReplaceAll(line, "…", prose)})
	}
	return lines
}
