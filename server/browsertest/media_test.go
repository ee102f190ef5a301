package browsertest

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongbao/server"
)

func quoted(s string) string { return strconv.Quote(s) }

// media asks for paper, or for the colours that a reader has forced.
func media(kind, forced string) step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind, Features: []*emulation.MediaFeature{
		{Name: "forced-colors", Value: forced}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// A control is a link or the like in the picture of a page.
type control struct {
	HTML                string
	X, Y, Width, Height int
}

// controls are those that are shown, neither hidden from those who do not see nor scrolled out of a list.
const controls = `[...document.querySelectorAll("a[href], button, summary, input, textarea, select")].filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
	&& !e.closest("[aria-hidden=true], .unseen, .skip")).map((e) => [e, e.getClientRects()[0]]).filter(([, r]) => r?.width >= 4 && r.height >= 4 && r.right <= innerWidth && r.bottom <= innerHeight && r.left >= 0 && r.top >= 0)
	.filter(([e, r]) => e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)))
	.map(([e, r]) => ({ html: e.outerHTML.slice(0, 160), x: Math.round(r.x), y: Math.round(r.y), width: Math.floor(r.width), height: Math.floor(r.height) }))`

// TestForcedColoursAndPaper holds that what can be followed can be seen where the page's own colours do not hold, on screens and on
// paper, and that paper cuts nothing off.
func TestForcedColoursAndPaper(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	const paper = 718 // pixels of the text on A4
	for name, address := range pagesToSee() {
		for _, m := range []struct {
			name, kind, forced string
			width              int64
		}{{"forced", "", "active", 1280}, {"paper", "print", "none", paper}} {
			do(t, ctx, size(m.width, 2000), media(m.kind, m.forced), chromedp.Navigate("about:blank"), chromedp.Navigate(base+address), scripts())
			shown := name + "-" + m.name
			unseen(t, ctx, shown)
			if m.kind != "print" {
				continue
			}
			for _, cut := range eval[[]string](t, ctx, `[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && !e.closest(".unseen, svg, textarea, input") && getComputedStyle(e).overflowX !== "visible" && getComputedStyle(e).clipPath === "none"
				&& (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map((e) => e.outerHTML.slice(0, 120))`) {
				t.Errorf("%s cuts off %s", shown, cut)
			}
			if wide := eval[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
				t.Errorf("%s is %d pixels wider than the paper", shown, wide)
			}
		}
	}
}

// TestTilesInForcedColours holds that where colours are the reader's own no tile has one of the page's, on which its words might not be
// seen.
func TestTilesInForcedColours(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	do(t, ctx, size(1280, 1000), media("", "active"), chromedp.Navigate(base+pagesToSee()["regions"]), scripts())
	complaints(t, ctx, 2, `
		const canvas = getComputedStyle(Object.assign(document.body.appendChild(document.createElement("i")), { style: "background: Canvas" })).backgroundColor;
		for (const tile of document.querySelectorAll(".tile:not(.unknown)")) {
			seen++;
			const style = getComputedStyle(tile.querySelector(".ground"));
			if (style.fill !== "none" && (style.fill !== canvas || style.fillOpacity !== "1")) wrong.push(tile.textContent + ": " + style.fill);
		}`)
}

// pressing are the words of a page that ask its reader to do what paper cannot.
const pressing = `(() => {
	const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode, around = node.parentElement;
		if (around.closest('.unseen, pre, code, svg, [lang="zh-CN"]:not(html), .report .text, .api, .about') || !around.checkVisibility({ visibilityProperty: true })) continue;
		if (/点[一开击“]|按[下“]|拖|选定|粘贴|试一试|\b(click|drag|paste|choose|press|try)\b/i.test(node.data)) found.push(node.data.trim().slice(0, 80));
	}
	for (const link of document.querySelectorAll("main a[href]")) {
		const to = new URL(link.getAttribute("href"), location), leads = to.search === "" || to.search === "?lang=en";
		if (leads && ["/", "/coverage", "/reports", "/add", "/figures"].includes(to.pathname) && link.checkVisibility({ visibilityProperty: true }) && !link.closest(".unseen")) found.push(link.outerHTML.slice(0, 120));
	}
	return found;
})()`

// TestWhatPaperSays holds that each page ends, on paper, with its name, an address that others can open, and the day, and that nothing
// is printed that only asks to be pressed, or leads elsewhere without a word of its own, in either language. What was typed into a form is printed.
func TestWhatPaperSays(t *testing.T) {
	ctx := browse(t)
	own := ownSite(t, filled(t), 1<<20)
	public := runWith(t, filled(t), server.Options{PublicURL: "https://gongbao.example.org"})
	pages := pagesToSee()
	pages["add"], pages["delete"] = "/add", "/delete?id=liaoning-2021"
	const today = `(() => { const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-"); })()`
	for name, address := range pages {
		for _, base := range []string{own, public} {
			if base == public && (name == "add" || name == "delete") { // only at the machine
				continue
			}
			if base == own {
				do(t, ctx, media("print", "none"), chromedp.Navigate("about:blank"), chromedp.Navigate(base+inEnglish(address)), scripts())
				for _, asks := range eval[[]string](t, ctx, pressing) {
					t.Errorf("%s in English prints %q", name, asks)
				}
			}
			do(t, ctx, media("", "none"), chromedp.Navigate("about:blank"), chromedp.Navigate(base+address), scripts())
			do(t, ctx, media("print", "none"), chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event("beforeprint"))`))
			printed, day := eval[string](t, ctx, `document.getElementById("printed").innerText.replaceAll("\u00a0", " ")`), eval[string](t, ctx, today)
			title := eval[string](t, ctx, `document.title`)
			if !strings.HasPrefix(printed, title+"\n") || !strings.HasSuffix(printed, day) {
				t.Errorf("%s: on paper stands %q, not %q and %q", name, printed, title, day)
			}
			if addressed := strings.Contains(printed, "\nhttps://gongbao.example.org/"); addressed != (base == public) || strings.Contains(printed, "127.0.0.1") {
				t.Errorf("%s: on paper stands %q", name, printed)
			}
			for _, control := range eval[[]string](t, ctx, `[...document.querySelectorAll("button, input:not([type=text], :not([type])), [download], [href*='/delete'], .chip-clear, .chip-cross")].filter((e) =>
				e.checkVisibility({ visibilityProperty: true }) && !e.closest(".unseen")).map((e) => e.outerHTML.slice(0, 120))`) {
				t.Errorf("%s prints %s", name, control)
			}
			for _, asks := range eval[[]string](t, ctx, pressing) {
				t.Errorf("%s prints %q", name, asks)
			}
		}
	}
}

// unseen reports the controls of which the picture of the page shows nothing.
func unseen(t *testing.T, ctx context.Context, page string) {
	t.Helper()
	all := eval[[]control](t, ctx, controls)
	shot, err := png.Decode(bytes.NewReader(result(t, ctx, chromedp.CaptureScreenshot())))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if blank(shot, image.Rect(c.X, c.Y, c.X+c.Width, c.Y+c.Height)) {
			t.Errorf("%s: nothing is seen of %s", page, c.HTML)
		}
	}
	if len(all) == 0 {
		t.Logf("%s has no control", page)
	}
}

// blank says whether a part of a picture has one colour and its surroundings have the same.
func blank(shot image.Image, part image.Rectangle) bool {
	part = part.Inset(-2).Intersect(shot.Bounds())
	first := shot.At(part.Min.X, part.Min.Y)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if shot.At(x, y) != first {
				return false
			}
		}
	}
	return true
}
