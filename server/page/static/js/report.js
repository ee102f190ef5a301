// What reading a report needs: the hits, the map of them, and the outline.
import { forget, goTo, step } from "./hits.js";
import { followText } from "./outline.js";

export function startReading() {
	document.addEventListener("click", (event) => {
		const button = event.target.closest?.("[data-step]");
		if (button) step(Number(button.dataset.step));
		const tick = event.target.closest?.(".map a");
		if (tick) {
			event.preventDefault();
			goTo(Number(tick.getAttribute("href").slice(2)));
		}
	});
	document.addEventListener("gongbao:shown", begin);
	addEventListener("hashchange", forget);
	begin();
}

function begin() {
	if (!document.querySelector(".report")) return;
	forget();
	placeTicks();
	followText();
}

// placeTicks moves the ticks of the map to where the marks stand on this screen; the server has guessed by length.
function placeTicks() {
	const whole = document.documentElement.scrollHeight;
	for (const tick of document.querySelectorAll(".map a")) {
		const mark = document.getElementById(tick.getAttribute("href").slice(1));
		const y = mark.getBoundingClientRect().top + scrollY;
		tick.querySelector("rect").setAttribute("y", String((1000 * y) / whole));
	}
}
