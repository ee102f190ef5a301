// Citations in a sheet over the page, and the buttons that copy them.
import { flash, sentence } from "./status.js";
import { named } from "./swap.js";

export function startCopying() {
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.("a[data-cite]");
		if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
			event.preventDefault();
			openSheet(link);
		}
		const button = event.target.closest?.("[data-copy]");
		if (button) copy(button, document.getElementById(button.dataset.copy).textContent);
		const command = event.target.closest?.("[data-copy-text]");
		if (command) copy(command, command.dataset.copyText);
		const citations = event.target.closest?.("[data-copy-citations]");
		if (citations) copy(citations, [...document.querySelectorAll(".excerpt-citation")].map((one) => one.textContent).join("\n"));
		const permalink = event.target.closest?.("a.para-link");
		if (permalink && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
			event.preventDefault();
			copyPermalink(permalink);
		}
	});
}

async function openSheet(link) {
	const quoted = selectionIn(link.closest(".para"));
	const answer = await fetch(link.href).catch(() => null);
	if (!answer) return flash(link, sentence("unreached"));
	if (!answer.ok) return location.assign(link.href); // a page that says why, and comes by itself when the server has been busy
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const sheet = document.createElement("dialog");
	sheet.className = "sheet";
	sheet.append(closing(), document.adoptNode(page.getElementById("cite")));
	const heading = sheet.querySelector("h1");
	heading.id = "cite-heading";
	sheet.setAttribute("aria-labelledby", heading.id);
	if (quoted) quote(sheet, quoted);
	sheet.addEventListener("close", () => {
		sheet.remove();
		link.focus({ preventScroll: true });
	});
	document.body.append(sheet);
	document.dispatchEvent(new Event("gongbao:opened"));
	sheet.showModal();
}

function closing() {
	const form = document.createElement("form");
	form.method = "dialog";
	form.className = "sheet-close";
	const button = document.createElement("button");
	button.textContent = sentence("close");
	form.append(button);
	return form;
}

// selectionIn is what the reader has selected in a paragraph, without what ends the words before it.
function selectionIn(paragraph) {
	const selection = getSelection();
	if (!paragraph || selection.isCollapsed || !paragraph.contains(selection.anchorNode) || !paragraph.contains(selection.focusNode)) return "";
	return selection.toString().trim().replace(/^[。，、；：！？”’）》〉】〕\s]+/, "");
}

// quote puts the selected words in the place of the whole paragraph.
function quote(sheet, words) {
	const quotation = sheet.querySelector("#text-quotation");
	const source = quotation.textContent.slice(quotation.textContent.lastIndexOf("\n——"));
	quotation.textContent = `“${words}”${source}`;
}

// copyPermalink copies the address of a paragraph, with what is marked in it, and puts it into the address bar: there as a parameter
// that finds the paragraph wherever it moves, so that the page stays.
function copyPermalink(link) {
	const address = new URL(link.href);
	const here = new URL(location.href);
	for (const name of ["q", "mode"]) {
		const value = here.searchParams.get(name);
		if (value) address.searchParams.set(name, value);
	}
	here.searchParams.set("at", address.pathname.slice(address.pathname.lastIndexOf("/") + 1));
	here.hash = link.closest(".para").id;
	history.replaceState(history.state, "", here);
	named();
	return copy(link, address.href);
}

// copy copies a text, and says in the place of what was pressed whether it could.
async function copy(control, text) {
	flash(control, sentence((await write(text)) ? "copied" : "notCopied"));
}

// write puts a text on the clipboard. Over http browsers offer no more than a command that copies what is selected in a field.
async function write(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		const focused = document.activeElement;
		const field = document.createElement("textarea");
		field.className = "unseen";
		field.value = text;
		(document.querySelector("dialog[open]") ?? document.body).append(field); // beside an open sheet nothing can be selected
		field.select();
		const done = document.execCommand("copy");
		field.remove();
		focused?.focus({ preventScroll: true });
		return done;
	}
}
