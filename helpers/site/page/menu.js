// The menu of a narrow window closes with Escape; what is folded opens where a link leads into it.

import { namedBy } from "./dom.js";

function followHash() {
  const target = namedBy(location.hash);
  let fold = target?.closest("details");
  if (!fold) return;
  for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView();
}

function closeMenus() {
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement?.closest?.("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

/** Beside a wide page the contents stand open; above a narrow one they would push the lesson down. */
function openContents() {
  if (!matchMedia("(min-width: 70rem)").matches) return;
  for (const contents of document.querySelectorAll(".page-contents")) contents.open = true;
}

export function startMenu() {
  openContents();
  closeMenus();
  window.addEventListener("hashchange", followHash);
  followHash();
}
