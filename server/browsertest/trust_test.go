package browsertest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"gongbao/corpus/corpustest"
	"gongbao/search/engine"
	"gongbao/search/engine/bleve"
)

// A way is a network between the browser and a site, which can be slow, busy or cut.
type way struct {
	address string
	state   atomic.Value
	delay   time.Duration // of each answer
}

const (
	whole      = "whole"
	busy       = "busy" // the server says to come back in a second
	cut        = "cut"
	scriptless = "scriptless" // scripts come when the way is whole again
)

// through leads to a site by a way.
func through(t *testing.T, site string, delay time.Duration) *way {
	t.Helper()
	to, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	w := &way{delay: delay}
	w.state.Store(whole)
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		time.Sleep(w.delay)
		switch w.state.Load() {
		case busy:
			rw.Header().Set("Retry-After", "1")
			rw.WriteHeader(http.StatusServiceUnavailable)
		case cut:
			panic(http.ErrAbortHandler)
		case scriptless:
			for strings.HasSuffix(r.URL.Path, ".js") && w.state.Load() == scriptless {
				time.Sleep(time.Millisecond)
			}
			proxy.ServeHTTP(rw, r)
		default:
			proxy.ServeHTTP(rw, r)
		}
	}))
	t.Cleanup(s.Close)
	w.address = s.URL
	return w
}

// seen says whether something of an element is seen on the screen.
const seen = `((e) => { if (!e?.checkVisibility({ opacityProperty: true })) return false; const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight })`

// retype puts other words into a field.
func retype(field, words string) step {
	return chromedp.Steps(chromedp.Evaluate[chromedp.Void](`document.querySelector("`+field+`").value = ""`), chromedp.SendKeys(field, words))
}

// TestNoAnswerToShow holds that no answer stays in sight under a question that it is not the answer to, and that everybody is told.
func TestNoAnswerToShow(t *testing.T) {
	ctx := browse(t)
	w := through(t, sampleSite(t), 0)
	open(t, ctx, w.address+"/search?q="+phrase)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`scrollTo(0, 600)`))
	w.state.Store(cut)
	do(t, ctx, retype("#q", "绿色发展"), waitFor(seen+`(document.querySelector("#trouble"))`))
	picture(t, ctx, "no-answer")
	if eval[bool](t, ctx, `[...document.querySelectorAll(".totals, .hit, .years, .tabs")].some(`+seen+`)`) {
		t.Error("the answer to another question is seen")
	}
	if box, address := boxValue(t, ctx), eval[string](t, ctx, `new URL(location).searchParams.get("q")`); box != "绿色发展" || address != box {
		t.Errorf("the box says %s and the address %s", box, address)
	}
	w.state.Store(whole)
	do(t, ctx, chromedp.Click("#trouble button"), waitFor(`document.querySelector(".hit mark")?.textContent === "绿色发展"`))
	if eval[bool](t, ctx, seen+`(document.querySelector("#trouble"))`) {
		t.Error("there is an answer, and none is said to have come")
	}
	w.state.Store(busy)
	do(t, ctx, retype("#q", phrase), waitFor(seen+`(document.querySelector("#trouble")) && getComputedStyle(document.querySelector(".totals")).textDecorationLine === "line-through"`))
	picture(t, ctx, "busy")
	w.state.Store(whole)
	do(t, ctx, waitFor(`document.querySelector(".hit mark")?.textContent === "`+phrase+`" && document.querySelector("#trouble").hidden`))
}

// TestNoMarksToShow holds the same of the marks in a report, whose text stays.
func TestNoMarksToShow(t *testing.T) {
	ctx := browse(t)
	w := through(t, sampleSite(t), 0)
	open(t, ctx, w.address+"/reports/liaoning-2021?q="+phrase)
	w.state.Store(cut)
	do(t, ctx, retype("#find", "绿色"), waitFor(seen+`(document.querySelector("#trouble"))`))
	if eval[bool](t, ctx, `getComputedStyle(document.querySelector("#hits")).visibility !== "hidden" || getComputedStyle(document.querySelector(".text mark")).backgroundColor !== "rgba(0, 0, 0, 0)"`) {
		t.Error("the marks of other words are seen")
	}
	w.state.Store(whole)
	do(t, ctx, chromedp.Click("#trouble button"), waitFor(`document.querySelector(".text mark")?.textContent === "绿色" && document.querySelector("#trouble").hidden`))
}

