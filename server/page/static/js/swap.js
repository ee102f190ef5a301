// Fetches a page and puts those of its parts in place that may change: the elements with data-swap, by their ids. The
// server makes all that is seen, so that there is one way to show an answer.
import { announce, clear, trouble } from "./status.js";

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
		if (error.name !== "AbortError") trouble("failed", () => show(address));
		return false;
	} finally {
		if (running === mine) document.documentElement.classList.remove("waiting");
	}
}

function begin(address) {
	running?.abort();
	latest = place(address);
	running = new AbortController();
	document.documentElement.classList.add("waiting");
	return running;
}

async function fetchPage(address, signal) {
	const answer = await fetchPatiently(address, "text/html", signal, () => trouble("busy", () => show(address)));
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
	if (!document.activeElement || document.activeElement === document.body) find(focused)?.focus({ preventScroll: true });
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

// keyOf tells a control from others by what stays when an answer takes the place of another: the nearest id and its name.
function keyOf(control) {
	if (!control || control === document.body) return null;
	return { id: control.id, within: control.closest("main [id]")?.id ?? "", name: nameOf(control) };
}

function nameOf(control) {
	return (control.querySelector(".facet-name") ?? control).textContent.trim();
}

// find gives the control of a key.
function find(key) {
	if (!key) return null;
	if (key.id) return document.getElementById(key.id);
	const scope = document.getElementById(key.within);
	return [...(scope?.querySelectorAll("a[href], button, summary") ?? [])].find((control) => nameOf(control) === key.name && keyOf(control).within === key.within);
}

// opened gives the keys of what is unfolded.
function opened() {
	return new Set([...document.querySelectorAll("main details[open]")].map(detailsKey));
}

function detailsKey(details) {
	return details.className + " " + (details.closest("main [id]")?.id ?? "");
}
