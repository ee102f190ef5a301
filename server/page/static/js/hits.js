// Goes from mark to mark in a report.
import { tell } from "./status.js";

let at = 0; // the mark that was gone to last, from 1

// step goes to the next mark or the one before, round the ends.
export function step(by) {
	const all = document.querySelectorAll(".text mark[id]").length;
	if (all === 0) return;
	if (at === 0) at = nearest() - (by > 0 ? 1 : 0);
	goTo(((at + by - 1 + all) % all) + 1);
}

// nearest is the first mark that is not above what is seen.
function nearest() {
	const marks = [...document.querySelectorAll(".text mark[id]")];
	const below = marks.findIndex((mark) => mark.getBoundingClientRect().top > 0);
	return below < 0 ? marks.length : below + 1;
}

export function goTo(n) {
	const mark = document.getElementById("m" + n);
	if (!mark) return;
	show(n);
	mark.scrollIntoView({ block: "center" });
	tell(document.querySelector("[data-at]")?.textContent + " " + mark.closest(".para").innerText.trim());
}

// show makes a mark the current one.
export function show(n) {
	at = n;
	for (const old of document.querySelectorAll("mark.here, .map a.here")) old.classList.remove("here");
	document.getElementById("m" + n)?.classList.add("here");
	document.querySelector(`.map a[href="#m${n}"]`)?.classList.add("here");
	const counter = document.querySelector("[data-at]");
	if (counter) counter.textContent = n + "/" + document.querySelectorAll(".text mark[id]").length;
}

// forget begins anew, with the first mark of the paragraph that the address names, if it has one.
export function forget() {
	at = 0;
	const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
	const first = target && (target.matches("mark") ? target : target.querySelector("mark[id]"));
	if (first) show(Number(first.id.slice(1)));
}
