package browsertest

import (
	"fmt"
	"testing"
)

// TestTargets holds that what is pressed is 24 pixels high and wide at least (WCAG 2.5.8), on phones and on narrow windows, and that nothing
// pressed lies over something else that is. Links in sentences are as the sentence is, and those of drawings have the table beside them.
func TestTargets(t *testing.T) {
	ctx := browse(t)
	base := unequal(t)
	sample := site(t)
	pages := []string{
		base + "/", base + "/search?fold=0&q=就业", base + "/search?q=就业&view=line&year=2016..", base + "/search?q=就业&view=report&region=吉林", base + "/search?q=龘龘",
		base + "/trends?q=就业", base + "/trends?q=就业 | 民生&by=region", base + "/regions?year=2018&q=就业", base + "/sentences?q=就业", base + "/lines?q=就业", base + "/counts?q=就业&by=year,region",
		base + "/figures", base + "/figures?name=GDP", base + "/figures?name=GDP&kind=target&year=2019", base + "/compare/liaoning-2019/liaoning-2018", base + "/panel?words=就业%0A民生",
		base + "/repeats?text=保障和改善民生，推动高质量发展。", base + "/reports", base + "/coverage", base + "/excerpts", base + "/following", base + "/add", base + "/api", base + "/nowhere",
		sample + "/reports/liaoning-2021?q=碳排放达峰", sample + "/reports/liaoning-2021#p67", sample + "/reports/liaoning-2021/cite",
	}
	for _, width := range []int64{390, 320, 720} {
		do(t, ctx, size(width, 800))
		for _, address := range pages {
			open(t, ctx, address)
			complaints(t, ctx, 3, fmt.Sprintf(`
				const boxes = [];
				const words = (e) => e.textContent.trim().slice(0, 20) || e.outerHTML.slice(0, 60);
				for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
					const label = e.matches("[type=checkbox], [type=file]") ? e.closest("label") : e;
					if (label.closest("svg, .unseen, .skip") || !label.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
					const sentence = e.matches("a") && getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && /[\p{L}\p{N}]/u.test(n.data)) && !e.parentElement.matches("li, td, th");
					const rects = [...label.getClientRects()].filter((r) => r.width > 0);
					if (rects.length === 0) continue;
					seen++;
					const [wide, high] = [Math.max(...rects.map((r) => r.width)), Math.max(...rects.map((r) => r.height))];
					if (!sentence && (wide < 23.9 || high < 23.9)) wrong.push(%q + " at %d: " + words(e) + " is " + wide.toFixed(1) + " by " + high.toFixed(1));
					const fixed = e.closest(".hit-bar, .site") !== null;
					if (!fixed && !sentence) for (const r of rects) boxes.push([e, r]);
				}
				for (const [i, [a, r]] of boxes.entries()) {
					for (const [b, s] of boxes.slice(i + 1)) {
						if (a.contains(b) || b.contains(a)) continue;
						const over = Math.min(Math.min(r.right, s.right) - Math.max(r.left, s.left), Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top));
						if (over > 4) wrong.push(%[1]q + " at %[2]d: " + words(a) + " and " + words(b) + " lie over each other by " + over.toFixed(1));
					}
				}`, address, width))
		}
	}
}
