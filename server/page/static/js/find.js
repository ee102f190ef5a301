// Finds in a report as browsers find in a page: what is typed is marked in the text that is there, the first place comes into
// view, and Enter goes on. The server says where the marks are; the text itself is not sent again.
import { forget, goToNearest, step } from "./hits.js";
import { fetchPatiently, named, put } from "./swap.js";
import { announce, clear, trouble } from "./status.js";

const pause = 140; // ms after a keystroke
const narrow = matchMedia("(max-width: 56rem)"); // where the field would go out of view with the text
const field = () => document.getElementById("find");
let timer;
let running = null; // the request whose answer is waited for
let marked = asked(); // what is marked in the text

export function startFinding() {
	document.addEventListener("input", (event) => event.target === field() && !event.isComposing && later());
	document.addEventListener("compositionstart", () => clearTimeout(timer));
	document.addEventListener("compositionend", (event) => event.target === field() && later());
	document.addEventListener("keydown", (event) => {
		if (event.target !== field() || event.key !== "Enter" || !event.shiftKey || event.isComposing) return;
		event.preventDefault();
		enter(-1);
	});
	document.addEventListener("submit", (event) => {
		if (!event.target.contains(field())) return;
		event.preventDefault();
		enter(1);
	});
	document.addEventListener("gongbao:shown", () => (marked = asked()));
	addEventListener("popstate", () => clearTimeout(timer));
}

function asked() {
	return new URL(location.href).searchParams.get("q") ?? "";
}

function later() {
	clearTimeout(timer);
	timer = setTimeout(async () => {
		if ((await mark()) && !narrow.matches) goToNearest();
	}, pause);
}

// enter goes on from a mark, or to the first place of words that have just been typed.
async function enter(by) {
	clearTimeout(timer);
	if (field().value === marked) return step(by, false);
	if (await mark()) goToNearest();
}

// mark marks what the field says, and says whether it has.
async function mark() {
	const q = field().value;
	if (q === marked) return false;
	running?.abort();
	const mine = (running = new AbortController());
	const address = new URL(field().form.action);
	address.search = new URLSearchParams([...new FormData(field().form)].filter(([, value]) => value));
	const marks = new URL(address);
	marks.pathname += "/marks";
	document.documentElement.classList.add("waiting");
	try {
		const answer = await fetchPatiently(marks, "application/json", mine.signal, () => trouble("busy", mark));
		if (!answer.ok) throw new Error(`${marks}: ${answer.status}`);
		show(await answer.json());
		history.replaceState(history.state, "", address);
		named();
		marked = q;
		clear();
		return true;
	} catch (error) {
		if (error.name !== "AbortError") trouble("failed", mark);
		return false;
	} finally {
		if (running === mine) document.documentElement.classList.remove("waiting");
	}
}

// show puts marks in the place of those that are there.
function show({ title, parts, marks }) {
	unmark();
	marks.forEach((place, i) => markAt(...place, "m" + (i + 1)));
	put(new DOMParser().parseFromString(parts, "text/html"));
	document.title = title;
	const box = document.getElementById("q");
	if (box !== document.activeElement) box.value = field().value;
	forget();
	document.dispatchEvent(new Event("gongbao:marked"));
	announce();
}

function unmark() {
	const texts = new Set();
	for (const mark of document.querySelectorAll(".text mark")) {
		texts.add(mark.parentNode);
		mark.replaceWith(...mark.childNodes);
	}
	for (const text of texts) text.normalize();
}

// markAt marks a stretch of a paragraph, in UTF-16 code units. Where a run-in title ends inside of it, it is two elements, of which
// the first has the id.
function markAt(paragraph, from, to, id) {
	const texts = document.createTreeWalker(document.getElementById("p" + paragraph).querySelector(".para-text"), NodeFilter.SHOW_TEXT);
	let begin = 0;
	for (let text = texts.nextNode(); text && begin < to; text = texts.nextNode()) {
		const end = begin + text.length;
		const [cut, stop] = [Math.max(from, begin) - begin, Math.min(to, end) - begin];
		if (cut < stop) {
			const mark = document.createElement("mark");
			if (id) mark.id = id;
			id = "";
			if (stop < text.length) text.splitText(stop);
			const inside = cut > 0 ? text.splitText(cut) : text;
			inside.replaceWith(mark);
			mark.append(inside);
			texts.currentNode = inside;
		}
		begin += cut < stop ? stop : end - begin;
	}
}
