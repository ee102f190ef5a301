// Offers phrases of the reports below the box while one types. The box is a combobox of ARIA then, whose focus never leaves
// the field; without scripts it stays a field.
const pause = 120; // ms after a keystroke, a little less than the answer below takes
const most = 8; // what is read at a glance
const field = () => document.getElementById("q");
const list = () => document.getElementById("suggestions");
let timer;
let running = null; // the request whose answer is waited for
let at = -1; // the phrase that Enter takes, or none

export function startSuggesting() {
	const box = field();
	for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": "suggestions" })) {
		box.setAttribute(name, value);
	}
	// While an input method composes, the box holds letters that nobody looks for, and the keys are the method's own.
	box.addEventListener("input", (event) => !event.isComposing && later());
	box.addEventListener("compositionstart", close);
	box.addEventListener("compositionend", later);
	box.addEventListener("keydown", (event) => !event.isComposing && pressed(event));
	box.addEventListener("blur", close);
	box.form.addEventListener("submit", close);
	addEventListener("popstate", close);
	list().addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
	list().addEventListener("click", (event) => take(event.target.closest("[role=option]")));
}

function later() {
	drop();
	timer = setTimeout(ask, pause);
}

// drop forgets what was asked: its answer would be about words that no longer stand in the box.
function drop() {
	clearTimeout(timer);
	running?.abort();
}

async function ask() {
	const typed = field().value.trim();
	if (!typed) return close();
	const mine = (running = new AbortController());
	try {
		const address = new URL(list().dataset.from, location.href);
		address.search = new URLSearchParams({ q: typed, limit: most });
		const answer = await fetch(address, { signal: mine.signal });
		const phrases = answer.ok ? (await answer.json()).suggestions.map((s) => s.text) : [];
		if (!mine.signal.aborted) offer(phrases.filter((phrase) => phrase !== typed));
	} catch {
		if (!mine.signal.aborted) close(); // phrases are a help; a search says itself when the server is away
	}
}

function offer(phrases) {
	if (phrases.length === 0 || document.activeElement !== field()) return close();
	list().replaceChildren(...phrases.map(option));
	list().hidden = false;
	field().setAttribute("aria-expanded", "true");
	choose(-1);
}

function option(phrase, n) {
	const item = document.createElement("li");
	item.id = "suggestion-" + n;
	item.role = "option";
	item.lang = "zh-CN";
	item.textContent = phrase;
	return item;
}

// choose makes a phrase the one that Enter takes; -1 is what was typed.
function choose(n) {
	at = n;
	[...list().children].forEach((item, i) => item.setAttribute("aria-selected", i === n));
	if (n < 0) field().removeAttribute("aria-activedescendant");
	else field().setAttribute("aria-activedescendant", list().children[n].id);
}

function close() {
	drop();
	if (list().hidden) return;
	list().hidden = true;
	list().replaceChildren();
	field().setAttribute("aria-expanded", "false");
	choose(-1);
}

function pressed(event) {
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	const act = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => take(list().children[at]), Escape: leave }[event.key];
	if (act?.()) {
		event.preventDefault();
		event.stopPropagation(); // a key that was for the list does nothing else
	}
}

// move goes round the list, by way of what was typed.
function move(by) {
	if (list().hidden) {
		later();
		return true;
	}
	const places = list().children.length + 1;
	choose(((at + 1 + by + places) % places) - 1);
	return true;
}

function take(item) {
	if (!item) return false;
	field().value = item.textContent;
	close();
	field().form.requestSubmit();
	return true;
}

function leave() {
	const open = !list().hidden;
	close();
	return open;
}
