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
	document.addEventListener("gongbao:marked", placeTicks);
	addEventListener("hashchange", forget);
	begin();
}

function begin() {
	if (!document.querySelector(".report")) return;
	forget();
	placeTicks();
	followText();
}

// placeTicks moves the ticks of the map to where the marks stand on this screen; the server has guessed by length. Where a mark stands
// in its paragraph is told by the letters before it, since a paragraph that is far away is not laid out. All places are read before a
// tick is moved: by turns, each reading would have the page laid out anew.
function placeTicks() {
	const ticks = [...document.querySelectorAll(".map a")];
	const whole = document.documentElement.scrollHeight;
	const tops = ticks.map((tick) => {
		const mark = document.getElementById(tick.getAttribute("href").slice(1));
		const place = mark.closest(".para").getBoundingClientRect();
		return place.top + scrollY + place.height * partBefore(mark);
	});
	ticks.forEach((tick, i) => tick.querySelector("rect").setAttribute("y", String((1000 * tops[i]) / whole)));
}

// partBefore is how much of its paragraph stands before a mark.
function partBefore(mark) {
	const text = mark.closest(".para-text");
	const before = document.createRange();
	before.selectNodeContents(text);
	before.setEndBefore(mark);
	return before.toString().length / text.textContent.length;
}
