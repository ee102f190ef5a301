// Fetches a page and puts those of its parts in place that may change: the elements with data-swap, by their ids. The
// server makes all that is seen, so that there is one way to show an answer.
import { announce, say } from "./status.js";

let running = null; // the request whose answer is waited for
let latest = place(location.href); // what is shown, or will be when its answer comes
const busyPause = 1500; // ms until a busy server is asked again

function place(address) {
	const { pathname, search } = new URL(address, location.href);
	return pathname + search;
}

// showing is what the page is of; it differs from addressed when somebody has gone back.
export const showing = () => latest;
export const addressed = () => place(location.href);

// show fetches an address and shows it. A request that a later one overtakes is dropped with its answer.
export async function show(address) {
	running?.abort();
	latest = place(address);
	const mine = (running = new AbortController());
	document.documentElement.classList.add("waiting");
	try {
		const next = await fetchPage(address, mine.signal);
		if (mine.signal.aborted) return false;
		replace(next);
		return true;
	} catch (error) {
		if (error.name !== "AbortError") say("failed");
		return false;
	} finally {
		if (running === mine) document.documentElement.classList.remove("waiting");
	}
}

async function fetchPage(address, signal) {
	for (;;) {
		const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
		if (answer.status !== 429 && answer.status !== 503) {
			return new DOMParser().parseFromString(await answer.text(), "text/html");
		}
		say("busy");
		await new Promise((done) => setTimeout(done, busyPause));
		signal.throwIfAborted();
	}
}

function replace(next) {
	const focused = document.activeElement?.id;
	for (const part of document.querySelectorAll("[data-swap]")) {
		const fresh = next.getElementById(part.id);
		// A part inside one that was replaced already is no longer on the page.
		if (fresh && part.isConnected && !typedInto(part, fresh)) {
			part.replaceWith(document.adoptNode(fresh));
		}
	}
	document.title = next.title;
	document.documentElement.className = next.documentElement.className + " scripts";
	if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
	document.dispatchEvent(new Event("gongbao:shown"));
	announce();
}

// typedInto says whether somebody types into a part that stays. What is inside it is put in place for itself.
function typedInto(part, fresh) {
	const field = part.querySelector("form[data-live] :focus");
	return field !== null && fresh.querySelector("#" + field.id) !== null;
}
