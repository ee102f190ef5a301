// Adds files that are dropped or chosen, folders with their paths, in turns that fit the server. What became of them is the server's own
// table, row by row as the turns are done.
import { tell } from "./status.js";

const perTurn = 25; // files, so that the table grows while one waits
const sidecar = "gongbao.csv"; // speaks of other files, which go in the same turn
const busyPause = 1.5; // seconds until a busy server that does not say when is asked again
const longestPause = 60;
const form = () => document.querySelector("form[data-add]");
const part = (name) => form().querySelector(`[data-${name}]`);
let picked = new Map(); // files by path
let sending = false;

export function startAdding() {
	if (!form()) return;
	document.addEventListener("change", (event) => event.target.matches("form[data-add] input[type=file]") && choose(event.target));
	for (const name of ["dragenter", "dragover"]) document.addEventListener(name, over);
	document.addEventListener("dragleave", (event) => event.relatedTarget || document.documentElement.classList.remove("dropping"));
	document.addEventListener("drop", dropped);
	form().addEventListener("submit", submitted);
	part("unpick").addEventListener("click", () => pick([], new Map()));
	addEventListener("beforeunload", (event) => sending && event.preventDefault());
}

// choose takes what a field has, and empties it: the files are sent by the script.
function choose(field) {
	pick([...field.files].map((file) => [file.webkitRelativePath || file.name, file]));
	field.value = "";
}

function over(event) {
	if (![...event.dataTransfer.types].includes("Files")) return;
	event.preventDefault();
	document.documentElement.classList.add("dropping");
}

async function dropped(event) {
	if (![...event.dataTransfer.types].includes("Files")) return;
	event.preventDefault();
	document.documentElement.classList.remove("dropping");
	const items = [...event.dataTransfer.items].filter((item) => item.kind === "file"); // gone after the first await
	const found = items.filter((item) => !item.webkitGetAsEntry?.()).map((item) => [item.getAsFile().name, item.getAsFile()]);
	const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
	try {
		for (const entry of entries) await walk(entry, found);
	} catch (error) {
		refuse(error.message);
	}
	pick(found);
}

// walk lists the files below an entry, with their paths.
async function walk(entry, found) {
	if (entry.isFile) {
		found.push([entry.fullPath.replace(/^\//, ""), await new Promise((done, failed) => entry.file(done, failed))]);
		return;
	}
	const reader = entry.createReader();
	for (;;) {
		const some = await new Promise((done, failed) => reader.readEntries(done, failed));
		if (some.length === 0) return;
		for (const inner of some) await walk(inner, found);
	}
}

// pick adds files to those that are chosen, and says how many there are.
function pick(files, to = picked) {
	if (sending) return;
	picked = to;
	const limit = Number(form().dataset.limit);
	const large = [];
	for (const [path, file] of files) {
		if (path.split("/").some((name) => name.startsWith("."))) continue;
		if (file.size + room > limit) large.push(path);
		else picked.set(path, file);
	}
	showPicked();
	refuse(large.length ? part("picked").dataset.tooLarge + " " + large.join("、") : "");
}

function showPicked() {
	const megabytes = Math.max(0.1, sizeOf([...picked.values()]) / 2 ** 20).toFixed(1);
	part("unpick").hidden = picked.size === 0;
	part("picked").textContent = picked.size ? fill(part("picked").dataset.some, { files: picked.size, megabytes }) : "";
}

const room = 64 << 10; // bytes of a form beside its files
const sizeOf = (files) => files.reduce((sum, file) => sum + file.size, 0);
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function refuse(text) {
	part("refused").textContent = text;
	part("refused").hidden = !text;
}

// turns divides what is chosen into forms that fit. Files of which others speak go with them.
function turns() {
	const limit = Number(form().dataset.limit);
	const together = [...picked.keys()].some((path) => path === sidecar || path.endsWith("/" + sidecar));
	const list = [];
	let size = 0;
	for (const [path, file] of picked) {
		const cost = file.size + path.length * 4 + 1024;
		const last = list.at(-1);
		if (!last || (!together && last.length === perTurn) || size + cost + room > limit) {
			list.push([]);
			size = 0;
		}
		list.at(-1).push([path, file]);
		size += cost;
	}
	return list;
}

async function submitted(event) {
	if (picked.size === 0) return; // without files the server says so
	event.preventDefault();
	if (sending) return;
	sending = true;
	refuse("");
	const all = picked.size;
	const sum = sizeOf([...picked.values()]);
	let sent = 0;
	part("sending").hidden = false;
	try {
		for (const turn of turns()) {
			const before = sent;
			show(all, sent / sum);
			const answer = await post(turn, (loaded) => show(all, (before + loaded) / sum));
			if (!take(answer)) return;
			for (const [path, file] of turn) {
				picked.delete(path);
				sent += file.size;
			}
		}
		part("sending").querySelector("span").textContent = fill(part("sending").dataset.sent, { all });
		tell(fill(part("sending").dataset.sent, { all }));
	} catch {
		refuse(part("sending").dataset.broken);
	} finally {
		sending = false;
		showPicked();
		const outcome = document.getElementById("outcome");
		if (!outcome.hidden) outcome.focus();
	}
}

function show(all, share) {
	part("sending").querySelector("progress").value = Math.min(1, share || 0);
	part("sending").querySelector("span").textContent = fill(part("sending").dataset.reading, { done: all - picked.size, all });
}

// post sends a form, with its fields before its files, and gives the page that answers. It asks a busy server again.
async function post(turn, progress) {
	const data = new FormData();
	for (const [name, value] of new FormData(form())) if (typeof value === "string") data.append(name, value);
	for (const [path, file] of turn) data.append("file", file, path);
	for (;;) {
		const request = await new Promise((done, failed) => {
			const r = new XMLHttpRequest(); // fetch tells nothing while it sends
			r.open("POST", form().action);
			r.responseType = "document";
			r.upload.addEventListener("progress", (event) => progress(event.loaded));
			r.addEventListener("load", () => done(r));
			r.addEventListener("error", failed);
			r.addEventListener("abort", failed);
			r.send(data);
		});
		if (request.status !== 429 && request.status !== 503) return request.response;
		const seconds = Number(request.getResponseHeader("Retry-After")) || busyPause;
		await new Promise((done) => setTimeout(done, 1000 * Math.min(seconds, longestPause)));
	}
}

// take adds the rows of an answer to the table, and reports whether there were any; else it says what the server said.
function take(page) {
	const fresh = page?.getElementById("outcome");
	if (!fresh) {
		refuse([...(page?.querySelectorAll(".error h1, .error h1 + p") ?? [])].map((line) => line.textContent).join(" ") || part("sending").dataset.broken);
		return false;
	}
	const outcome = document.getElementById("outcome");
	outcome.hidden = false;
	outcome.querySelector("tbody").append(...fresh.querySelectorAll("tbody tr"));
	for (const count of fresh.querySelectorAll(".outcome-counts li")) {
		const mine = outcome.querySelector(`.outcome-counts [data-state="${count.dataset.state}"]`);
		const number = mine.querySelector("strong");
		number.textContent = Number(number.textContent) + Number(count.querySelector("strong").textContent);
		mine.hidden = number.textContent === "0";
	}
	return true;
}
