package compare_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/corpus/text"
	"gongbao/search/compare"
)

// report makes a report of lines. # heads a chapter, + the review and = the plan; ## heads a section, and a line with a section's
// title in front of | is its run-in paragraph.
func report(lines ...string) *corpus.Report {
	r := &corpus.Report{}
	var section []string
	var role corpus.Role
	for _, line := range lines {
		p := corpus.Paragraph{Ordinal: len(r.Paragraphs) + 1}
		switch title, body, runIn := strings.Cut(line, "|"); {
		case strings.HasPrefix(line, "+"), strings.HasPrefix(line, "="):
			p.Text, p.Heading = line[1:], true
			if role = corpus.RolePlan; line[0] == '+' {
				role = corpus.RoleReview
			}
			section = []string{p.Text}
			r.Outline = append(r.Outline, corpus.Section{Level: 1, Title: p.Text, Paragraph: p.Ordinal, Role: role})
		case strings.HasPrefix(line, "##"):
			p.Text, p.Heading = line[2:], true
			section = append(section[:1:1], p.Text)
			r.Outline = append(r.Outline, corpus.Section{Level: 2, Title: p.Text, Paragraph: p.Ordinal})
		case runIn:
			p.Text = title + body
			section = append(section[:1:1], title)
			r.Outline = append(r.Outline, corpus.Section{Level: 2, Title: title, Paragraph: p.Ordinal})
		default:
			p.Text = line
		}
		p.Section, p.Role = section, role
		r.Paragraphs = append(r.Paragraphs, p)
	}
	return r
}

const (
	grain     = "稳定粮食播种面积，推动大面积提高单产，严守耕地红线。"
	grainNext = "稳定粮食播种面积，主攻单产和品质提升，严守耕地红线。"
	poverty   = "加强防止返贫监测和帮扶工作，确保不发生规模性返贫。"
	school    = "扩大普通高中学位供给，逐步推行免费学前教育。"
	hospital  = "优化药品集采政策，加强护理、儿科、老年医学专业队伍建设。"
	air       = "持续推进蓝天、碧水、净土保卫战，加强新污染物治理。"
)

// inYear returns a report of a year.
func inYear(year int, r *corpus.Report) *corpus.Report {
	r.Year = year
	return r
}

