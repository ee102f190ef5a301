package browsertest

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFocusStays holds that a control that arranges an answer, or chooses of it, has the focus still when the next answer comes: the
// same control of the same row, wherever it stands then.
func TestFocusStays(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, c := range []struct{ address, control string }{
		{"/search?q=就业", `[aria-labelledby=facet-region] li:nth-child(2) a`},
		{"/search?q=就业&region=吉林", `[aria-labelledby=facet-region] [aria-current]`},
		{"/search?q=就业", `.tools p:nth-of-type(1) a:not([aria-current])`},
		{"/search?q=就业", `.tools p:nth-of-type(3) a:not([aria-current])`},
		{"/search?q=就业", `.why a`},
		{"/search?q=就业&year=2015..2018", `.year-form [name=to]`},
		{"/reports", `.tools a:not([aria-current])`},
		{"/regions?q=就业", `.tools p:nth-of-type(1) a:not([aria-current])`},
		{"/trends?q=就业", `.tools p:nth-of-type(2) a:not([aria-current])`},
		{"/lines?q=就业", `.tools p:nth-of-type(2) a:not([aria-current])`},
		{"/sentences?q=就业", `.tools p:nth-of-type(1) a:not([aria-current])`},
		{"/figures?name=GDP", `.tools p:nth-of-type(1) a:not([aria-current])`},
		{"/counts?q=就业", `.tools p:nth-of-type(1) a:not([aria-current])`},
	} {
		open(t, ctx, base+c.address)
		shown := `new Promise((done) => document.addEventListener("gongbao:shown", () => setTimeout(() => {
			const e = document.activeElement, row = e.parentElement.firstElementChild;
			done([e.querySelector(".facet-name")?.textContent ?? e.name ?? e.id ?? "", e.id || e.name || (row.matches("span") ? row.textContent : ""), e.textContent.trim()].join("|").replace(/\d+$/, ""));
		}), { once: true }))`
		was := eval[string](t, ctx, strings.Replace(`(() => { const at = document.querySelector(SELECTOR); at.focus(); window.shown = `+shown+`;
			const e = at, row = e.parentElement.firstElementChild;
			return [e.querySelector(".facet-name")?.textContent ?? e.name ?? e.id ?? "", e.id || e.name || (row.matches("span") ? row.textContent : ""), e.textContent.trim()].join("|").replace(/\d+$/, "") })()`, "SELECTOR", quoted(c.control), 1))
		do(t, ctx, chromedp.KeyEvent(kb.Enter))
		now := eval[string](t, ctx, `window.shown`, chromedp.EvalAwaitPromise)
		if strings.HasPrefix(c.control, ".why") { // it says how to go back then
			was, now = was[:strings.LastIndex(was, "|")], now[:strings.LastIndex(now, "|")]
		}
		if now != was {
			t.Errorf("%s %s: the focus was on %q and is on %q", c.address, c.control, was, now)
		}
	}
}

// TestFocusWhereAPageTurns holds that whoever turns a page comes to the beginning of what it shows, and that whoever removes the filter
// on which the focus was is not thrown out of the page.
func TestFocusWhereAPageTurns(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	atAnswer := `document.activeElement.id === "answer" && Math.abs(document.getElementById("answer").getBoundingClientRect().top) < innerHeight / 2`
	for _, address := range []string{"/search?fold=0&limit=10&view=line&q=增长 OR 就业 OR 学位"} {
		do(t, ctx, size(390, 500))
		open(t, ctx, base+address)
		do(t, ctx, chromedp.Focus("nav.pages a[rel=next]"), chromedp.KeyEvent(kb.Enter), waitFor(`location.search.includes("page=2") && `+atAnswer))
	}
	open(t, ctx, base+"/search?q=就业&region=吉林")
	do(t, ctx, chromedp.Focus(".chips a"), chromedp.KeyEvent(kb.Enter), waitFor(`!location.search.includes("region") && document.activeElement.id === "main"`))
}

