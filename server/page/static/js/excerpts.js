// The page of the excerpts: shows what the browser keeps, as the server finds it now, and lets the reader order it.
import { identity } from "./keep.js";
import { clear, tell, trouble } from "./status.js";
import { beginning, keep, kept, mostKept } from "./store.js";
import { fetchPatiently } from "./swap.js";

const excerpts = "excerpts";
const form = () => document.getElementById("excerpts");
const items = () => [...document.querySelectorAll(".excerpt")];
const mine = () => form()?.hasAttribute("data-mine"); // the list is the browser's, and not one that an address brought along
let before = null; // what undoing brings back

export function startExcerpts() {
	document.addEventListener("click", pressed);
	document.addEventListener("submit", submitted);
	addEventListener("storage", (event) => {
		if (mine() && (event.key === null || event.key.endsWith(excerpts))) load();
	});
	addEventListener("pageshow", (event) => {
		if (event.persisted && mine()) load();
	});
	begin();
}

function begin() {
	if (!form()) return;
	if (form().hasAttribute("data-listed")) {
		form().querySelector("[data-collect]").hidden = false;
		return;
	}
	form().setAttribute("data-mine", "");
	load();
}

// load has the server find what the browser keeps.
function load() {
	const asked = new FormData();
	const lang = form().querySelector("[name=lang]");
	if (lang) asked.set("lang", lang.value);
	const list = kept(excerpts);
	for (const item of list) asked.append("p", item.name);
	if (list.length > 0) find(asked);
	else update();
}

// find shows the excerpts of a form as the server finds them.
async function find(asked) {
	const again = () => find(asked);
	try {
		const answer = await fetchPatiently(form().action, "text/html", AbortSignal.timeout(60_000), () => trouble("busy", again), new URLSearchParams(asked));
		const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".excerpts");
		if (!fresh) throw new Error("no page of excerpts");
		document.querySelector(".excerpts").replaceWith(document.adoptNode(fresh));
	} catch {
		return trouble("failed", again);
	}
	clear();
	form().setAttribute("data-mine", "");
	recall();
	save();
}

// recall fills in what only the browser knows of the excerpts that are gone.
function recall() {
	const known = new Map(kept(excerpts).map((item) => [identity(item.name), item]));
	for (const item of items()) {
		const was = known.get(identity(item.dataset.name));
		const then = item.querySelector(".excerpt-then");
		if (was?.title && item.matches(".excerpt-gone") && !item.querySelector("h2 a")) item.querySelector("h2").textContent = item.dataset.title = was.title;
		if (!then || !was?.text) continue;
		then.textContent = form().dataset.then.replace("%s", was.text);
		then.hidden = false;
	}
}

// save keeps the list as it stands on the page.
function save() {
	const known = new Map(kept(excerpts).map((item) => [identity(item.name), item]));
	keep(excerpts, items().map((item) => {
		const was = known.get(identity(item.dataset.name)) ?? { day: new Date().toISOString().slice(0, 10) };
		const now = item.querySelector("blockquote:not(.excerpt-then)");
		const text = now ? beginning(now.textContent) : was.text;
		return { ...was, name: item.dataset.now, title: item.dataset.title, text };
	}));
	update();
}

// update shows what follows from the number of excerpts.
function update() {
	const many = items().length;
	const page = document.querySelector(".excerpts");
	page.querySelector(".empty").hidden = many > 0;
	page.querySelector(".excerpts-kept").hidden = many === 0;
	page.querySelector("[data-empty]").hidden = many === 0;
	page.querySelector("[data-count]").hidden = many === 0;
	page.querySelector("[data-count]").textContent = String(many);
}

function pressed(event) {
	const button = event.target.closest?.(".excerpts button");
	if (!button) return;
	if (button.hasAttribute("data-collect")) return collect();
	if (button.hasAttribute("data-empty")) return empty();
	if (button.hasAttribute("data-undo")) return undo();
	const item = button.closest(".excerpt");
	if (!item || !mine()) return; // the server does it
	event.preventDefault();
	if (button.name === "remove") remove(item);
	else move(item, button, button.name === "up" ? -1 : 1);
}

function move(item, button, by) {
	const beside = by < 0 ? item.previousElementSibling : item.nextElementSibling;
	if (beside) {
		beside[by < 0 ? "before" : "after"](item);
		button.focus();
		item.scrollIntoView({ block: "nearest" });
		save();
	}
	tell(form().dataset.place.replace("%s", String(1 + items().indexOf(item))).replace("%s", String(items().length)));
}

function remove(item) {
	before = items();
	const next = item.nextElementSibling ?? item.previousElementSibling;
	item.remove();
	save();
	offerUndo(form().dataset.removed.replace("%s", item.dataset.title));
	(next?.querySelector("[name=remove]") ?? form().querySelector("[data-undo]")).focus();
}

function empty() {
	before = items();
	for (const item of before) item.remove();
	save();
	offerUndo(form().dataset.emptied);
	form().querySelector("[data-undo]").focus();
}

function offerUndo(text) {
	const line = form().querySelector(".excerpts-undo");
	line.querySelector("span").textContent = text;
	line.hidden = false;
	tell(text);
}

function undo() {
	form().querySelector(".excerpt-list").replaceChildren(...before);
	form().querySelector(".excerpts-undo").hidden = true;
	save();
	(items()[0]?.querySelector("[name=remove]") ?? document.getElementById("main")).focus();
}

// collect adds the list of an address to the browser's, and shows that.
function collect() {
	const list = kept(excerpts);
	const known = new Set(list.map((item) => identity(item.name)));
	const day = new Date().toISOString().slice(0, 10);
	for (const item of items()) if (!known.has(identity(item.dataset.now))) list.push({ name: item.dataset.now, title: item.dataset.title, day });
	if (keep(excerpts, list.slice(0, mostKept))) location.assign(form().action);
}

// submitted adds links to the browser's list. The server reads them.
function submitted(event) {
	if (event.target !== form() || !mine() || event.submitter?.name) return;
	event.preventDefault();
	find(new FormData(form()));
}
