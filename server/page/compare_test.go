package page_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gongbao/corpus"
	"gongbao/server"
	"gongbao/server/servertest"
)

// years makes reports of a region, each of paragraphs.
func years(paragraphs map[int][]string) (reports []corpus.Report) {
	for year, texts := range paragraphs {
		r := corpus.Report{Header: corpus.Header{ID: fmt.Sprint("jilin-", year), Title: "政府工作报告", Region: "吉林", Level: corpus.Province, Kind: corpus.Work, Year: year}}
		for i, text := range texts {
			r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: i + 1, Text: text, Hash: fmt.Sprintf("%d%04d", year, i)})
		}
		reports = append(reports, r)
	}
	return reports
}

func TestCompare(t *testing.T) {
	const (
		grain  = "稳定粮食播种面积，推动大面积提高单产，严守耕地红线。"
		next   = "稳定粮食播种面积，主攻单产和品质提升，严守耕地红线。"
		school = "扩大普通高中学位供给，推行免费学前教育。"
		air    = "持续推进蓝天、碧水、净土保卫战。"
	)
	s := servertest.Serve(t, servertest.Index(t, years(map[int][]string{2021: {school}, 2022: {grain + air, school + "健全终身学习体系。"}, 2024: {next, school + air, "各位代表！"}})...), server.Options{})
	p := look(t, s, "/compare/jilin-2024")
	equal(t, p.one("h1"), "两年对照：吉林 2024 ← 吉林 2022")
	equal(t, strings.Join(p.all(".compared tbody tr .state"), "|"), "改写|改写|新增")
	equal(t, strings.Join(p.all(".compared ins"), "|"), "主攻|和品质提升|各位代表！")
	equal(t, strings.Join(p.all(".compared del"), "|"), "推动大面积提高|健全终身学习体系。")
	equal(t, strings.Join(p.all(".compared .moved"), "|"), "→ 移到第 2 段|← 原第 1 段")
	if notes := p.one(".notes"); !strings.Contains(notes, "2022 年到 2024 年") {
		t.Errorf("notes: %q", notes)
	}
	// Each paragraph stands there as it was published.
	for i, want := range []string{next, school + air, "各位代表！"} {
		got := p.all(fmt.Sprintf("#p%d .new p", i+1))
		if len(got) != 1 || !strings.HasPrefix(strings.ReplaceAll(got[0], "← 原第 1 段", ""), want) {
			t.Errorf("paragraph %d: %q", i+1, got)
		}
	}
	for _, link := range hrefs(p, "main a") {
		if r := servertest.Get(t, s, strings.SplitN(link, "#", 2)[0]); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", link, r.StatusCode)
		}
	}
	p = look(t, s, "/compare/jilin-2024/jilin-2022?show=new")
	equal(t, strings.Join(p.all(".compared tbody tr .state"), "|"), "新增")
	p = look(t, s, "/compare/jilin-2021")
	if problem := p.one("[role=alert]"); p.status != http.StatusOK || !strings.Contains(problem, "没有这个地区更早") {
		t.Errorf("%d, %q", p.status, problem)
	}
	if p := look(t, s, "/compare/nowhere"); p.status != http.StatusNotFound {
		t.Errorf("a report that is not there: %d", p.status)
	}
	// The report leads there, as a whole and from each paragraph.
	links := hrefs(look(t, s, "/reports/jilin-2024"), ".report-actions a[href*=compare], .para-before")
	equal(t, strings.Join(links, " "), "/compare/jilin-2024/jilin-2022 /compare/jilin-2024/jilin-2022#p1 /compare/jilin-2024/jilin-2022#p2 /compare/jilin-2024/jilin-2022#p3")
	if links := hrefs(look(t, s, "/reports/jilin-2021"), ".para-before"); len(links) > 0 {
		t.Errorf("the first report is compared: %q", links)
	}
}
