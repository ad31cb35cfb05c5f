// In the one file all pages stand one after the other; this shows the page that the address names, and its title.

import { namedBy } from "./dom.js";

const pageOf = (hash) => namedBy(hash)?.closest("section.page") ?? null;

export function startOneFile() {
  const pages = [...document.querySelectorAll("section.page")];
  if (!pages.length) return;
  const title = document.title;
  const show = (isFirst) => {
    const hash = location.hash.slice(1);
    const wanted = pageOf(hash) ?? (isFirst || !hash ? pages[0] : null);
    if (!wanted) return;
    for (const page of pages) page.hidden = page !== wanted;
    const heading = wanted.querySelector("h1")?.textContent.trim();
    document.title = wanted === pages[0] || !heading ? title : `${heading} · ${title}`;
    for (const link of document.querySelectorAll(".masthead a")) {
      if (link.hash === `#${wanted.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const menu of document.querySelectorAll("details.menu")) menu.open = false;
    const target = namedBy(hash);
    if (target && target !== wanted) target.scrollIntoView();
    else if (!isFirst) {
      window.scrollTo(0, 0);
      document.getElementById("main").focus({ preventScroll: true });
    }
  };
  window.addEventListener("hashchange", () => show(false));
  show(true);
}
