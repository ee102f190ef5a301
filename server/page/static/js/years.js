// Takes a stretch of years by dragging over the bars.
import { go } from "./live.js";

let from = null; // the year where the pointer went down
let to = null;

export function startChart() {
	document.addEventListener("pointerdown", (event) => {
		const bar = barAt(event);
		if (!bar || event.button !== 0) return;
		from = to = yearOf(bar);
	});
	document.addEventListener("pointermove", (event) => {
		const bar = from !== null && barAt(event);
		if (!bar) return;
		to = yearOf(bar);
		paint();
	});
	document.addEventListener("pointerup", finish);
	document.addEventListener("pointercancel", clear);
	document.addEventListener("dragstart", (event) => {
		if (from !== null) event.preventDefault(); // a bar is a link, which browsers would drag away
	});
	document.addEventListener("click", swallow, true);
}

let dragged = false;

function finish() {
	if (from === null) return;
	const years = [Math.min(from, to), Math.max(from, to)];
	dragged = years[0] !== years[1];
	clear();
	if (!dragged) return; // a click, which the link answers
	const address = new URL(location.href);
	address.searchParams.delete("cursor");
	address.searchParams.delete("page");
	address.searchParams.set("year", years.join(".."));
	go(address.href);
	setTimeout(() => (dragged = false));
}

// swallow keeps the click at the end of a drag from following the bar under it.
function swallow(event) {
	if (dragged && event.target.closest?.("[data-chart]")) event.preventDefault();
}

function clear() {
	from = to = null;
	paint();
}

function paint() {
	for (const bar of document.querySelectorAll("[data-year]")) {
		const year = yearOf(bar);
		bar.classList.toggle("within", from !== null && from !== to && year >= Math.min(from, to) && year <= Math.max(from, to));
	}
}

function barAt(event) {
	return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-year]");
}

function yearOf(bar) {
	return Number(bar.dataset.year);
}
