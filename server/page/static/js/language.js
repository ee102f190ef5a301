// Keeps the language that a reader chooses. An address with a language, which may come from somebody else, chooses nothing.
const year = 365 * 24 * 60 * 60; // in seconds

export function startSwitching() {
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.("#switch");
		if (!link) return;
		const path = new URL(document.querySelector(".wordmark").href).pathname;
		document.cookie = `gongbao_lang=${link.hreflang.startsWith("en") ? "en" : "zh"}; path=${path}; max-age=${year}; samesite=lax`;
	});
}
