// What scripts add to pages that work without them.
import { startAdding } from "./add.js";
import { startCopying } from "./copy.js";
import { startExcerpts } from "./excerpts.js";
import { startFinding } from "./find.js";
import { startFollowing } from "./following.js";
import { startFolding } from "./fold.js";
import { startForms } from "./form.js";
import { startKeeping } from "./keep.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startNarrowing } from "./narrow.js";
import { startSwitching } from "./language.js";
import { startPrinting } from "./print.js";
import { startReading } from "./report.js";
import { startTelling } from "./status.js";
import { startSuggesting } from "./suggest.js";
import { startChart } from "./years.js";

document.documentElement.classList.add("scripts");
startFolding();
startTelling();
startLive();
startFinding();
startSuggesting();
startChart();
startReading();
startCopying();
startAdding();
startKeys();
startForms();
startPrinting();
startNarrowing();
startSwitching();
startKeeping();
startExcerpts();
startFollowing();

// What was typed before they ran nobody has heard.
for (const field of document.querySelectorAll("input[type=search]")) {
	if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
}
