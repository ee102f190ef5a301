// Puts the day on paper: what is counted holds for a day.
export function startPrinting() {
	document.addEventListener("click", (event) => event.target.closest?.("[data-print]") && print());
	addEventListener("beforeprint", () => {
		const place = document.querySelector("[data-day]");
		const now = new Date();
		place.querySelector("time").textContent = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10); // here, not in Greenwich
		place.hidden = false;
	});
}
