package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongbao/corpus"
	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// unequal is a site of reports of three regions that say words as often as no other, with years that have none, and that take over
// sentences of each other with changes.
func unequal(t *testing.T) string {
	t.Helper()
	var reports []corpus.Report
	for i, year := range []int{2015, 2016, 2018, 2019, 2022} {
		for j, region := range []string{"辽宁", "吉林", "黑龙江"}[:1+i%3] {
			r := corpus.Report{Header: corpus.Header{ID: fmt.Sprint([]string{"liaoning", "jilin", "heilongjiang"}[j], "-", year), Title: "政府工作报告",
				Region: region, Level: corpus.Province, Kind: corpus.Work, Year: year}}
			for k, text := range []string{
				"去年，地区生产总值增长" + fmt.Sprint(4+i) + ".3%，粮食产量" + fmt.Sprint(850+i) + "亿斤。",
				strings.Repeat("稳定就业。", 1+(i*3+j)%5) + "全力推动高质量发展，保障和改善民生。",
				"今年，地区生产总值增长" + fmt.Sprint(5+i) + "%左右，城镇新增就业" + fmt.Sprint(40+j) + "万人。",
				"扩大普通高中学位供给，" + []string{"推行免费学前教育。", "健全终身学习体系。"}[i%2],
			} {
				r.Paragraphs = append(r.Paragraphs, corpus.Paragraph{Ordinal: k + 1, Text: text, Hash: fmt.Sprintf("%d%d%03d", year, j, k),
					Role: []corpus.Role{corpus.RoleReview, corpus.RolePlan}[min(k, 1)]})
			}
			reports = append(reports, r)
		}
	}
	return serve(t, reports...)
}