// TestReports compares small reports. A row of the answer is the state, the paragraphs of the newer report and those of the older one.
func TestReports(t *testing.T) {
	for _, tc := range []struct {
		name         string
		newer, older *corpus.Report
		want         string
	}{
		{"kept and edited", report("=一、安排", grainNext, air), report("=一、安排", grain, air), "kept 1<1|edited 2<2|kept 3<3"},
		{"new and gone", report("=一、安排", grain, school), report("=一、安排", air, grain), "kept 1<1|gone <2|kept 2<3|new 3<"},
		{"an order of its own moves nothing within a section", report("=一、安排", air, grain), report("=一、安排", grain, air), "kept 1<1|kept 2<3|kept 3<2"},
		{
			"moved to another section", report("=一、安排", "##（一）农业农村", grain, poverty, air, "##（二）生态环境", "加强自然保护地建设，推进荒漠化防治，实施生物多样性工程。"),
			report("=一、安排", "##（一）农业农村", grain, poverty, "##（二）生态环境", air, "加强自然保护地建设，推进荒漠化防治，实施生物多样性工程。"),
			"kept 1<1|kept 2<2|kept 3<3|kept 4<4|moved 5<6|kept 6<5|kept 7<7",
		},
		{
			"split: one paragraph becomes two", report("=一、安排", grain+poverty, school+hospital), report("=一、安排", grain+poverty+school+hospital),
			"kept 1<1|split 2,3<2",
		},
		{
			"merged: two become one", report("=一、安排", grain+poverty+school+hospital), report("=一、安排", grain+poverty, school+hospital),
			"kept 1<1|merged 2<2,3",
		},
		{
			"a section unfolds", report("=一、安排", "（一）推进乡村全面振兴。|坚持农业农村优先发展。"+grain, "大力发展现代设施农业，培育新型农业经营主体，推进农村厕所改造。"),
			report("=一、安排", "（一）推进乡村振兴。|"+grain+"发展农业。"), "kept 1<1|split 2,3<2",
		},
		{
			"a section becomes a paragraph, and its heading the lead",
			report("=一、安排", "（一）夯实农业基础。|"+grainNext+poverty, "（二）办好民生实事。|"+school+hospital), report("=一、安排", "##（一）抓好三农工作", grain, poverty, "##（二）加快社会建设", school+hospital),
			"kept 1<1|merged 2<2,3,4|merged 3<5,6",
		},
		{
			"a paragraph becomes a section, and its lead the heading",
			report("=一、安排", "##（一）夯实农业基础", grainNext+poverty, "##（二）办好民生实事", school+hospital), report("=一、安排", "（一）抓好三农工作。|"+grain+poverty, "（二）加快社会建设。|"+school+hospital),
			"kept 1<1|split 2,3<2|split 4,5<3",
		},
		{
			"what stands first behind the headings, in other words", report("=一、安排", "今年是规划的收官之年，任务艰巨繁重。", "今年主要做好以下工作。", grain), report("=一、安排", "今年是新中国成立七十周年，我们要再接再厉。", "围绕目标抓好三件大事。", grain),
			"kept 1<1|edited 2<2|gone <3|new 3<|kept 4<4",
		},
		{
			"what stands between the same two, in other words", report("=一、安排", grain, "加强社会治理，解决信访突出问题，开展严打整治行动。", air), report("=一、安排", grain, "维护社会稳定，化解信访积案，严厉打击各类犯罪。", air),
			"kept 1<1|kept 2<2|edited 3<3|kept 4<4",
		},
		{
			"what stands between the same two, about something else", report("=一、安排", grain, hospital, air), report("=一、安排", grain, "巩固国防动员成果，做好双拥优抚安置。", air),
			"kept 1<1|kept 2<2|gone <3|new 3<|kept 4<4",
		},
		{
			"chapters go together by their role", report("+一、2024年工作回顾", air, "=二、今年的任务", grain), report("+一、过去五年", air, "=二、对今年工作的建议", grain),
			"edited 1<1|kept 2<2|edited 3<3|kept 4<4",
		},
		{
			"what was promised is no counterpart of what was done", report("+一、回顾", "推进高标准农田建设，粮食产量达到一万三千亿斤。", "=二、安排", school),
			report("+一、回顾", hospital, "=二、安排", "推进高标准农田建设，粮食产量保持在一万三千亿斤以上。", school),
			"kept 1<1|gone <2|new 2<|kept 3<3|gone <4|kept 4<5",
		},
		{
			"a heading runs into its paragraph",
			report("=一、安排", "二是办好人民满意的教育。"+school, "三是加快建设美丽中国。"+air), report("=一、安排", "二、办好人民满意的教育", school, "三、加快建设美丽中国", air), "kept 1<1|merged 2<2,3|merged 3<4,5",
		},
		{
			"the heading of a chapter runs into its paragraph", report("=一、安排", air, "二、办好人民满意的教育。"+school), report("=一、安排", air, "=二、办好人民满意的教育", school),
			"kept 1<1|kept 2<2|merged 3<3,4",
		},
		{
			"a heading leaves its paragraph",
			report("=一、安排", "二是办好人民满意的教育。", school, hospital, "三是建设美丽中国。", air), report("=一、安排", "办好人民满意的教育。"+school+hospital+"建设美丽中国。"+air),
			"kept 1<1|split 2,3,4,5,6<2",
		},
		{
			"a chapter that looks back and ahead",
			report("+一、1999年工作回顾", hospital, school, "=二、今年的任务", grain), inYear(1999, report("=一、1998年工作回顾和1999年工作安排", hospital, school, "=二、农业", grain)),
			"edited 1<1|kept 2<2|kept 3<3|edited 4<4|kept 5<5",
		},
		{
			"a heading goes on as a sentence", report("+一、回顾", "##（一）粮食产量再创历史新高", "各地抓好春耕，夏粮增产。", "=二、安排", "##（一）农业", grain),
			report("+一、回顾", "粮食产量又创历史新高。", "=二、安排", "##（一）农业", grain), "kept 1<1|edited 2<2|new 3<|kept 4<3|kept 5<4|kept 6<5",
		},
		{
			"an item behind a dash is like another", report("+一、回顾", "——粮食产量再创历史新高。", "粮食产量再创历史新高，我们抓好春耕。"), report("+一、回顾", "我们抓好春耕，粮食产量创历史新高。", "——粮食产量又创历史新高。"),
			"kept 1<1|edited 2<3|edited 3<2",
		},
		{
			"what opens a chapter", report("=一、安排", "今年任务繁重，着重抓好以下方面。", "（一）粮食。|"+grain), report("=一、安排", "党中央作出了全面部署，我们要深入贯彻。", "（一）粮食。|"+grain),
			"kept 1<1|edited 2<2|kept 3<3",
		},
		{
			"a heading continues a heading, though a paragraph has its words",
			report("=一、安排", "##（一）落实城市规划，推动协同发展", grain, poverty, "##（二）发展教育", school, hospital),
			report("=一、安排", "##（一）提升城市功能", "落实城市规划，推动协同发展。", grain, poverty, "##（二）办好教育", school, hospital),
			"kept 1<1|edited 2<2|gone <3|kept 3<4|kept 4<5|edited 5<6|kept 6<7|kept 7<8",
		},
		{
			"headings of sections that have their paragraphs in common",
			report("=一、安排", "##（一）扛牢首要担当", grain, poverty, "##（二）办人民满意之事", school, hospital),
			report("=一、安排", "##（一）推进乡村振兴", grain, poverty, "##（二）增进民生福祉", school, hospital),
			"kept 1<1|edited 2<2|kept 3<3|kept 4<4|edited 5<5|kept 6<6|kept 7<7",
		},
		{
			"short lines that differ in numbers alone",
			report("=一、目标", "——财政收入增长7%；", "——出口增长一成；", "——零售总额增长5%；"), report("=一、目标", "——零售总额增长6%；", "——财政收入增长8%；", "——出口增长二成；"),
			"kept 1<1|edited 2<3|edited 3<4|edited 4<2",
		},
		{"short lines of which there are several", report("=一、目标", "甲县增长7%", "甲县增长5%", grain), report("=一、目标", "甲县增长8%", grain), "kept 1<1|gone <2|new 2<|new 3<|kept 4<3"},
		{"short lines are like no others", report("各位代表：", grain), report("各位代表！", grain), "gone <1|new 1<|kept 2<2"},
		{"nothing", report(), report(), ""},
		{"nothing new", report(), report(grain), "gone <1"},
	} {
		if got := shownPairs(compare.Reports(tc.newer, tc.older)); got != tc.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tc.name, got, tc.want)
		}
	}
}

