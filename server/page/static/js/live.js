// Answers while one types, and keeps the address and the history in step.
import { addressed, nothingFocused, show, showing } from "./swap.js";

const pause = 140; // ms after a keystroke: shorter asks for words half typed, longer is felt
let typing = false; // the history has an entry for what is being typed
let timer;

export function startLive() {
	document.addEventListener("input", (event) => {
		// While an input method composes, the box holds letters that nobody looks for.
		if (!event.isComposing) later(event);
	});
	document.addEventListener("compositionstart", () => clearTimeout(timer));
	document.addEventListener("compositionend", later);
	document.addEventListener("click", followed);
	document.addEventListener("submit", submitted);
	addEventListener("popstate", wentBack);
}

function later(event) {
	const form = event.target.closest?.("form[data-live]");
	if (!form || document.querySelector("main .report")) return; // one letter shall not take away what somebody reads
	clearTimeout(timer);
	timer = setTimeout(() => typed(form), pause);
}

function typed(form) {
	const address = addressOf(form);
	if (address === location.href) return;
	history[typing ? "replaceState" : "pushState"](null, "", address);
	typing = true;
	show(address);
}

// addressOf is where the form would lead, without fields that are empty.
function addressOf(form) {
	const address = new URL(form.getAttribute("action"), location.href);
	address.search = "";
	for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
	return address.href;
}

function submitted(event) {
	const form = event.target;
	if (form.method === "dialog" || !form.matches("form[data-live], .year-form, nav.pages form")) return;
	event.preventDefault();
	clearTimeout(timer);
	const turns = form.closest("nav.pages") !== null;
	go(addressOf(form)).then((shown) => shown && turns && turned());
}

// go shows an address as a step of its own in the history.
export async function go(address) {
	const changed = address !== location.href;
	if (changed && !typing) history.pushState(null, "", address);
	else if (changed) history.replaceState(null, "", address);
	typing = false;
	return show(address);
}

// followed keeps links from one state of a page to another from loading it anew.
async function followed(event) {
	const link = event.target.closest?.("main a[href]");
	const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
	if (!link || !plain || event.defaultPrevented || link.hasAttribute("download")) return;
	const to = new URL(link.getAttribute("href"), location.href);
	const here = document.querySelector("main .results, main .catalogue");
	if (!here || to.origin !== location.origin || to.pathname !== location.pathname) return;
	event.preventDefault();
	typing = false;
	history.pushState(null, "", to);
	const turns = link.closest("nav.pages") !== null;
	if (!(await show(to.href))) return;
	if (turns) turned();
	else if (nothingFocused()) document.getElementById("main").focus({ preventScroll: true });
}

// turned goes to where another page of the answer begins.
function turned() {
	const begin = document.getElementById("answer") ?? document.getElementById("main");
	begin.focus({ preventScroll: true });
	begin.scrollIntoView();
}

async function wentBack() {
	if (addressed() === showing()) return; // to another place on the page
	clearTimeout(timer);
	typing = false;
	await show(location.href);
	const asked = new URL(location.href).searchParams;
	for (const input of document.querySelectorAll("form[data-live] input[type=search]")) input.value = asked.get(input.name) ?? "";
}