// TestCopyingParagraphs holds that what is copied over several paragraphs is their text.
func TestCopyingParagraphs(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/reports/liaoning-2021?q="+phrase)
	got := eval[[][]string](t, ctx, `(() => {
		const paragraphs = [...document.querySelectorAll(".para")].slice(65, 69);
		const range = document.createRange();
		range.setStartBefore(paragraphs[0]);
		range.setEndAfter(paragraphs.at(-1));
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		return [getSelection().toString().split("\n").filter((line) => line !== ""), paragraphs.map((p) => p.querySelector(".para-text").textContent)];
	})()`)
	if copied, published := strings.Join(got[0], "\n"), strings.Join(got[1], "\n"); copied != published {
		t.Errorf("copied\n%s\npublished\n%s", copied, published)
	}
}

// shift is the bit of the key among modifiers.
const shift = 8

// textAsSent is the text of a report as HTML without what stepping has left, and with a run-in title in one piece.
const textAsSent = `document.getElementById("text").innerHTML.replace(/ class="(here)?"| tabindex="-1"|<.strong><strong>/g, "")`

// TestFindingInAReport holds that finding shows the first place at once and goes on with Enter, that no text is sent again, and that
// the marks are those that the server makes.
func TestFindingInAReport(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	open(t, ctx, base+"/reports/liaoning-2021")
	counter := func(want string) step {
		return waitFor(`document.querySelector("[data-at]")?.textContent === "` + want + `" && ` + seen + `(document.querySelector(".text mark.here"))`)
	}
	do(t, ctx, chromedp.SendKeys("#find", "绿色"), counter("1/12"), chromedp.KeyEvent(kb.Enter), counter("2/12"),
		command(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Modifiers: shift, WindowsVirtualKeyCode: 13}), counter("1/12"))
	if focus := eval[string](t, ctx, `document.activeElement.id`); focus != "find" {
		t.Errorf("the focus is on %q", focus)
	}
	if sent := eval[int](t, ctx, `performance.getEntriesByType("resource").filter((r) => r.initiatorType === "fetch" && !r.name.includes("/marks?")).length`); sent != 0 {
		t.Errorf("%d other requests", sent)
	}
	// 数字辽宁 stands in a run-in title, and 一、 at the beginning of headings; 。 is everywhere.
	for _, words := range []string{"发展", "数字", "。", "创新驱动 OR 一", "没有这些字"} {
		do(t, ctx, retype("#find", words), waitFor(`new URL(location).searchParams.get("q") === "`+words+`" && !document.documentElement.classList.contains("waiting")`))
		found := eval[string](t, ctx, textAsSent)
		do(t, ctx, chromedp.Reload(), scripts())
		if sent := eval[string](t, ctx, textAsSent); sent != found {
			t.Errorf("%s: marked otherwise than the server does (-server +found):\n%s", words, cmp.Diff(strings.Split(sent, "\n"), strings.Split(found, "\n")))
		}
	}
}

// TestManyMarks holds that the map of thousands of marks is drawn with the page laid out once: what is read after something was
// written has all of it laid out anew, each time.
func TestManyMarks(t *testing.T) {
	ctx := browse(t)
	r := corpustest.Sample(t)
	for i := range r.Paragraphs {
		r.Paragraphs[i].Text = strings.Repeat("这是一段有很多处的文字。", 40)
	}
	e := bleve.New()
	if err := e.Update(t.Context(), func(yield func(engine.Change, error) bool) { yield(engine.Change{Put: &r}, nil) }); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, run(t, e)+"/reports/liaoning-2021?q=的")
	marks, ticks := eval[int](t, ctx, `document.querySelectorAll(".text mark").length`), eval[int](t, ctx, `document.querySelectorAll(".map a").length`)
	if marks < 2800 || ticks > 1001 {
		t.Errorf("%d marks, %d ticks", marks, ticks)
	}
	turns := eval[int](t, ctx, `(() => {
		let turns = 0, written = false;
		const { getBoundingClientRect, setAttribute } = Element.prototype;
		Element.prototype.getBoundingClientRect = function () {
			if (written) turns++;
			written = false;
			return getBoundingClientRect.call(this);
		};
		Element.prototype.setAttribute = function (...given) {
			written = true;
			setAttribute.apply(this, given);
		};
		document.dispatchEvent(new Event("gongbao:marked"));
		Object.assign(Element.prototype, { getBoundingClientRect, setAttribute });
		return written ? turns : -1;
	})()`)
	if turns != 0 {
		t.Errorf("the page is laid out %d times more", turns)
	}
}

