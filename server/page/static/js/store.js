// What the browser keeps for its reader: lists of excerpts and searches, and what has been chosen. Tabs that are open at the same time
// keep the same.
const prefix = "gongbao-";
export const mostKept = 300; // of a list; the server finds and writes as many at once
const textKept = 300; // characters, by which a reader knows a paragraph that is gone

// beginning is as much of a text as is kept.
export function beginning(text) {
	return text.length > textKept ? text.slice(0, textKept) + "…" : text;
}

// recall gives a text that was kept, and null when there is none or the browser keeps nothing.
export function recall(name) {
	try {
		return localStorage.getItem(prefix + name);
	} catch {
		return null;
	}
}

// remember keeps a text, and says whether the browser lets it.
export function remember(name, text) {
	try {
		localStorage.setItem(prefix + name, text);
		return true;
	} catch {
		return false;
	}
}

// kept gives a list. What another version of this page has left, or somebody else, is no list.
export function kept(name) {
	try {
		const list = JSON.parse(recall(name) ?? "[]");
		return Array.isArray(list) ? list.filter((item) => typeof item?.name === "string") : [];
	} catch {
		return [];
	}
}

// keep replaces a list, and says whether the browser lets it.
export function keep(name, list) {
	if (!remember(name, JSON.stringify(list))) return false;
	document.dispatchEvent(new Event("gongbao:kept"));
	return true;
}

// whenKept calls back when a list changes, here or in another tab, and when there may be other things on the page that show it.
export function whenKept(name, changed) {
	addEventListener("storage", (event) => {
		if (event.key === prefix + name || event.key === null) changed();
	});
	for (const event of ["gongbao:kept", "gongbao:shown", "gongbao:opened"]) document.addEventListener(event, changed);
	changed();
}
