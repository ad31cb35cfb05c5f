// A figure shows who says so in a small panel; without this script it is a link to its note.
import { element } from "./dom.js";

const GAP = 8;

function makePanel() {
  const title = element("h2", { className: "panel-title", id: "claim-panel-title", textContent: "Who says so" });
  const close = element("button", { type: "button", className: "panel-close", textContent: "Close" });
  const body = element("div", { className: "panel-body" });
  const head = element("div", { className: "panel-head" }, title, close);
  const dialog = element("dialog", { className: "claim-panel" }, head, body);
  dialog.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => dialog.close());
  // A press beside the panel closes it.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { dialog, body };
}

/** Puts the panel under the figure, or above it where there is no room; on a phone its style keeps it at the lower edge. */
function placeAt(dialog, link) {
  const place = link.getBoundingClientRect();
  const size = dialog.getBoundingClientRect();
  const left = Math.min(Math.max(GAP, place.left), Math.max(GAP, window.innerWidth - size.width - GAP));
  const below = place.bottom + GAP;
  const top = below + size.height > window.innerHeight - GAP ? Math.max(GAP, place.top - size.height - GAP) : below;
  dialog.style.setProperty("--left", `${left}px`);
  dialog.style.setProperty("--top", `${top}px`);
}

/** What the note says, and the way to it. */
function contentOf(note, link, goToNote) {
  const parts = [...note.cloneNode(true).children];
  for (const part of parts) if (part.matches("details")) part.open = part.querySelectorAll("li").length <= 2;
  const way = element("a", { href: link.getAttribute("href"), textContent: "To the note" });
  way.addEventListener("click", goToNote);
  return [...parts, element("p", { className: "panel-note" }, way)];
}

export function startClaimsPanel() {
  if (!document.querySelector("a.claim") || !globalThis.HTMLDialogElement) return;
  for (const link of document.querySelectorAll("a.claim")) link.setAttribute("aria-haspopup", "dialog");
  let panel = null;
  const open = (link, note) => {
    panel ??= makePanel();
    let goesTo = link;
    const goToNote = () => {
      goesTo = note;
      panel.dialog.close();
    };
    panel.body.replaceChildren(...contentOf(note, link, goToNote));
    panel.dialog.onclose = () => {
      if (goesTo === note) note.tabIndex = -1;
      goesTo.focus({ preventScroll: goesTo === link });
    };
    panel.dialog.showModal();
    placeAt(panel.dialog, link);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.claim");
    const note = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link, note);
  });
}