// TestSteppingTakesReadersAlong holds that address and focus follow from hit to hit.
func TestSteppingTakesReadersAlong(t *testing.T) {
	ctx := browse(t)
	open(t, ctx, sampleSite(t)+"/reports/liaoning-2021?q=发展")
	do(t, ctx, chromedp.KeyEvent("n"), chromedp.KeyEvent("n"), chromedp.KeyEvent("n"), waitFor(`location.hash === "#m3" && document.activeElement.id === "m3"`))
	if said := eval[string](t, ctx, `document.getElementById("status").textContent`); !strings.HasPrefix(said, "3/") || !strings.Contains(said, "发展") || strings.Contains(said, "¶") {
		t.Errorf("it is said %q", said)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Tab), waitFor(`document.activeElement.closest(".para")?.contains(document.getElementById("m3"))`))
	do(t, ctx, chromedp.Reload(), scripts(), waitFor(`document.querySelector("[data-at]").textContent.startsWith("3/") && `+seen+`(document.getElementById("m3"))`))
}

// TestPermalinkOfAParagraph holds that ¶ copies the address that lasts, and leaves the marks and the reader where they are.
func TestPermalinkOfAParagraph(t *testing.T) {
	ctx := browse(t)
	base := sampleSite(t)
	do(t, ctx, allow("clipboard-read"), allow("clipboard-write"))
	open(t, ctx, base+"/reports/liaoning-2021?q="+phrase)
	link := eval[string](t, ctx, `document.querySelector("#p67 .para-link").getAttribute("href")`)
	// what is said is noted, since what the page says of the place that it shows may follow at once
	eval[bool](t, ctx, `(() => {
		const status = document.getElementById("status");
		window.said = [];
		new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
		return true;
	})()`)
	do(t, ctx, reached("#p67"), chromedp.Click("#p67 .para-link"), waitFor(`said.includes("已复制")`))
	copied := eval[string](t, ctx, `navigator.clipboard.readText()`, chromedp.EvalAwaitPromise)
	if want := base + link + "?q=" + url.QueryEscape(phrase); copied != want {
		t.Errorf("copied %s, want %s", copied, want)
	}
	marks := eval[int](t, ctx, `document.querySelectorAll(".text mark").length`)
	for _, address := range []string{eval[string](t, ctx, "location.href"), copied} {
		do(t, ctx, chromedp.Navigate(address), scripts())
		if again := eval[int](t, ctx, `document.querySelectorAll(".text mark").length`); again != marks || !strings.Contains(eval[string](t, ctx, "location.search"), link[strings.LastIndex(link, "/")+1:]) {
			t.Errorf("%s leads to %d marks of %d", address, again, marks)
		}
	}
}

