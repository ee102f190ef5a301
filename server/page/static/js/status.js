// Speaks through the live region.
const status = () => document.getElementById("status");

// say speaks one of the sentences that the page brings along.
export function say(name) {
	status().textContent = status().dataset[name] ?? "";
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
