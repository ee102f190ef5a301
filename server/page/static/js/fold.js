// On a narrow screen the filters and the outline are folded until somebody wants them, and then stay as they were left.
const narrow = matchMedia("(max-width: 56rem)");
const left = new Map(); // whether each was left open

export function startFolding() {
	document.addEventListener("gongbao:shown", fold);
	document.addEventListener("toggle", (event) => left.set(event.target.className, event.target.open), true);
	fold();
}

function fold() {
	if (!narrow.matches) return;
	for (const details of document.querySelectorAll("details.facets, details.outline")) {
		details.open = left.get(details.className) ?? false;
	}
}
