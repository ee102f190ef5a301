// Says in the language of the page what a form lacks; by themselves browsers say it in their own.
import { sentence } from "./status.js";

export function startForms() {
	document.addEventListener("invalid", (event) => event.target.setCustomValidity(lacking(event.target)), true);
	document.addEventListener("input", (event) => event.target.setCustomValidity?.(""), true); // until it is sent again
}

// lacking is what a field wants; empty where the browser has to say it.
function lacking(field) {
	if (field.validity.valueMissing) return sentence(field.type === "checkbox" ? "unticked" : "missing");
	return field.dataset.wanted ?? "";
}
