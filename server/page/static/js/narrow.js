// Finds a value of a long filter by its name.
export function startNarrowing() {
	document.addEventListener("input", (event) => {
		if (!event.target.matches?.("[data-narrow]")) return;
		const wanted = event.target.value.trim();
		for (const item of event.target.nextElementSibling.children) item.hidden = !item.querySelector(".facet-name").textContent.includes(wanted);
	});
}
