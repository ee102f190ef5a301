// Lights the section that is being read in the outline, and opens what lies below it.
let waiting = false;
let following = false;

export function followText() {
	if (!following) addEventListener("scroll", soon, { passive: true });
	following = true;
	light();
}

function soon() {
	if (waiting) return;
	waiting = true;
	requestAnimationFrame(() => {
		waiting = false;
		light();
	});
}

function light() {
	const links = [...document.querySelectorAll(".outline a")];
	const here = document.querySelector(".text mark.here")?.getBoundingClientRect();
	// what stands above the line has been read; a hit in sight that one has jumped to is what is being read
	const line = here && here.top >= 0 && here.bottom <= innerHeight ? here.bottom : innerHeight / 4;
	let current = -1;
	links.forEach((link, i) => {
		const section = document.getElementById(link.getAttribute("href").slice(1));
		if (section && section.getBoundingClientRect().top <= line) current = i;
	});
	if (links[current]?.hasAttribute("aria-current")) return;
	for (const link of links) link.removeAttribute("aria-current");
	open(links, current);
	if (current < 0) return;
	links[current].setAttribute("aria-current", "true");
	const list = links[current].closest(".outline");
	const place = links[current].offsetTop - list.offsetTop;
	if (place < list.scrollTop || place > list.scrollTop + list.clientHeight - 60) list.scrollTop = place - list.clientHeight / 3;
}

// open shows the deep sections that have the same section of the second level as the current one.
function open(links, current) {
	const items = links.map((link) => link.parentElement);
	const deep = (i) => items[i]?.classList.contains("deep");
	let from = current;
	while (from >= 0 && deep(from)) from--;
	let to = from + 1;
	while (to < items.length && deep(to)) to++;
	items.forEach((item, i) => item.classList.toggle("open", current >= 0 && i > from && i < to));
}
