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
export function say(name) {
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
