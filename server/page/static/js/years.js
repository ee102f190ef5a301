// Takes a stretch of years by dragging over the bars.
import { go } from "./live.js";

let from = null; // the year where the pointer went down
let to = null;
let pressed; // the bar where it last went down
let hint; // what the hint beside the chart says while nobody drags

export function startChart() {
	document.addEventListener("pointerdown", (event) => {
		if (!event.target.closest?.("[data-chart] [data-year]") || event.button !== 0) return;
		pressed = barAt(event.clientX);
		from = to = yearOf(pressed);
	});
	document.addEventListener("pointermove", (event) => {
		if (from === null) return;
		to = yearOf(barAt(event.clientX));
		paint();
	});
	document.addEventListener("pointerup", finish);
	document.addEventListener("pointercancel", clear);
	document.addEventListener("dragstart", (event) => {
		if (from !== null) event.preventDefault(); // a bar is a link, which browsers would drag away
	});
	document.addEventListener("click", swallow, true);
	document.addEventListener("click", straighten, true);
}

let dragged = false;

function finish() {
	if (from === null) return;
	const years = [Math.min(from, to), Math.max(from, to)];
	dragged = years[0] !== years[1];
	clear();
	if (!dragged) return; // a click, which the link answers
	const address = new URL(location.href);
	for (const name of ["cursor", "page", "from", "to"]) address.searchParams.delete(name); // the last two are what the form beside calls a range
	address.searchParams.set("year", years.join(".."));
	go(address.href);
	setTimeout(() => (dragged = false));
}

// swallow keeps the click at the end of a drag from following the bar under it.
function swallow(event) {
	if (dragged && event.target.closest?.("[data-chart]")) event.preventDefault();
}

// straighten follows the bar that was pressed. Browsers move a tap to a link near the finger, and bars are narrower than fingertips.
function straighten(event) {
	const bar = event.target.closest?.("[data-chart] [data-year]");
	if (!bar || event.defaultPrevented || event.detail === 0) return; // the last is the Enter key
	if (!pressed?.isConnected || pressed === bar) return;
	event.preventDefault();
	event.stopPropagation();
	const { ctrlKey, metaKey, shiftKey } = event;
	pressed.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}

function clear() {
	from = to = null;
	paint();
}

function paint() {
	const [first, last] = [Math.min(from, to), Math.max(from, to)];
	const dragging = from !== null && first !== last;
	for (const bar of document.querySelectorAll("[data-chart] [data-year]")) {
		bar.classList.toggle("within", dragging && yearOf(bar) >= first && yearOf(bar) <= last);
	}
	const place = document.querySelector(".year-form .hint");
	if (!place) return;
	hint ??= place.textContent;
	place.textContent = dragging ? `${first}—${last}` : hint;
}

// barAt is the bar above or below a place, or the nearest: whoever drags leaves the bars upwards and downwards. A bar reaches over its
// own year alone; what is drawn in it may lie over its neighbours.
function barAt(x) {
	const off = (bar) => {
		const { left, right } = bar.querySelector(".reach").getBoundingClientRect();
		return Math.max(left - x, x - right, 0);
	};
	return [...document.querySelectorAll("[data-chart] [data-year]")].reduce((best, bar) => (off(bar) < off(best) ? bar : best));
}

function yearOf(bar) {
	return Number(bar.dataset.year);
}
