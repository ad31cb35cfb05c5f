// What a page does besides quizzes: who says so, choices, search, filters, the menu, the briefing.
import { startBriefing } from "./briefing.js";
import { startClaimsPanel } from "./claims_panel.js";
import { startExplorers } from "./explorer.js";
import { startFilters } from "./filters.js";
import { startMenu } from "./menu.js";
import { startSearch } from "./search.js";

export function startSiteParts() {
  document.documentElement.classList.add("has-script");
  for (const start of [startMenu, startClaimsPanel, startExplorers, startFilters, startSearch, startBriefing]) {
    try {
      start();
    } catch (error) {
      // One part that fails must not take the others with it.
      console.error(error);
    }
  }
}
