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