// serve runs the site on reports.
func serve(t *testing.T, reports ...corpus.Report) string {
	t.Helper()
	e := bleve.New()
	err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) {
		for _, r := range reports {
			if !yield(engine.Change{Put: &r}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return run(t, e)
}

// helpers are functions of the page's own language for what follows: wrong is the list of what is wrong.
const helpers = `
	const wrong = [];
	const page = async (address) => new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
	const json = async (address) => (await fetch(address)).json();
	const number = (text) => Number(text.replaceAll(",", "").match(/[\d.]+/)?.[0] ?? NaN);
	const q = new URL(location).searchParams.get("q");
`

// complaints runs statements that fill the list of what is wrong and give how many things they have looked at.
func complaints(t *testing.T, ctx context.Context, least int, statements string) {
	t.Helper()
	type found struct {
		Wrong []string `json:"wrong"`
		Seen  int      `json:"seen"`
	}
	f := eval[found](t, ctx, `(async () => {`+helpers+`let seen = 0;`+statements+`; return { wrong, seen } })()`, chromedp.EvalAwaitPromise)
	for _, w := range f.Wrong {
		t.Error(w)
	}
	if f.Seen < least {
		t.Errorf("%d things are looked at, not %d", f.Seen, least)
	}
}

// TestDrawnFigures holds that each dot and bar says, and is as high or wide as, what the API counts.
func TestDrawnFigures(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, address := range []string{"/search?q=就业", "/trends?q=就业"} {
		open(t, ctx, base+address)
		complaints(t, ctx, 5, `
			const { series: [series] } = await json("/api/v1/trends?by=year&q=" + encodeURIComponent(q));
			const points = Object.fromEntries(series.points.map((p) => [p.values[0], p]));
			const chart = document.querySelector(".chart");
			const ys = [...chart.querySelectorAll("line.scale")].map((l) => Number(l.getAttribute("y1")));
			const top = number(chart.querySelector("text.value").textContent), [high, low] = [Math.min(...ys), Math.max(...ys)];
			const dots = [...chart.querySelectorAll("circle.dot, circle.nought")];
			for (const link of chart.querySelectorAll(".chart-links a")) {
				const said = link.querySelector("title").textContent, year = said.match(/\d{4}/)[0], p = points[year];
				const figures = said.replaceAll(",", "").match(/[\d.]+/g).map(Number);
				if (!p) { if (figures.length > 1 && !link.matches(".gap")) wrong.push(said + ": the API has no such year"); continue }
				seen++;
				if (![p.reports, p.paragraphs, p.occurrences].every((n) => figures.includes(n)) || Math.abs(figures.at(-1) - p.per_10000) > .051) wrong.push(said + ": " + JSON.stringify(p));
				const here = link.querySelector("circle"), y = low - (low - high) * p.per_10000 / top;
				for (const dot of [here, dots.find((d) => d.getAttribute("cx") === here?.getAttribute("cx"))]) {
					if (Math.abs(Number(dot?.getAttribute("cy")) - y) > .5) wrong.push(year + " is drawn at " + dot?.getAttribute("cy") + ", not " + y);
				}
				const to = new URL(link.getAttribute("href"), location);
				if (to.searchParams.get("year") !== year) wrong.push(year + " leads to " + to);
			}
			const covered = series.points.filter((p) => p.reports > 0).length;
			if (seen !== covered) wrong.push(seen + " of " + covered + " years are drawn");
			const peak = Math.max(...series.points.map((p) => p.per_10000));
			if (Math.abs(number(chart.querySelector(".peak").textContent.split("·")[1]) - peak) > Math.max(.051, peak / 999)) wrong.push(chart.querySelector(".peak").textContent + ": the peak is " + peak);`)
	}
	open(t, ctx, base+"/trends?by=region&q=就业")
	complaints(t, ctx, 3, `
		const { series: [series] } = await json("/api/v1/trends?by=region&q=" + encodeURIComponent(q));
		const points = Object.fromEntries(series.points.map((p) => [p.values[0], p])), peak = Math.max(...series.points.map((p) => p.per_10000));
		for (const row of document.querySelectorAll("main tbody tr")) {
			const name = row.querySelector("th").textContent, p = points[name], wide = parseFloat(row.querySelector(".bar").getAttribute("width"));
			seen++;
			if (Math.abs(wide - 100 * p.per_10000 / peak) > 1) wrong.push(name + " is " + wide + " % wide: " + p.per_10000 + " of " + peak);
			if (number(row.querySelector("td").textContent) !== p.occurrences) wrong.push(row.textContent + ": " + JSON.stringify(p));
		}`)
	open(t, ctx, base+"/regions?year=2018&q=就业")
	complaints(t, ctx, 3, `
		const { series: [series] } = await json("/api/v1/trends?by=region&year=2018&q=" + encodeURIComponent(q));
		for (const p of series.points) {
			const tile = [...document.querySelectorAll(".tile")].find((e) => e.querySelector(".tile-name").textContent === p.values[0]);
			seen++;
			if (Math.abs(number(tile?.querySelector(".tile-value").textContent ?? "") - p.per_10000) > .051 * Math.max(1, p.per_10000 / 10)) wrong.push(tile?.textContent + ": " + JSON.stringify(p));
		}`)
}

// TestCountsAreReached holds that what a page of results counts, its links lead to: facets, years, views and each group of hits.
func TestCountsAreReached(t *testing.T) {
	ctx := browse(t)
	for _, asked := range []struct {
		base, address string
		least         int
	}{{unequal(t), "/search?fold=0&limit=10&q=就业", 9}, {unequal(t), "/search?fold=0&region=吉林&q=民生", 6}, {serve(t, corpustest.Sample(t)), "/search?fold=0&limit=10&q=" + url.QueryEscape("碳达峰行动方案"), 1}} {
		open(t, ctx, asked.base+asked.address)
		complaints(t, ctx, asked.least, `
			const total = (d) => number(d.querySelector("#totals strong").textContent) || 0;
			for (const link of document.querySelectorAll(".facets a:not([aria-current]):has(.facet-count), .year-list a")) {
				const chosen = [...link.closest("section").querySelectorAll("[aria-current] .facet-count")].map((e) => number(e.textContent)); // stay chosen
				const said = number(link.querySelector(".facet-count")?.textContent ?? link.nextSibling.textContent) + chosen.reduce((a, b) => a + b, 0);
				const got = total(await page(link.href));
				seen++;
				if (said !== got) wrong.push(link.textContent + " leads to " + got + ": " + link.href);
			}
			const groups = {}, met = {};
			for (let at = document, address = location.href, turns = 0; at && turns < 50; turns++) {
				for (const group of at.querySelectorAll(".group")) {
					const name = group.className;
					groups[name] ??= number(group.querySelector(".group-count")?.textContent ?? at.querySelector("#totals strong").textContent);
					met[name] = new Set([...met[name] ?? [], ...[...group.querySelectorAll(".hit-link")].map((a) => a.getAttribute("href").replace(/\?.*#/, "#"))]);
				}
				const next = at.querySelector("a[rel=next]");
				at = next && await page(next.href);
			}
			for (const [name, count] of Object.entries(groups)) {
				seen++;
				if (met[name].size !== count) wrong.push(name + " counts " + count + ", and its pages show " + met[name].size);
			}`)
	}
}
