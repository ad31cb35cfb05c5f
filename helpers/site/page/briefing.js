// The briefing: statements are chosen from the ledger, the draft stays in this browser, and the page is printed alone.

export function startBriefing() {
  const form = document.querySelector(".course-briefing");
  form?.addEventListener("submit", (event) => event.preventDefault());
}
