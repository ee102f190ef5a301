package browsertest

import (
	"fmt"
	"maps"
	"math"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// ragged are the parts of a page that end elsewhere than its right edge, which is that of the header's links. Those are meant whose end
// is seen: tables, and what has a rule or a ground and is at least half as wide as the page; not prose, which keeps its measure. A part
// may also end where another begins that goes on to the edge, and a table where a frame around it does.
const ragged = `(() => {
	const main = document.querySelector("main"), style = getComputedStyle(main), box = main.getBoundingClientRect();
	const edge = box.right - parseFloat(style.paddingRight), breadth = edge - box.left - parseFloat(style.paddingLeft);
	const right = (e) => e.getBoundingClientRect().right;
	const reaches = (e) => Math.abs(right(e) - edge) <= 1;
	const upTo = function* (e) { for (; e !== main; e = e.parentElement) yield e; };
	const ruled = (e) => { const s = getComputedStyle(e); return s.backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(s.borderTopWidth) > 0 || parseFloat(s.borderBottomWidth) > 0; };
	const framed = (e) => parseFloat(getComputedStyle(e).borderRightWidth) > 0 || getComputedStyle(e).overflowX === "auto" && right(e.firstElementChild) > right(e);
	const beside = (e) => [...e.parentElement.children].some((other) => reaches(other) && other.getBoundingClientRect().left >= right(e) && other.checkVisibility());
	const meant = [...main.querySelectorAll("*")].filter((e) => e.checkVisibility() && !e.closest("svg") && !getComputedStyle(e).display.startsWith("inline") &&
		(e.tagName === "TABLE" || !e.closest("table, .matrix > *") && ruled(e) && e.getBoundingClientRect().width >= breadth / 2));
	const wrong = meant.filter((e) => !reaches(e) && ![...upTo(e)].some((a) => beside(a) || a !== e && framed(a) && reaches(a)));
	return [document.querySelector(".site-nav"), ...document.querySelectorAll(".site-foot > p")].filter((e) => !reaches(e)).concat(wrong)
		.map((e) => e.outerHTML.slice(0, 60) + " " + (right(e) - edge).toFixed(0));
})()`

// TestOneRightEdge holds that header, footer, and all that is ruled, grounded or a table ends at one right edge, on every page.
func TestOneRightEdge(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	pages := pagesToSee()
	maps.Copy(pages, map[string]string{"results-lines": "/search?view=line&q=" + phrase, "results-reports": "/search?view=report&q=" + phrase, "add": "/add"})
	for _, width := range []int64{1440, middling} {
		do(t, ctx, size(width, 1000))
		var edge float64
		for name, address := range pages {
			open(t, ctx, base+address)
			do(t, ctx, chromedp.Evaluate[chromedp.Void](laidOutWhole), chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("main details").forEach((e) => (e.open = true))`))
			if wrong := eval[[]string](t, ctx, ragged); len(wrong) > 0 {
				t.Errorf("%s at %d: beside the edge end %q", name, width, wrong)
			}
			here := eval[float64](t, ctx, `document.querySelector(".site-nav").getBoundingClientRect().right`)
			if edge != 0 && here != edge {
				t.Errorf("%s at %d: the edge is at %.1f, on another page at %.1f", name, width, here, edge)
			}
			edge = here
			picture(t, ctx, "edge-"+name)
		}
	}
}

// TestPagesFitEveryWidth holds that no page is broader than the screen, on screens between those of desks and of hands too, in both
// languages. Whoever may add reports has the longest row of links.
func TestPagesFitEveryWidth(t *testing.T) {
	ctx := browse(t)
	base := ownSite(t, filled(t), 1<<20)
	for name, address := range pagesToSee() {
		for _, one := range []string{address, inEnglish(address)} {
			do(t, ctx, command(network.ClearBrowserCookies, cdp.Empty{}), size(1440, 900))
			open(t, ctx, base+one)
			for _, width := range []int64{1440, 1160, middling, 900, 768, 725, 600, 480, 390, 360} {
				do(t, ctx, size(width, 900))
				if wide := eval[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
					t.Errorf("%s at %d (%s): %d pixels too wide", name, width, one, wide)
				}
			}
		}
	}
}

// TestToolsOfAParagraphStandBesideIt holds that they have room there on every screen that is broad enough, in both languages: nothing of
// them lies over the text, the outline or the boxes, nor beyond the page.
func TestToolsOfAParagraphStandBesideIt(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, width := range []int64{1440, 1280, 1160, middling, 900, 800} {
		for _, language := range []string{"zh", "en"} {
			do(t, ctx, size(width, 1000))
			open(t, ctx, base+"/reports/liaoning-2021?lang="+language+"#p67")
			do(t, ctx, waitFor(seen+`(document.querySelector("#p67 .para-before"))`))
			wrong := eval[[]string](t, ctx, `(() => {
				const side = document.querySelector(".report-side").getBoundingClientRect(), text = document.querySelector("#p67 .para-text").getBoundingClientRect();
				const end = side.left > text.right ? side.left : innerWidth;
				return [...document.querySelectorAll("#p67 .para-tools a")].filter((e) => { const r = e.getBoundingClientRect(); return r.left < text.right || r.right > end; }).map((e) => e.outerHTML);
			})()`)
			if len(wrong) > 0 {
				t.Errorf("at %d in %s: %q have no room", width, language, wrong)
			}
			picture(t, ctx, fmt.Sprintf("tools-%d-%s", width, language))
		}
	}
}

// TestToolsStayUnderThePointer holds that the tools of a paragraph do not move away from a mouse that goes to them, along the line and
// then up or down, and presses: on a desk, and on one zoomed to 200 %.
func TestToolsStayUnderThePointer(t *testing.T) {
	ctx := browse(t, withMouse)
	base := site(t)
	mouse := func(kind input.DispatchMouseEventType, x, y float64) step {
		if kind == input.DispatchMouseEventTypeMouseMoved {
			return chromedp.MouseEvent(kind, x, y)
		}
		return chromedp.MouseEvent(kind, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1))
	}
	const steps = 8
	for _, width := range []int64{1440, 720, 512} {
		do(t, ctx, size(width, width*5/8))
		for _, language := range []string{"zh", "en"} {
			open(t, ctx, base+"/reports/liaoning-2021?lang="+language)
			do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#p67").scrollIntoView({ block: "center" })`))
			if !eval[bool](t, ctx, `matchMedia("(hover: hover)").matches`) {
				t.Fatal("nothing hovers")
			}
			count := eval[int](t, ctx, `document.querySelectorAll("#p67 .para-tools a").length`)
			if count < 4 {
				t.Fatalf("%d tools", count)
			}
			for i := range count {
				place := fmt.Sprintf(`(() => { const r = document.querySelectorAll("#p67 .para-tools a")[%d].getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`, i)
				do(t, ctx, waitFor(`(() => { const p = document.querySelector("#p67"); p.scrollIntoView({ block: "center" }); const at = p.getBoundingClientRect().top; return at > 0 && at < innerHeight; })()`), chromedp.Sleep(pauseTwice/4))
				from := eval[[]float64](t, ctx, `(() => { const r = document.querySelector("#p67 .para-text").getBoundingClientRect(); return [r.left + r.width / 3, r.top + r.height / 2] })()`)
				do(t, ctx, mouse(input.DispatchMouseEventTypeMouseMoved, 1, 1), mouse(input.DispatchMouseEventTypeMouseMoved, from[0], from[1]))
				to := eval[[]float64](t, ctx, place)
				for n := 1.; n <= steps; n++ {
					do(t, ctx, mouse(input.DispatchMouseEventTypeMouseMoved, from[0]+(to[0]-from[0])*n/steps, from[1]))
				}
				for n := 1.; n <= steps; n++ {
					do(t, ctx, mouse(input.DispatchMouseEventTypeMouseMoved, to[0], from[1]+(to[1]-from[1])*n/steps))
				}
				under := fmt.Sprintf(`document.querySelectorAll("#p67 .para-tools a")[%d].contains(document.elementFromPoint(%f, %f))`, i, to[0], to[1])
				do(t, ctx, mouse(input.DispatchMouseEventTypeMousePressed, to[0], to[1]))
				if at := eval[[]float64](t, ctx, place); !eval[bool](t, ctx, under) || math.Hypot(at[0]-to[0], at[1]-to[1]) > 1 {
					t.Errorf("at %d in %s: tool %d was at %v, and is at %v when it is pressed", width, language, i+1, to, at)
				}
				do(t, ctx, mouse(input.DispatchMouseEventTypeMouseReleased, 1, 1))
			}
		}
	}
}