// TestSkipping holds that the second stop of a page that answers leads past all that arranges the answer.
func TestSkipping(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, address := range []string{"/search?q=就业", "/lines?q=就业", "/sentences?q=就业", "/regions?q=就业", "/trends?q=就业", "/counts?q=就业", "/figures?name=GDP", "/compare/liaoning-2022/liaoning-2019", "/reports/liaoning-2022?q=就业"} {
		open(t, ctx, base+address)
		do(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
		if !eval[bool](t, ctx, `document.activeElement.matches(".skip") && document.querySelector(document.activeElement.hash) !== null && !document.activeElement.hash.startsWith("#main")`) {
			t.Errorf("%s: the second stop is %s", address, eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 100)`))
			continue
		}
		do(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
		if !eval[bool](t, ctx, `document.querySelector(location.hash).compareDocumentPosition(document.activeElement) & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING) ? true : false`) {
			t.Errorf("%s: the stop after it is %s", address, eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 100)`))
		}
	}
}

// TestCopyingWhereBrowsersForbidIt holds that copying works over http, where pages have no clipboard; that what was pressed says what
// became of it, in sight; and that it says its own name again however often it was pressed.
func TestCopyingWhereBrowsersForbidIt(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	do(t, ctx, allow("clipboard-read"))
	open(t, ctx, base+"/reports/liaoning-2021/cite?p=67")
	const button = `document.querySelector("[data-copy=text-plain]")`
	name := eval[string](t, ctx, button+`.textContent`)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.read = navigator.clipboard.readText.bind(navigator.clipboard); Object.defineProperty(navigator, "clipboard", { value: undefined })`))
	click := chromedp.Click("[data-copy=text-plain]")
	do(t, ctx, click, waitFor(button+`.textContent === "已复制"`), click, waitFor(button+`.textContent === "`+name+`"`))
	if copied, want := eval[string](t, ctx, `read()`, chromedp.EvalAwaitPromise), eval[string](t, ctx, `document.getElementById("text-plain").textContent`); copied != want {
		t.Errorf("copied %q, want %q", copied, want)
	}
	if !eval[bool](t, ctx, `document.activeElement === `+button) {
		t.Error("the focus is gone")
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.execCommand = () => false`), click, waitFor(button+`.textContent.startsWith("浏览器不让复制")`))
}

// beforeScripts runs a script in each page before its own.
func beforeScripts(script string) step {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// TestNothingKept holds that where a browser keeps nothing for a site, all but that works, and whoever wants to keep something is told.
func TestNothingKept(t *testing.T) {
	ctx := browse(t)
	do(t, ctx, beforeScripts(`Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })`))
	open(t, ctx, unequal(t)+"/search?q=就业")
	for _, link := range []string{".save", ".hit .keep"} {
		do(t, ctx, chromedp.Click(link), waitFor(`document.querySelector("`+link+`").textContent.includes("不让")`))
	}
	if !eval[bool](t, ctx, `location.pathname === "/search"`) {
		t.Error("the page is gone")
	}
	do(t, ctx, chromedp.KeyEvent("?"), chromedp.WaitVisible("#keys"), chromedp.Click("#keys-on"), chromedp.Click("#keys button"), chromedp.KeyEvent("/"))
	if eval[string](t, ctx, "document.activeElement.id") == "q" {
		t.Error("a key that was turned off has done something")
	}
}

// TestCitingWithoutAnAnswer holds that a citation that does not come is said not to have come, and that the hits stay, which are right.
func TestCitingWithoutAnAnswer(t *testing.T) {
	ctx := browse(t)
	w := through(t, sampleSite(t), 0)
	open(t, ctx, w.address+"/search?q="+phrase)
	w.state.Store(cut)
	do(t, ctx, chromedp.Click(".hit [data-cite]"), waitFor(`document.querySelector(".hit [data-cite]").textContent.startsWith("没有连上")`))
	if eval[bool](t, ctx, `document.querySelector("dialog[open]") !== null || !`+seen+`(document.querySelector(".hit"))`) {
		t.Error("the hits are gone")
	}
	w.state.Store(whole)
	do(t, ctx, chromedp.Click(".hit [data-cite]"), chromedp.WaitVisible("dialog #text-plain"))
}
