// Speaks: through the live region to those who hear the page, and through a line above the answer to everybody.
const status = () => document.getElementById("status");
const line = () => document.getElementById("trouble");
let again = null; // what the button on the line does

export function startTelling() {
	line().querySelector("button").addEventListener("click", () => again?.());
	addEventListener("online", () => again?.());
	const seconds = Number(document.querySelector("[data-again]")?.dataset.again);
	if (seconds) setTimeout(() => location.reload(), 1000 * seconds);
}

// trouble says in sight of everybody that the answer on the page is not that to the question. kind is failed or busy.
export function trouble(kind, retry) {
	again = retry;
	line().querySelector("span").textContent = sentence(kind);
	line().hidden = false;
	document.documentElement.dataset.trouble = kind;
	say(kind);
}

// clear takes back that something was wrong.
export function clear() {
	again = null;
	line().hidden = true;
	delete document.documentElement.dataset.trouble;
}

// say speaks one of the sentences that the page brings along.
function say(name) {
	status().textContent = sentence(name);
}

// sentence gives one of them.
export function sentence(name) {
	return status().dataset[name] ?? "";
}

// tell speaks a text that is about the moment.
export function tell(text) {
	status().textContent = text;
}

// announce speaks the counts of the answer that is shown now.
export function announce() {
	tell(document.querySelector("[data-announce]")?.textContent.trim() ?? "");
}

const flashed = new WeakMap(); // what a control says by itself, and the clock that brings it back

// flash says something in the place of what was pressed, for as long as it takes to read.
export function flash(control, text) {
	const before = flashed.get(control);
	clearTimeout(before?.clock);
	const label = before?.label ?? control.textContent;
	const clock = setTimeout(() => {
		control.textContent = label;
		flashed.delete(control);
	}, 1000 + 100 * text.length);
	flashed.set(control, { label, clock });
	control.textContent = text;
	tell(text);
}
