// Single keys. Readers who speak to their computer, or type into a tool of theirs, can turn them off in the sheet that ? opens.
import { step } from "./hits.js";
import { recall, remember } from "./store.js";

const stored = "keys";
let off = recall(stored) === "off";
const actions = { "/": focusBox, j: () => move(1), k: () => move(-1), n: () => step(1), N: () => step(-1), "?": openKeys };

export function startKeys() {
	document.addEventListener("keydown", pressed);
	document.addEventListener("click", (event) => {
		if (event.target.closest?.("[data-open=keys]")) openKeys();
	});
	const on = document.getElementById("keys-on");
	on.checked = !off;
	on.addEventListener("change", () => {
		off = !on.checked;
		remember(stored, off ? "off" : "on");
	});
}

function pressed(event) {
	const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
	if (event.key === "Escape" && typing) leave(event);
	if (typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
	const act = actions[event.key];
	if (!act || off) return;
	event.preventDefault();
	act();
}

// leave goes from a field to what it is about. Browsers would empty the field, and leave the answer to what stood in it.
function leave(event) {
	if (event.isComposing || document.querySelector("dialog[open]")) return;
	event.preventDefault();
	const current = event.target.id === "find" && document.querySelector(".text mark.here");
	if (current) current.tabIndex = -1;
	(current || document.getElementById("main")).focus({ preventScroll: true });
}

function focusBox() {
	const box = document.getElementById("q");
	box.focus();
	box.select();
}

// move goes to the next hit or the one before. Its link has the focus, so that Enter opens it.
function move(by) {
	const hits = [...document.querySelectorAll(".hit")];
	if (hits.length === 0) return;
	const now = hits.findIndex((hit) => hit.classList.contains("selected"));
	const next = Math.min(Math.max(now + by, 0), hits.length - 1);
	hits[now]?.classList.remove("selected");
	hits[next].classList.add("selected");
	hits[next].querySelector(".hit-link").focus({ preventScroll: true });
	hits[next].scrollIntoView({ block: "nearest" });
}

function openKeys() {
	document.getElementById("keys").showModal();
}
