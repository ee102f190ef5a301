package browsertest

import (
	"testing"
)

// parting are the numbers of a page that a line's end may part from the words beside them. The words of reports, of readers and of
// programs are left as they are.
const parting = `
	const theirs = 'pre, code, kbd, input, textarea, mark, dt, script, [lang="zh-CN"]:not(html), .report .text, .excerpt-text';
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode, text = node.data.replace(/“[^”]*”/g, "“”");
		if (node.parentElement.closest(theirs) || document.querySelector("h1")?.contains(node)) continue;
		seen++;
		const found = text.match(/(\p{L} \d|\d%? \p{L}).*/u);
		if (found) wrong.push(location.pathname + location.search + ": " + found[0].slice(0, 60) + " in " + text.trim().slice(0, 80));
		for (const [range] of text.matchAll(/\d{4}[—–]\d{4}/g)) if (!node.parentElement.closest(".whole, .chip-field, .chips, svg, .coverage-span, .totals"))
			wrong.push(location.pathname + ": " + range + " may break");
	}`

// TestNumbersKeepTheirWords holds that no line ends between a number and its word, in either language.
func TestNumbersKeepTheirWords(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, address := range pagesToSee() {
		for _, address := range []string{address, inEnglish(address)} {
			open(t, ctx, base+address)
			complaints(t, ctx, 20, parting)
		}
	}
}

// TestHintFits holds that what the box hints at can be read, on every width, in both languages and for those who have the longest row
// of links.
func TestHintFits(t *testing.T) {
	ctx := browse(t)
	base := ownSite(t, filled(t), 1<<20)
	for _, width := range []int64{1440, 1024, 900, 768, 721, 600, 390} {
		do(t, ctx, size(width, 900))
		for _, lang := range []string{"zh", "en"} {
			for _, page := range []string{"/", "/reports", "/api"} {
				open(t, ctx, base+page+"?lang="+lang)
				complaints(t, ctx, 1, `
					seen++;
					const box = document.getElementById("q"), style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
					pen.font = style.font;
					const wide = pen.measureText(box.placeholder).width, room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
					if (!(wide > 0 && wide <= room)) wrong.push(location.pathname + " at " + innerWidth + ": " + box.placeholder + " is " + wide + " wide and has " + room);`)
			}
		}
	}
}

// TestLinksAwayLookAlike holds that in a row of tools what leads away from a page has one look, and what arranges the page another.
func TestLinksAwayLookAlike(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, address := range []string{"/search?q=就业", "/regions?q=就业", "/counts?q=就业", "/lines?q=就业", "/trends?q=就业", "/figures", "/panel?words=就业"} {
		open(t, ctx, base+address)
		complaints(t, ctx, 2, `
			const colour = (e) => getComputedStyle(e).color, accent = colour(Object.assign(document.body.appendChild(document.createElement("a")), { href: "#" }));
			for (const e of document.querySelectorAll(".tools a[href], .tools button")) {
				if (e.ariaCurrent) continue;
				seen++;
				const to = new URL(e.href ?? location, location), away = e.tagName === "BUTTON" || to.pathname !== location.pathname;
				if (away !== (colour(e) === accent)) wrong.push(location.pathname + ": " + e.textContent + " is " + colour(e) + ", and leads to " + to.pathname);
			}`)
	}
}

// TestChineseKeepsItsMarks holds that in English pages no quotation mark of a Chinese text is that of the Latin script.
func TestChineseKeepsItsMarks(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, address := range pagesToSee() {
		open(t, ctx, base+inEnglish(address))
		complaints(t, ctx, 0, `
			for (const e of document.querySelectorAll('main [lang="zh-CN"]')) {
				if (e.parentElement.closest("h1, h2, h3, h4")) continue; // a name in a heading of the page
				if (getComputedStyle(e).fontFamily.includes("English")) wrong.push(location.pathname + ": " + e.outerHTML.slice(0, 80));
			}`)
	}
}

// TestMarksOfALineAreWhole holds that in a line a short mark is shown whole or not at all, on every width.
func TestMarksOfALineAreWhole(t *testing.T) {
	ctx := browse(t)
	base := site(t)
	for _, width := range []int64{1440, 1100, 768, 500, 390, 360, 320} {
		do(t, ctx, size(width, 900))
		open(t, ctx, base+"/search?q=发展&view=line&limit=50")
		complaints(t, ctx, 20, `
			for (const line of document.querySelectorAll(".hit-line .snippet")) {
				seen++;
				const end = line.getBoundingClientRect();
				for (const mark of line.querySelectorAll("mark")) {
					const r = mark.getBoundingClientRect();
					if (r.top < end.bottom - 4 && r.right > end.right + 1) wrong.push(innerWidth + ": " + line.textContent.slice(0, 30));
					if (mark.getClientRects().length > 1) wrong.push(innerWidth + ": broken in " + line.textContent.slice(0, 30));
				}
			}`)
	}
}
