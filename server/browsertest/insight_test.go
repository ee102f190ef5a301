package browsertest

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFiguresLead holds that figures, comparisons and repeats have no figure and no passage without a link to where it stands, that
// the links lead there, and that they are reached and used by the keyboard.
func TestFiguresLead(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, p := range []struct {
		address, rows, link string // of a row of the page, the link in it
		least               int
	}{
		{"/figures", ".figures tbody tr", "th a", 3},
		{"/figures?name=GDP", ".figure-list tbody tr", ".quoted a.seen", 9},
		{"/figures?name=粮食产量&year=2018", ".figure-list tbody tr", ".quoted a.seen", 3},
		{"/compare/liaoning-2019/liaoning-2018", ".compared tbody tr:not(.section) p", "a", 6},
		{"/repeats?id=liaoning-2022%234", ".passage tbody tr", ".where a", 3},
		{"/repeats?text=全力推动高质量发展，保障和改善民生", ".passage tbody tr", ".where a", 9},
	} {
		for _, width := range []int64{1440, 390} {
			do(t, ctx, size(width, 900))
			open(t, ctx, base+p.address)
			complaints(t, ctx, p.least, `
				const shown = (e) => e.textContent.replace(/\s+/g, "");
				for (const row of document.querySelectorAll("`+p.rows+`")) {
					const link = row.querySelector("`+p.link+`");
					seen++;
					if (!link) { wrong.push(shown(row) + " has no link"); continue }
					const to = await page(link.href), id = decodeURIComponent(new URL(link.href).hash.slice(1));
					const place = id && to.getElementById(id);
					if (id ? !place : !to.querySelector("main h1")) wrong.push(link.href + " leads nowhere");
					const figure = row.querySelector(".figure")?.textContent.replace(/^[↑↓]/, "");
					if (place && figure && !shown(place).includes(figure)) wrong.push(figure + " is not in " + shown(place));
				}
				if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page is wider than the screen");`)
			if t.Failed() {
				t.Fatalf("%s at %d", p.address, width)
			}
		}
		walk(t, ctx, p.address, `document.querySelector("`+p.rows+`").querySelector("`+p.link+`")`)
	}
}

// walk goes from the top of the page to a link by the keyboard, sees the focus on it, and follows it.
func walk(t *testing.T, ctx context.Context, page, link string) {
	t.Helper()
	const stops = 80
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.activeElement?.blur(); scrollTo(0, 0)`))
	for range stops {
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		if eval[bool](t, ctx, `document.activeElement === `+link) {
			if !eval[bool](t, ctx, seen+`(document.activeElement) && getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
				t.Errorf("%s: the focus is not seen", page)
			}
			to := eval[string](t, ctx, `document.activeElement.href`)
			do(t, ctx, chromedp.KeyEvent(kb.Enter), waitFor(`location.href === `+quoted(to)+` && document.readyState === "complete"`), scripts())
			if !eval[bool](t, ctx, `location.hash === "" || `+seen+`(document.getElementById(decodeURIComponent(location.hash.slice(1))))`) {
				t.Errorf("%s: what %s leads to is not in sight", page, to)
			}
			return
		}
	}
	t.Errorf("%s: %d stops do not lead to %s", page, stops, link)
}
