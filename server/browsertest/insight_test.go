package browsertest

import (
	"context"
	"fmt"
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

// TestComparedYears holds that each text of a comparison shows whose it is: by the head of its column, or, where the two stand one
// below the other, by a line of its own.
func TestComparedYears(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for width, alone := range map[int64]bool{1440: false, 768: false, 390: true, 320: true} {
		do(t, ctx, size(width, 900))
		open(t, ctx, base+"/compare/liaoning-2019/liaoning-2018")
		complaints(t, ctx, 4, fmt.Sprintf(`
			const heads = [...document.querySelectorAll(".compared thead th")], alone = %v;
			for (const [kind, head, year] of [["old", heads[1], "2018"], ["new", heads[2], "2019"]]) {
				const headed = head.getBoundingClientRect();
				if (!head.textContent.includes(year)) wrong.push(head.textContent + " does not name " + year);
				for (const cell of document.querySelectorAll(".compared td." + kind + ":not(:empty)")) {
					seen++;
					const said = getComputedStyle(cell, "::before").content, at = cell.getBoundingClientRect();
					if (alone ? !said.includes(year) : said !== "none" || at.left < headed.left || at.right > headed.right + 1)
						wrong.push(innerWidth + ": nothing says that this is of " + year + ": " + cell.textContent);
				}
			}`, alone))
	}
}

// TestRegionsHaveRoom holds that the first sentence of a region has most of the width of a narrow screen.
func TestRegionsHaveRoom(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []int64{390, 320} {
			do(t, ctx, size(width, 900))
			open(t, ctx, base+"/regions?q=就业&year=2018&lang="+lang)
			complaints(t, ctx, 31, `
				const list = document.querySelector(".region-list");
				if (document.documentElement.scrollWidth > innerWidth || list.scrollWidth > list.parentElement.clientWidth) wrong.push("the table is wider than the screen");
				for (const row of list.tBodies[0].rows) {
					seen++;
					const sentence = row.querySelector(".quoted");
					if (sentence && sentence.clientWidth < .8 * list.clientWidth) wrong.push(row.textContent + " has " + sentence.clientWidth);
				}`)
		}
	}
}

// TestTilesWithoutReports holds that a region without a report is hatched, not filled as one that says the words, and that what a
// tile says stays within it.
func TestTilesWithoutReports(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []int64{1440, 390, 320} {
			do(t, ctx, size(width, 900))
			open(t, ctx, base+"/regions?q=就业&year=2018&lang="+lang)
			complaints(t, ctx, 31, `
				for (const tile of document.querySelectorAll(".tile")) {
					seen++;
					const ground = tile.querySelector(".ground"), hatched = getComputedStyle(ground).fill.startsWith("url(");
					if (hatched !== tile.classList.contains("unknown")) wrong.push(tile.textContent + " is filled with " + getComputedStyle(ground).fill);
					for (const text of tile.querySelectorAll("text")) if (text.getBBox().width > ground.getBBox().width) wrong.push(innerWidth + ": " + text.textContent + " is wider than its tile");
				}`)
		}
	}
}
