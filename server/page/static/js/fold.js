// On a narrow screen the filters and the outline are folded until somebody wants them, and then stay as they were left. Style
// sheets do the folding, so that nothing moves when scripts begin to run.
const left = new Map(); // whether each was left open

export function startFolding() {
	document.addEventListener("gongbao:shown", fold);
	document.addEventListener("toggle", (event) => event.target.matches?.(".fold") && left.set(event.target.id, event.target.open), true);
}

function fold() {
	for (const details of document.querySelectorAll("details.fold")) details.open = left.get(details.id) ?? false;
}
