// Collects paragraphs as excerpts, from wherever they stand. The links that do it lead to the page of the excerpts without scripts.
import { sentence, tell } from "./status.js";
import { beginning, keep, kept, mostKept, whenKept } from "./store.js";

const excerpts = "excerpts";

export function startKeeping() {
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.("a[data-keep]");
		if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		toggle(link);
	});
	document.addEventListener("keydown", (event) => {
		if (event.key !== " " || !event.target.matches?.("a[data-keep]")) return;
		event.preventDefault();
		toggle(event.target);
	});
	whenKept(excerpts, show);
}

// identity is what of a name stays when the paragraph moves: report and hash.
export function identity(name) {
	const at = name.lastIndexOf("#");
	return name.slice(0, at) + "#" + name.slice(at + 1).replace(/^[0-9]+-/, "");
}

function toggle(link) {
	const list = kept(excerpts);
	const mine = identity(link.dataset.keep);
	const rest = list.filter((item) => identity(item.name) !== mine);
	const adding = rest.length === list.length;
	if (adding && list.length >= mostKept) return tell(sentence("full"));
	if (adding) rest.push({ name: link.dataset.keep, text: textBeside(link), day: new Date().toISOString().slice(0, 10) });
	if (!keep(excerpts, rest)) return refuse(link);
	tell(link.getAttribute("aria-label"));
}

// refuse says in sight that nothing can be kept.
function refuse(link) {
	tell(sentence("notKept"));
	link.textContent = sentence("notKept");
}

function textBeside(link) {
	const paragraph = link.closest(".para, .hit")?.querySelector(".para-text, .snippet") ?? link.closest(".cite")?.querySelector("#text-quotation");
	return beginning(paragraph?.textContent ?? "");
}

// show says at each paragraph whether it is kept, and beside the link to the excerpts how many are.
function show() {
	const list = kept(excerpts);
	const known = new Set(list.map((item) => identity(item.name)));
	for (const link of document.querySelectorAll("a[data-keep]")) {
		const label = sentence(known.has(identity(link.dataset.keep)) ? "kept" : "keep");
		if (link.role === "button" && link.textContent === label) continue;
		link.role = "button";
		link.textContent = label;
		link.setAttribute("aria-label", `${label} ${link.dataset.place}`);
	}
	for (const count of document.querySelectorAll("[data-kept-count]")) {
		count.textContent = String(list.length);
		count.hidden = list.length === 0;
	}
}
