// What scripts add to pages that work without them.
import { startAdding } from "./add.js";
import { startCopying } from "./copy.js";
import { startFinding } from "./find.js";
import { startFolding } from "./fold.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startNarrowing } from "./narrow.js";
import { startSwitching } from "./language.js";
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
startNarrowing();
startSwitching();
