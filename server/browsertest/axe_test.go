package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// pagesToSee are all sorts of pages, by the name of their pictures.
func pagesToSee() map[string]string {
	q := url.QueryEscape("碳排放达峰")
	return map[string]string{
		"home": "/", "home-en": "/?lang=en",
		"results": "/search?q=" + url.QueryEscape("就业"), "results-filtered": "/search?year=2018..2020&q=" + url.QueryEscape("发展 (") + "&region=" + url.QueryEscape("辽宁"),
		"results-related": "/search?q=" + url.QueryEscape("碳达峰行动方案"), "results-none": "/search?q=" + url.QueryEscape("龘靐齉"),
		"report": "/reports/liaoning-2021?q=" + url.QueryEscape("绿色"), "report-place": "/reports/liaoning-2021?q=" + q + "#p67",
		"report-plain": "/reports/liaoning-2021?lang=en", "reports": "/reports", "coverage": "/coverage",
		"figures": "/figures", "figures-one": "/figures?name=GDP", "compare": "/compare/liaoning-2021",
		"repeats": "/repeats?text=" + url.QueryEscape("确保城镇新增就业四十万人以上，居民收入增长"), "counts": "/counts?q=" + url.QueryEscape("发展"), "counts-years": "/counts?by=year&q=" + url.QueryEscape("发展"),
		"trends": "/trends?q=" + url.QueryEscape("就业 | 发展"), "trends-regions": "/trends?by=region&q=" + url.QueryEscape("发展"),
		"regions": "/regions?q=" + url.QueryEscape("发展"), "sentences": "/sentences?show=both&q=" + url.QueryEscape("就业"),
		"lines": "/lines?sort=right&q=" + url.QueryEscape("发展"), "panel": "/panel?by=year&words=" + url.QueryEscape("就业\n发展"),
		"following": "/following?s=" + url.QueryEscape("2020-01-01T00:00:00Z?q=就业"), "excerpts": "/excerpts", "excerpts-listed": "/excerpts?p=liaoning-2021%2367&p=gone%231&lang=en",
		"cite": "/reports/liaoning-2021/cite?p=67", "error": "/nowhere", "api": "/api", "api-en": "/api?lang=en",
	}
}

// inEnglish returns the address of a page in English.
func inEnglish(address string) string {
	path, fragment, _ := strings.Cut(address, "#")
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	if path += mark + "lang=en"; fragment != "" {
		path += "#" + fragment
	}
	return path
}

// middling is the width of a screen between those of desks and of hands, in pixels.
const middling = 1024

// TestEveryPage looks at every page on every screen, in light and dark, and lets axe check it.
func TestEveryPage(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	axe := axeSource(t)
	for name, address := range pagesToSee() {
		t.Run(name, func(t *testing.T) {
			for _, width := range []int64{1440, middling, 390} {
				// A language chosen on one page is not meant for the next.
				do(t, ctx, command(network.ClearBrowserCookies, cdp.Empty{}), size(width, 1000), chromedp.Navigate("about:blank"), chromedp.Navigate(base+address),
					waitFor(`document.documentElement.classList.contains("scripts")`))
				for _, light := range []string{"light", "dark"} {
					shown := fmt.Sprintf("%s-%d-%s", name, width, light)
					do(t, ctx, scheme(light))
					picture(t, ctx, shown)
					if wide := eval[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
						t.Errorf("%s is %d pixels wider than its screen", shown, wide)
					}
					if width == middling { // it has the parts of the one or of the other
						break
					}
					check(t, ctx, axe, shown)
				}
			}
		})
	}
}

func axeSource(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Log("axe-core is not there, so accessibility is not checked; server/browsertest/tools.sh installs it")
		return ""
	}
	return string(source)
}

// laidOutWhole lays out what is otherwise laid out only when it is seen.
const laidOutWhole = `(([sheet]) => { sheet.insertRule("* { content-visibility: visible !important }", sheet.cssRules.length) })(document.styleSheets)`

// check reports what axe finds on the page that is shown. What waits for an answer is paler for a while, and what is laid out only
// when it is seen is laid out.
func check(t *testing.T, ctx context.Context, axe, page string) {
	t.Helper()
	if axe == "" {
		return
	}
	const run = `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.map(v =>
		v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? "")).join(" | ")))`
	do(t, ctx, waitFor(`!document.documentElement.classList.contains("waiting")`), chromedp.Evaluate[chromedp.Void](laidOutWhole), chromedp.Evaluate[chromedp.Void](axe+"; undefined"))
	violations := eval[[]string](t, ctx, run, chromedp.EvalAwaitPromise)
	if len(violations) > 0 {
		t.Errorf("%s:\n%s", page, strings.Join(violations, "\n"))
	}
}
