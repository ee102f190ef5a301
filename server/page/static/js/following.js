// Keeps questions, and shows what is new since their reader has seen what they find.
import { clear, sentence, tell, trouble } from "./status.js";
import { keep, kept, whenKept } from "./store.js";
import { fetchPatiently } from "./swap.js";

const questions = "questions";
const mostQuestions = 50;
const form = () => document.getElementById("following");
const mine = () => form()?.hasAttribute("data-mine"); // the list is the browser's, and not one that an address brought along

export function startFollowing() {
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.("a[data-save]");
		if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
			event.preventDefault();
			toggle(link);
		}
		const button = event.target.closest?.(".question button");
		if (button && mine()) {
			event.preventDefault();
			change(button);
		}
	});
	document.addEventListener("keydown", (event) => {
		if (event.key !== " " || !event.target.matches?.("a[data-save]")) return;
		event.preventDefault();
		toggle(event.target);
	});
	whenKept(questions, show);
	begin();
}

async function begin() {
	const list = kept(questions);
	if (document.querySelector(".home") && list.length > 0) return tellAtHome(list);
	if (!form() || form().hasAttribute("data-listed")) return;
	form().setAttribute("data-mine", "");
	if (list.length > 0) load();
}

const written = (item) => `${item.since}?${item.name}`;

// ask has the server count questions, and gives its page.
async function ask(list, address) {
	const asked = new URLSearchParams(list.map((item) => ["s", written(item)]));
	const lang = document.documentElement.lang === "en" ? "en" : "";
	if (lang) asked.set("lang", lang);
	const answer = await fetchPatiently(address, "text/html", AbortSignal.timeout(60_000), () => trouble("busy", load), asked);
	const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".following");
	if (!page) throw new Error("no page of questions");
	return page;
}

// load shows the questions that the browser keeps as they are answered now.
async function load() {
	try {
		const page = await ask(kept(questions), form().action);
		document.querySelector(".following").replaceWith(document.adoptNode(page));
	} catch {
		return trouble("failed", load);
	}
	clear();
	form().setAttribute("data-mine", "");
	// What was never seen is seen now.
	const latest = form().dataset.latest;
	keep(questions, kept(questions).map((item) => ({ ...item, since: item.since || latest })));
}

// tellAtHome says which questions find something new. Without an answer the page stays as it is.
async function tellAtHome(list) {
	const place = document.getElementById("news");
	let page;
	try {
		page = await ask(list, place.dataset.from);
	} catch {
		return;
	}
	clear();
	const fresh = [...page.querySelectorAll(".question")].filter((question) => Number(question.dataset.new) > 0);
	for (const question of fresh) {
		const item = document.createElement("li");
		item.append(question.querySelector("h2 a"), " ", question.querySelector(".question-new"), ...question.querySelectorAll(".question-reports"));
		place.querySelector("ul").append(item);
	}
	place.hidden = fresh.length === 0;
}

// toggle keeps a question or forgets it. The server says when the latest report arrived: later ones are new.
async function toggle(link) {
	const list = kept(questions);
	const rest = list.filter((item) => item.name !== link.dataset.save);
	const adding = rest.length === list.length;
	if (adding && list.length >= mostQuestions) return tell(sentence("fullQuestions"));
	if (adding) rest.push({ name: link.dataset.save, since: link.dataset.latest });
	if (!keep(questions, rest)) {
		link.textContent = sentence("notKept");
		return tell(sentence("notKept"));
	}
	tell(link.textContent);
}

function show() {
	const known = new Set(kept(questions).map((item) => item.name));
	for (const link of document.querySelectorAll("a[data-save]")) {
		const label = sentence(known.has(link.dataset.save) ? "saved" : "save");
		link.role = "button";
		if (link.textContent !== label) link.textContent = label;
	}
	for (const count of document.querySelectorAll("[data-saved-count]")) {
		count.textContent = String(known.size);
		count.hidden = known.size === 0;
	}
}

// change forgets a question, or takes what it finds as seen.
function change(button) {
	const item = button.closest(".question");
	const next = item.nextElementSibling ?? item.previousElementSibling;
	const asked = item.dataset.asked;
	const list = kept(questions);
	if (button.name === "seen") {
		keep(questions, list.map((one) => (one.name === asked ? { ...one, since: form().dataset.latest } : one)));
		load().then(() => document.getElementById("main").focus({ preventScroll: true }));
		return;
	}
	keep(questions, list.filter((one) => one.name !== asked));
	item.remove();
	form().querySelector(".empty").hidden = document.querySelector(".question") !== null;
	(next?.querySelector("[name=remove]") ?? document.getElementById("main")).focus();
}