func shownPairs(c compare.Comparison) string {
	var rows []string
	for _, p := range c.Pairs {
		rows = append(rows, fmt.Sprintf("%s %s<%s", p.State, ordinals(p.New), ordinals(p.Old)))
	}
	return strings.Join(rows, "|")
}

func ordinals(indexes []int) string {
	list := make([]string, len(indexes))
	for i, n := range indexes {
		list[i] = fmt.Sprint(n + 1)
	}
	return strings.Join(list, ",")
}

// TestReportsSentences follows sentences within a pair and to another one.
func TestReportsSentences(t *testing.T) {
	newer := report("=一、安排", grainNext+"完善强农惠农富农支持制度。", school+air)
	older := report("=一、安排", grain+poverty+air, school+"健全终身学习体系。")
	var got []string
	for _, p := range compare.Reports(newer, older).Pairs {
		for _, s := range p.Sentences {
			one := string(s.State)
			if s.New != nil {
				one += " " + shown(s.New.Text, s.Changes)
			}
			if s.Old != nil && (s.New == nil || s.State == compare.Moved) {
				one += " <" + s.Old.Text
			}
			got = append(got, one)
		}
	}
	want := []string{
		"kept 一、安排",
		"edited 稳定粮食播种面积，[推动大面积提高>主攻]单产[>和品质提升]，严守耕地红线。", "new 完善强农惠农富农支持制度。", "gone <" + poverty,
		"kept " + school, "moved " + air + " <" + air, "gone <健全终身学习体系。",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestReportsParts pairs a sentence with one that has most of it, in paragraphs that are linked.
func TestReportsParts(t *testing.T) {
	const whole = "开展扬尘和油烟专项整治，整治沿线排污口，国考断面水质稳定达标，加强危险废物规范化管理。"
	for _, tc := range []struct{ name, newer, older, want string }{
		{"run together", whole, "整治沿线排污口，国考断面水质稳定达标。加强垃圾分类。", "edited [>开展扬尘和油烟专项整治，]整治沿线排污口，国考断面水质稳定达标[>，加强危险废物规范化管理]。|gone 加强垃圾分类。"},
		{"cut", "整治沿线排污口，国考断面水质稳定达标。加强垃圾分类。", whole, "edited [开展扬尘和油烟专项整治，>]整治沿线排污口，国考断面水质稳定达标[，加强危险废物规范化管理>]。|new 加强垃圾分类。"},
		{"the one of which it has most", whole, "整治沿线排污口，国考断面水质达到要求。加强危险废物规范化管理。", "edited [>开展扬尘和油烟专项整治，整治沿线排污口，国考断面水质稳定达标，]加强危险废物规范化管理。|gone 整治沿线排污口，国考断面水质达到要求。"},
		{"too little of it", whole, "整治沿线违法采砂和养殖，推进退捕禁捕。", "new " + whole + "|gone 整治沿线违法采砂和养殖，推进退捕禁捕。"},
		{"too short to tell", whole, "稳定达标。加强河长制。", "new " + whole + "|gone 稳定达标。|gone 加强河长制。"},
	} {
		newer, older := report("=一、安排", grain, tc.newer, air), report("=一、安排", grain, tc.older, air)
		var got []string
		for _, p := range compare.Reports(newer, older).Pairs {
			for _, s := range p.Sentences {
				switch {
				case s.State == compare.Kept:
				case s.New == nil:
					got = append(got, "gone "+s.Old.Text)
				default:
					got = append(got, string(s.State)+" "+shown(s.New.Text, s.Changes))
				}
			}
		}
		if shown := strings.Join(got, "|"); shown != tc.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tc.name, shown, tc.want)
		}
	}
}

