// Fetches a page and puts those of its parts in place that may change: the elements with data-swap, by their ids. The
// server makes all that is seen, so that there is one way to show an answer.
import { announce, clear, sentence, trouble } from "./status.js";

let running = null; // the request whose answer is waited for
let latest = place(location.href); // what is shown, or will be when its answer comes
const busyPause = 1.5; // seconds until a busy server that does not say when is asked again
const longestPause = 60; // seconds, whatever it says

function place(address) {
	const { pathname, search } = new URL(address, location.href);
	return pathname + search;
}

// showing is what the page is of; it differs from addressed when somebody has gone back.
export const showing = () => latest;
export const addressed = () => place(location.href);

// named says that the page is as good as that of another address, which is in the address bar now.
export function named() {
	latest = addressed();
}

// show fetches an address and shows it. A request that a later one overtakes is dropped with its answer. What is shown when no
// answer comes is about something else than what was asked, and so it goes.
export async function show(address) {
	const mine = begin(address);
	try {
		const next = await fetchPage(address, mine.signal);
		if (mine.signal.aborted) return false;
		replace(next);
		clear();
		return true;
	} catch (error) {
		if (error.name !== "AbortError") lost("failed", address);
		return false;
	} finally {
		if (running === mine) document.documentElement.classList.remove("waiting");
	}
}

// lost says everywhere, in the title too, that what is shown does not answer what was asked.
function lost(kind, address) {
	document.title = sentence(kind);
	trouble(kind, () => show(address));
}

function begin(address) {
	running?.abort();
	latest = place(address);
	running = new AbortController();
	document.documentElement.classList.add("waiting");
	return running;
}

async function fetchPage(address, signal) {
	const answer = await fetchPatiently(address, "text/html", signal, () => lost("busy", address));
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	if (!page.getElementById("main")) throw new Error(`${address} is no page of this site`);
	return page;
}

// fetchPatiently asks a busy server again when it says, and tells whoever waits. A body is that of a form.
export async function fetchPatiently(address, accepted, signal, busy, body) {
	for (;;) {
		const answer = await fetch(address, { signal, headers: { Accept: accepted }, method: body ? "POST" : "GET", body });
		if (answer.status !== 429 && answer.status !== 503) return answer;
		busy();
		const seconds = Number(answer.headers.get("Retry-After")) || busyPause;
		await new Promise((done) => setTimeout(done, 1000 * Math.min(seconds, longestPause)));
		signal.throwIfAborted();
	}
}

function replace(next) {
	const focused = keyOf(document.activeElement);
	const open = opened();
	put(next);
	document.title = next.title;
	document.documentElement.className = next.documentElement.className + " scripts";
	for (const details of document.querySelectorAll("main details")) if (open.has(detailsKey(details))) details.open = true;
	if (focused && nothingFocused()) (find(focused) ?? document.getElementById("main")).focus({ preventScroll: true });
	document.dispatchEvent(new Event("gongbao:shown"));
	announce();
}

// put puts the parts of a page in place.
export function put(next) {
	for (const part of document.querySelectorAll("[data-swap]")) {
		const fresh = next.getElementById(part.id);
		// A part inside one that was replaced already is no longer on the page.
		if (fresh && part.isConnected && !typedInto(part, fresh)) {
			part.replaceWith(document.adoptNode(fresh));
		}
	}
}

// typedInto says whether somebody types into a part that stays. What is inside it is put in place for itself.
function typedInto(part, fresh) {
	const field = part.querySelector("form[data-live] :focus");
	return field !== null && fresh.querySelector("#" + field.id) !== null;
}

// nothingFocused says whether no control has the focus.
export function nothingFocused() {
	return !document.activeElement || document.activeElement === document.body;
}

// keyOf tells a control from others by what stays when an answer takes the place of another: its id, or its name and those of what it
// stands in.
function keyOf(control) {
	if (!control || control === document.body) return null;
	return control.id || [groupOf(control), rowOf(control), nameOf(control)].join("\n");
}

function nameOf(control) {
	return control.dataset.year || control.name || (control.querySelector(".facet-name") ?? control).textContent.trim();
}

// groupOf gives the name of the nearest part of the page that has one.
function groupOf(control) {
	const group = control.parentElement.closest("[id], [aria-labelledby], [aria-label]");
	return group?.id || group?.getAttribute("aria-labelledby") || group?.getAttribute("aria-label") || "";
}

// rowOf gives the words that lead a line of choices.
function rowOf(control) {
	const first = control.parentElement.firstElementChild;
	return first?.matches("span") ? first.textContent : "";
}

// find gives the control of a key.
function find(key) {
	return [...document.querySelectorAll("main :is(a[href], button, summary, input, select, textarea)")].find((control) => keyOf(control) === key);
}

// opened gives the keys of what is unfolded.
function opened() {
	return new Set([...document.querySelectorAll("main details[open]")].map(detailsKey));
}

function detailsKey(details) {
	return details.className + " " + (details.closest("main [id]")?.id ?? "");
}
