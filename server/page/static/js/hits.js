// Goes from mark to mark in a report.
import { tell } from "./status.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const glides = 2; // screens: what is farther away is jumped to
let at = 0; // the mark that was gone to last, from 1

const marks = () => document.querySelectorAll(".text mark[id]");

// step goes to the next mark or the one before, round the ends.
export function step(by, focus = true) {
	const all = marks().length;
	if (all === 0) return;
	if (at === 0) at = nearest() - (by > 0 ? 1 : 0);
	goTo(((at + by - 1 + all) % all) + 1, focus);
}

// nearest is the first mark that is not above what is seen, or the first of all. Of paragraphs above, which may not be laid out, no
// mark is asked for.
function nearest() {
	const below = [...marks()].findIndex((mark) => mark.closest(".para").getBoundingClientRect().bottom > 0 && mark.getBoundingClientRect().top > 0);
	return below < 0 ? 1 : below + 1;
}

// goToNearest goes to the first mark from where the reader is. The focus stays where it is.
export function goToNearest() {
	if (marks().length > 0) goTo(nearest(), false);
}

// goTo goes to a mark: the address, the reading cursor and what is said go along.
export function goTo(n, focus = true) {
	const mark = document.getElementById("m" + n);
	if (!mark) return;
	show(n);
	const far = Math.abs(mark.getBoundingClientRect().top - innerHeight / 2) > glides * innerHeight;
	mark.scrollIntoView({ block: "center", behavior: far || calm.matches ? "instant" : "smooth" });
	history.replaceState(history.state, "", "#m" + n);
	if (focus) {
		mark.tabIndex = -1;
		mark.focus({ preventScroll: true });
	}
	tell(document.querySelector("[data-at]")?.textContent + " " + sentenceOf(mark));
}

// sentenceOf is what stands around a mark up to the ends of its sentence.
function sentenceOf(mark) {
	const text = mark.closest(".para-text");
	const range = document.createRange();
	range.selectNodeContents(text);
	range.setEndBefore(mark);
	const before = range.toString();
	const whole = text.textContent;
	const end = whole.slice(before.length).search(/[。！？；]/);
	return whole.slice(before.search(/[^。！？；]*$/), end < 0 ? undefined : before.length + end + 1).trim();
}

// show makes a mark the current one.
export function show(n) {
	at = n;
	for (const old of document.querySelectorAll("mark.here, .map a.here")) old.classList.remove("here");
	document.getElementById("m" + n)?.classList.add("here");
	tickOf(n)?.classList.add("here");
	const counter = document.querySelector("[data-at]");
	if (counter) counter.textContent = n + "/" + marks().length;
}

// tickOf is the tick of the map that stands for a mark: its own, or that of an earlier one on the same line.
function tickOf(n) {
	let found = null;
	for (const tick of document.querySelectorAll(".map a")) {
		if (Number(tick.getAttribute("href").slice(2)) > n) break;
		found = tick;
	}
	return found;
}

// forget begins anew, with the first mark of the paragraph that the address names, if it has one.
export function forget() {
	at = 0;
	const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
	const first = target && (target.matches("mark") ? target : target.querySelector("mark[id]"));
	if (first) show(Number(first.id.slice(1)));
}