// TestGoingBackToTheResults holds that nothing of a search is lost on the way to a report and back.
func TestGoingBackToTheResults(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, asked := range []string{"/search?fold=0&q=发展&region=吉林&sort=oldest", "/search?limit=10&q=发展&year=2018..2020", "/lines?q=发展&sort=right&year=2021", "/search?q=" + phrase} {
		open(t, ctx, base+asked)
		from := eval[string](t, ctx, `location.pathname + "?" + [...new URL(location).searchParams].sort().join("&")`)
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".hit-link, .kwic th a").click()`), waitFor(`document.querySelector(".report") !== null`), scripts())
		do(t, ctx, retype("#find", "改革"), waitFor(`new URL(location).searchParams.get("q") === "改革"`))
		do(t, ctx, chromedp.Click("#back a"), waitFor(`document.querySelector(".report") === null`), scripts())
		if to := eval[string](t, ctx, `location.pathname + "?" + [...new URL(location).searchParams].sort().join("&")`); to != from && !strings.HasSuffix(asked, phrase) {
			t.Errorf("from %s back to %s", from, to)
		}
	}
}

// misfits are what is wider than the screen, in words, and numbers that are broken over lines.
const misfits = `(() => {
	const wrong = document.documentElement.scrollWidth > innerWidth ? ["the page is " + (document.documentElement.scrollWidth - innerWidth) + " pixels too wide"] : [];
	const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange();
	for (let node; (node = texts.nextNode()); ) {
		if (!/^\s*[\d,.]+%?\s*$/.test(node.data) || !node.parentElement.checkVisibility() || node.parentElement.closest(".unseen, svg")) continue;
		range.selectNodeContents(node);
		if (new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top))).size > 1) wrong.push(node.data + " is broken in " + node.parentElement.outerHTML.slice(0, 120));
	}
	return wrong.slice(0, 5);
})()`

// TestZoomedPages holds that at 400 % of a usual screen nothing stands over the text, all fits in its breadth in both languages, and no
// control with the focus is hidden.
func TestZoomedPages(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	const stops = 12 // of each page, from its middle on
	do(t, ctx, size(320, 256))
	for name, address := range pagesToSee() {
		open(t, ctx, base+address)
		over := eval[[]string](t, ctx, `[...document.querySelectorAll("body *")].filter((e) => /fixed|sticky/.test(getComputedStyle(e).position) && e.checkVisibility() && !e.closest("thead, th")).map((e) => e.tagName + "." + e.className)`)
		if len(over) > 0 {
			t.Errorf("%s: over the text stand %q", name, over)
		}
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`(() => { const a = [...document.querySelectorAll("main a[href]")].filter((e) => e.checkVisibility()); a[a.length >> 1]?.focus() })()`))
		hidden(t, ctx, name, stops)
		for _, one := range []string{address, inEnglish(address)} {
			do(t, ctx, command(network.ClearBrowserCookies, cdp.Empty{}))
			open(t, ctx, base+one)
			if wrong := eval[[]string](t, ctx, misfits); len(wrong) > 0 {
				t.Errorf("%s: %q", one, wrong)
			}
		}
	}
}

// hidden walks the focus and reports where it is not seen.
func hidden(t *testing.T, ctx context.Context, name string, stops int) {
	t.Helper()
	for range stops {
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		if lost := eval[string](t, ctx, `((e) => {
			if (!e || e === document.body) return "";
			const [r] = e.getClientRects();
			const y = Math.min(Math.max(r.top + 2, 1), innerHeight - 1), x = Math.min(Math.max(r.left + 2, 1), innerWidth - 1);
			const top = document.elementFromPoint(x, y);
			return r.bottom > 0 && r.top < innerHeight && top && (e.contains(top) || top.contains(e)) ? "" : e.outerHTML.slice(0, 120);
		})(document.activeElement)`); lost != "" {
			t.Errorf("%s: the focus is not seen on %s", name, lost)
		}
	}
}

// TestLittleMovesWhileAPageComes holds that a page stays where it is while its parts come in over a slow network, and asks for few.
func TestLittleMovesWhileAPageComes(t *testing.T) {
	ctx := browse(t)
	w := through(t, site(t), 150*time.Millisecond)
	do(t, ctx, size(390, 844))
	for _, address := range []string{"/", "/search?q=发展&year=2018..2020", "/reports/liaoning-2021?q=发展#m3", "/reports", "/reports/liaoning-2021/cite?p=67", "/api", "/coverage", "/trends?q=发展", "/lines?q=发展", "/figures?name=GDP", "/compare/liaoning-2021", "/regions?q=发展"} {
		open(t, ctx, w.address+address)
		moved := eval[float64](t, ctx, `new Promise((done) => {
			let sum = 0;
			new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.value))).observe({ type: "layout-shift", buffered: true });
			setTimeout(() => done(sum), 200);
		})`, chromedp.EvalAwaitPromise)
		if moved >= .1 {
			t.Errorf("%s moves by %.3f", address, moved)
		}
		if requests := eval[[]string](t, ctx, `performance.getEntriesByType("resource").map((r) => r.name)`); len(requests) > 3 {
			t.Errorf("%s asks for %q", address, requests)
		}
	}
}
