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

// promising is a site of reports with targets and results.
func promising(t *testing.T) http.Handler {
	t.Helper()
	var reports []corpus.Report
	for _, r := range []struct {
		id, region string
		level      corpus.Level
		year       int
		texts      []string
	}{
		{"national-2025", "全国", corpus.National, 2025, []string{"国内生产总值增长5%左右。"}},
		{"jilin-2024", "吉林", corpus.Province, 2024, []string{"地区生产总值增长6%左右，粮食产量850亿斤以上。"}},
		{"jilin-2025", "吉林", corpus.Province, 2025, []string{"去年，地区生产总值增长4.3%，粮食产量853.2亿斤。", "地区生产总值增长5.5%左右，确保各项任务完成，努力实现更好结果。"}},
		{"liaoning-2025", "辽宁", corpus.Province, 2025, []string{"经济增长5%以上。", "今年经济增长5%以上，是积极的目标。", "去年，工业投资增长8%。"}},
		{"henan-2025", "河南", corpus.Province, 2025, []string{"地区生产总值争取更快增长。", "去年，工业投资保持两位数增长。"}},
	} {
		report := corpus.Report{Header: corpus.Header{ID: r.id, Title: "政府工作报告", Region: r.region, Level: r.level, Kind: corpus.Work, Year: r.year}}
		for j, text := range r.texts {
			role := corpus.RolePlan
			if strings.HasPrefix(text, "去年") {
				role = corpus.RoleReview
			}
			report.Paragraphs = append(report.Paragraphs, corpus.Paragraph{Ordinal: j + 1, Text: text, Role: role, Hash: fmt.Sprintf("%08d", j)})
		}
		reports = append(reports, report)
	}
	return servertest.Serve(t, servertest.Index(t, reports...), server.Options{})
}

// TestFiguresPage shows an indicator: its rows with the nation's line, what became of the targets of the year before, and what reports
// have no number. Every number leads to where it stands.
func TestFiguresPage(t *testing.T) {
	s := promising(t)
	address := "/figures?name=GDP&kind=target&year=2025&level=province&sort=value"
	for _, one := range []string{address, "/figures", "/figures?name=GDP", "/figures?name=GDP&lang=en", "/figures?year=2025&kind=target", "/figures?name=产量"} {
		follow(t, s, one)
	}
	p := look(t, s, address)
	equal(t, p.one("h1"), "生产总值：目标和结果")
	equal(t, strings.Join(p.all(".figure-list tbody th"), ", "), "吉林 2025, 辽宁 2025, 辽宁 2025")
	equal(t, strings.Join(p.all(".figure-list .figure:not(th)"), ", "), "↑5.5%左右, ↑5%以上, ↑5%以上")
	equal(t, p.one(".dot-head"), "5—5.5 %")
	if dots := p.all(".figure-list .chart-dot"); len(dots) != 3 {
		t.Errorf("%d dots", len(dots))
	}
	equal(t, p.one(".national strong"), "↑5%左右")
	equal(t, p.one(".figure-list summary"), "地区生产总值增长5.5%左右，确保各项任务完…")
	equal(t, p.one(".figure-list tbody td:nth-child(6)"), "↑6%左右 → ↑4.3%")
	equal(t, p.one(".totals a"), "没有读出数字的 1 篇")
	equal(t, p.one(".unchecked > li > a"), "河南 2025")
	equal(t, p.one(".unchecked ul a"), "地区生产总值争取更快增长。")
	files(t, s, p, "指标名称,地区,年份,")

	// Large numbers stand on a scale in 万 and 亿, as reports print them.
	equal(t, look(t, s, "/figures?name=粮食产量").one(".dot-head"), "850—853.2 亿斤")

	// A number without digits stands as it is written, and its range does not squeeze the others.
	worded := look(t, s, "/figures?name=工业投资&sort=value")
	equal(t, strings.Join(worded.all(".figure-list .figure:not(th)"), ", "), "↑两位数, ↑8%")
	equal(t, worded.one(".dot-head"), "8—10 %")

	told := look(t, s, "/figures?name=粮食产量&kind=target")
	equal(t, told.one(".figure-list tbody td:nth-child(5)"), "853.2亿斤 达到")
	names := look(t, s, "/figures?kind=target")
	equal(t, strings.Join(names.all("tbody th a"), " "), "生产总值 粮食产量")
	equal(t, strings.Join(look(t, s, "/figures?name=产量").all("tbody th a"), " "), "粮食产量")
	unknown := look(t, s, "/figures?name=产量&lang=zh")
	equal(t, unknown.one("#answer > p"), "“产量”不是已知的指标：指标名称表里没有，各报告里也没有读出叫这个名称的数。这个词在原文中有：2 处 · 2 段 · 见于 2 篇报告，共 5 篇")
	equal(t, unknown.one("caption"), "相近的指标")
	if listed := unknown.all(".unchecked, .totals a, .figure-list"); len(listed) > 0 {
		t.Errorf("of what is no indicator is listed %q", listed)
	}
	for _, wrong := range []string{"value=more", "period=soon", "kind=aim", "year=x"} {
		if p := look(t, s, "/figures?"+wrong); p.status != http.StatusOK || len(p.all(".notes li")) != 1 {
			t.Errorf("%s: %d %q", wrong, p.status, p.all(".notes li"))
		}
	}
}

// TestNumbersLead follows each number of a report that is a figure to its row. The text is what it was.
func TestNumbersLead(t *testing.T) {
	s := promising(t)
	p := look(t, s, "/reports/jilin-2025?q=产量")
	equal(t, strings.Join(p.all(".text a.number"), " "), "4.3% 853.2亿斤 5.5%")
	equal(t, p.one("#p1 .para-text"), "去年，地区生产总值增长4.3%，粮食产量853.2亿斤。")
	for i, link := range hrefs(p, ".text a.number") {
		page, row, _ := strings.Cut(link, "#")
		if got := look(t, s, page).one(`[id="` + row + `"] .figure`); !strings.Contains(got, p.all(".text a.number")[i]) {
			t.Errorf("%s leads to %q", link, got)
		}
	}
	if whole := look(t, s, hrefs(p, ".report-actions a[href*=figures]")[0]); whole.one(".totals strong") != "3 个数" {
		t.Errorf("%q", whole.one(".totals"))
	}
	equal(t, strings.Join(look(t, s, "/reports/jilin-2025?q=853.2").all(".text a.number"), " "), "4.3% 5.5%")
}
