// What a page does besides quizzes: who says so, choices, search, filters, the menu, the briefing.
import { startBriefing } from "./briefing.js";
import { startClaimsPanel } from "./claims_panel.js";
import { startExplorers } from "./explorer.js";
import { startFilters } from "./filters.js";
import { startLetters } from "./letters.js";
import { startMenu } from "./menu.js";
import { startOneFile } from "./one_file.js";
import { startPlaceInPage } from "./place_in_page.js";
import { startProgress } from "./progress.js";
import { startSearch } from "./search.js";

const PARTS = [
  startOneFile,
  startMenu,
  startClaimsPanel,
  startLetters,
  startExplorers,
  startFilters,
  startSearch,
  startBriefing,
  startPlaceInPage,
  startProgress,
];

/** Start each part; `store` keeps answers and drafts, null on pages that keep none. */
export function startSiteParts(store) {
  document.documentElement.classList.add("has-script");
  for (const start of PARTS) {
    try {
      start(store);
    } catch (error) {
      // One part that fails must not take the others with it.
      console.error(error);
    }
  }
}
