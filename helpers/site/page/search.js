// Search over lessons, words and claims. The texts come as a script, because pages opened from disk can fetch nothing.
import MiniSearch from "minisearch";
import { element, globalData, statusLine } from "./dom.js";

const MOST = 20;
const BEFORE = 60;
const SHOWN = 160;
const KINDS = { lesson: "Lesson", term: "Word", claim: "Statement" };

/** Names are found however they are spelled: Zvečan, Zveçan and Zvecan are one. */
function plain(term) {
  return term.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}

async function makeIndex() {
  const documents = await globalData("courseSearch", "search_index.js");
  const index = new MiniSearch({
    fields: ["title", "text"],
    storeFields: ["title", "text", "kind", "address"],
    processTerm: plain,
    searchOptions: {
      boost: { title: 3 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 5 ? 0.15 : 0),
      combineWith: "AND",
    },
  });
  index.addAll(documents.map(([kind, address, title, text], id) => ({ id, kind, address, title, text })));
  return index;
}

/** Words around the first place that was found. */
function excerpt(text, terms) {
  const folded = plain(text);
  const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0);
  const at = places.length ? Math.min(...places) - BEFORE : 0;
  const begin = at > 0 ? text.indexOf(" ", at) + 1 : 0;
  const end = begin + SHOWN;
  return `${begin ? "… " : ""}${text.slice(begin, end)}${end < text.length ? " …" : ""}`;
}

function entryOf(found) {
  const link = element("a", { href: found.address, textContent: found.title });
  const kind = element("span", { className: "found-kind", textContent: KINDS[found.kind] });
  return element("li", {}, kind, " ", link, element("p", { textContent: excerpt(found.text, found.terms) }));
}

function makeDialog() {
  // Not of the type "search": there the first Escape would only empty the field.
  const input = element("input", { type: "text", id: "search-words", autocomplete: "off", spellcheck: false });
  const label = element("label", { htmlFor: input.id, textContent: "Search lessons, words and statements" });
  const close = element("button", { type: "button", className: "panel-close", textContent: "Close" });
  const said = statusLine();
  const list = element("ol", { className: "found" });
  const head = element("div", { className: "panel-head" }, label, close);
  const dialog = element("dialog", { className: "search-panel" }, head, input, said, list);
  dialog.setAttribute("aria-label", "Search");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.body.append(dialog);
  return { dialog, input, said, list };
}

function countOf(found) {
  if (!found.length) return "Nothing found. Try fewer or other words.";
  if (found.length > MOST) return `${MOST} of ${found.length} places`;
  return found.length === 1 ? "1 place" : `${found.length} places`;
}

export function startSearch() {
  const button = document.querySelector(".search-button");
  if (!button || !globalThis.HTMLDialogElement) return;
  button.hidden = false;
  let parts = null;
  let index = null;
  const show = async () => {
    try {
      index ??= await makeIndex();
    } catch {
      parts.said.textContent = "The texts to search in could not be loaded.";
      return;
    }
    const wanted = parts.input.value.trim();
    const found = wanted ? index.search(wanted) : [];
    parts.list.replaceChildren(...found.slice(0, MOST).map(entryOf));
    parts.said.textContent = wanted ? countOf(found) : "";
  };
  button.addEventListener("click", () => {
    if (!parts) {
      parts = makeDialog();
      parts.input.addEventListener("input", show);
      parts.dialog.addEventListener("close", () => button.focus());
    }
    parts.dialog.showModal();
    parts.input.select();
    show();
  });
}