// published returns reports of GONGBAO_DATA by their ids; without it, it skips the test.
func published(t testing.TB, names ...string) map[string]*corpus.Report {
	t.Helper()
	data := os.Getenv("GONGBAO_DATA")
	if data == "" {
		t.Skip("GONGBAO_DATA is not set: no published reports to compare")
	}
	reports := map[string]*corpus.Report{}
	for _, name := range names {
		r := corpustest.Report(t, filepath.Join(data, "reports", name))
		reports[r.ID] = &r
	}
	return reports
}

// TestReportsWhole compares published reports, and the sample with a part of itself: each paragraph and each sentence of both stands
// in the answer once, but that a sentence may be paired; changes lead back; and a report against itself is kept.
func TestReportsWhole(t *testing.T) {
	sample := corpustest.Sample(t)
	part := sample
	part.Paragraphs = slices.Concat(sample.Paragraphs[:20], sample.Paragraphs[40:])
	checkWhole(t, &sample, &part)
	checkWhole(t, &part, &sample)
	for _, p := range compare.Reports(&sample, &sample).Pairs {
		if p.State != compare.Kept || p.Similarity != 1 || !slices.Equal(p.New, p.Old) {
			t.Fatalf("a report against itself: %+v", p)
		}
	}
	reports := published(t, "national/1999_国务院_政府工作报告.txt", "national/2024_国务院_政府工作报告.txt", "provincial-2025/2025年广东省政府工作报告.docx")
	checkWhole(t, reports["national-2024"], reports["national-1999"])
	checkWhole(t, reports["guangdong-2025"], reports["national-2024"])
}

func checkWhole(t *testing.T, newer, older *corpus.Report) {
	t.Helper()
	c := compare.Reports(newer, older)
	var news []int
	olds := map[int]bool{}
	seen := map[string]int{}
	for _, p := range c.Pairs {
		news = append(news, p.New...)
		for _, j := range p.Old {
			olds[j] = true
		}
		if bad := p.State == compare.New != (len(p.Old) == 0) || p.State == compare.Gone != (len(p.New) == 0) || p.Similarity < 0 || p.Similarity > 1; bad {
			t.Errorf("%s and %s: %+v", newer.ID, older.ID, p)
		}
		for _, s := range p.Sentences {
			if s.New != nil {
				seen[fmt.Sprint("new", s.New.Paragraph)]++
			}
			if s.Old != nil {
				seen[fmt.Sprint("old", s.Old.Paragraph)]++
			}
			if s.New != nil && s.Old != nil {
				if back := undone(s.New.Text, s.Changes); text.Fold(back) != text.Fold(s.Old.Text) {
					t.Errorf("%q leads back to %q", s.New.Text, back)
				}
			}
		}
	}
	if !slices.IsSorted(news) || len(news) != len(newer.Paragraphs) || len(olds) != len(older.Paragraphs) {
		t.Errorf("%s and %s: %d and %d paragraphs", newer.ID, older.ID, len(news), len(olds))
	}
	for name, r := range map[string]*corpus.Report{"new": newer, "old": older} {
		for i, p := range r.Paragraphs {
			if n := len(compare.Sentences(p.Text)); seen[fmt.Sprint(name, i)] != n {
				t.Errorf("%s, paragraph %d: %d sentences of %d", r.ID, i+1, seen[fmt.Sprint(name, i)], n)
			}
		}
	}
}

// A counterpart of the gold is what a careful reader puts beside a paragraph.
type counterpart struct {
	Hash   string `json:"hash"`
	Begins string `json:"begins"`
}

// TestGold holds the links of two pairs of reports to those that people have made, each pair by itself.
func TestGold(t *testing.T) {
	reports := published(t, "national/2023_国务院_政府工作报告.txt", "national/2024_国务院_政府工作报告.txt", "national/2025_国务院_政府工作报告.txt")
	file, err := os.Open(filepath.Join(os.Getenv("GONGBAO_DATA"), "gold", "changes.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	links := map[string][]compare.Link{}
	right, all := map[string]int{}, map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var unit struct {
			counterpart
			Pair         string        `json:"pair"`
			Side         string        `json:"side"`
			Counterparts []counterpart `json:"counterparts"`
			Also         []counterpart `json:"also"`
			Soft         bool          `json:"soft"`
		}
		if err := json.Unmarshal(lines.Bytes(), &unit); err != nil {
			t.Fatal(err)
		}
		if unit.Soft {
			continue
		}
		oldID, newID, _ := strings.Cut(unit.Pair, "/")
		newer, older := reports[newID], reports[oldID]
		if links[unit.Pair] == nil {
			links[unit.Pair] = compare.Links(newer, older)
		}
		first := "" // hash of the first counterpart found
		for _, l := range links[unit.Pair] {
			of, to := &newer.Paragraphs[l.New], &older.Paragraphs[l.Old]
			if unit.Side == "old" {
				of, to = to, of
			}
			if first == "" && (of.Hash == unit.Hash || strings.HasPrefix(of.Text, unit.Begins) && len([]rune(unit.Begins)) > 10) {
				first = to.Hash
			}
		}
		wanted := append(unit.Counterparts, unit.Also...)
		all[unit.Pair]++
		if len(wanted) == 0 && first == "" || slices.ContainsFunc(wanted, func(c counterpart) bool { return c.Hash == first }) {
			right[unit.Pair]++
		} else {
			t.Logf("%s, %s %s: not %q", unit.Pair, unit.Side, unit.Begins, first)
		}
	}
	for pair, least := range map[string]float64{"national-2023/national-2024": 0.85, "national-2024/national-2025": 0.96} {
		share := float64(right[pair]) / float64(max(1, all[pair]))
		t.Logf("%s: %d of %d, %.3f", pair, right[pair], all[pair], share)
		if share < least {
			t.Errorf("%s: %.3f, want %.2f", pair, share, least)
		}
	}
}

func BenchmarkReports(b *testing.B) {
	reports := published(b, "national/2024_国务院_政府工作报告.txt", "national/2025_国务院_政府工作报告.txt")
	b.ReportAllocs()
	for b.Loop() {
		compare.Reports(reports["national-2025"], reports["national-2024"])
	}
}
